/** How long one sample takes here, dense against pruned: measured, not computed. Rounds of both follow each other in turn, so that both meet the same machine. */
import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import {
  bytesOf,
  denseBytes,
  denseProduct,
  packSparse,
  type Repeated,
  type RowBlocksDevice,
  sparseProduct,
} from "../../../kernels/row-blocks/index.ts";
import type { Chain } from "../../../nets/chain.ts";
import { graphOfChain, NoIntegersError, quantiseGraph } from "../../../quant/float/index.ts";
import { costOf, type GraphEngine, scalarGraphs, wasmGraphs } from "../../../quant/graph/index.ts";
import type { Context } from "../../lab.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { weightsIn } from "../../nets/weights.ts";
import { once } from "../../process.ts";
import { rowNet, rowSamples } from "../table-net.ts";
import { compact } from "./compact.ts";
import { macsOf, productsOf } from "./products.ts";
import type { TuneParams } from "./tune.ts";

/** Rounds of each, of which the median and the quartiles are said. */
const ROUNDS = 15;
/** A round lasts so many milliseconds, repeated: clocks of browsers are coarse. */
const ROUND = 1;
/** Training samples that calibrate the integer nets. */
const CALIBRATION = 64;

/** Names of what is measured: milliseconds per sample, lower quartile, median, upper quartile. */
export const MEASURED = ["time.<of>"] as const;

/**
 * Output, exact: `macs` and `keptMacs`; `bytes` of the weights as float32, `keptBytes` of what is left as it is stored (blocks with their places; the smaller net); `intBytes` and `keptIntBytes`, the
 * same of integers; `difference`, the largest between sparse and masked dense (0: the same bits).
 * Measured, milliseconds [3] or layers × 3: `time.dense`, `time.pruned` (products in float32, per layer), `time.int8Dense`, `time.int8Pruned` (the whole net in integers).
 */
export const times = once(
  (params: TuneParams, context) => {
    const { chain } = rowNet(params, context.data);
    const samples = rowSamples(params, context.data);
    const sample = rowsAsFloats(samples, samples.test.subarray(0, 1));
    const dense = { chain, weights: weightsIn(context.inputs.train) };
    const masked = { chain, weights: weightsIn(context.inputs.prune) };
    const isSmaller = params.structure === "units";
    const small = isSmaller ? compact(chain, masked.weights) : masked;
    const calibration = rowsAsFloats(samples, samples.train.subarray(0, CALIBRATION));
    return {
      ...exact({ macs: macsOf(chain, dense.weights).macs, keptMacs: macsOf(small.chain, small.weights).keptMacs }),
      ...floatTimes(context, [dense, masked, small], sample, isSmaller),
      ...integerTimes(context, [dense, small], sample, calibration, isSmaller),
    };
  },
  { measured: MEASURED },
);

interface Net {
  readonly chain: Chain;
  readonly weights: Arrays;
}

const exact = (numbers: Readonly<Record<string, number>>): Arrays =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, array(Float64Array.of(value))]));

function floatTimes(
  context: Context,
  [dense, masked, small]: readonly [Net, Net, Net],
  sample: Float32Array,
  isSmaller: boolean,
): Arrays {
  const on: RowBlocksDevice = context.device === "scalar" ? "scalar" : context.wasm("rowblocks");
  const before = productsOf(dense.chain, dense.weights, sample);
  const after = productsOf(masked.chain, masked.weights, sample);
  const less = isSmaller ? productsOf(small.chain, small.weights, sample) : after;
  let [bytes, keptBytes, difference] = [0, 0, 0];
  const pairs = after.map(({ dense: own, windows, x }, l) => {
    bytes += denseBytes(before[l].dense);
    const whole = denseProduct(on, own, windows);
    whole.load(x);
    if (isSmaller) {
      keptBytes += denseBytes(less[l].dense);
      const part = denseProduct(on, less[l].dense, less[l].windows);
      part.load(less[l].x);
      return [whole, part] as const;
    }
    const sparse = packSparse(own);
    keptBytes += bytesOf(sparse);
    const part = sparseProduct(on, sparse, windows);
    difference = Math.max(difference, largestGap(whole.run(x), part.run(x)));
    return [whole, part] as const;
  });
  const timed = pairs.map(([whole, part]) => race(context, again(whole), again(part)));
  return {
    ...exact({ bytes, keptBytes, difference }),
    "time.dense": quartiles(timed.map(([whole]) => whole)),
    "time.pruned": quartiles(timed.map(([, part]) => part)),
  };
}

const again = (product: Repeated) => () => product.again();

function largestGap(a: Float32Array, b: Float32Array): number {
  let most = 0;
  for (const [i, value] of a.entries()) if (!Object.is(value, b[i])) most = Math.max(most, Math.abs(value - b[i]));
  return most;
}

/** Nothing where a layer has no form in integers. */
function integerTimes(
  context: Context,
  [dense, small]: readonly [Net, Net],
  sample: Float32Array,
  calibration: Float32Array,
  isSmaller: boolean,
): Arrays {
  // An engine keeps one graph open: each net has its own.
  const engine = (): GraphEngine =>
    context.device === "scalar" ? scalarGraphs : wasmGraphs(() => context.wasm("quant"));
  try {
    const whole = quantiseGraph(graphOfChain(dense.chain, dense.weights), calibration).graph;
    const storage = isSmaller ? "int8" : "sparse";
    const part = quantiseGraph(graphOfChain(small.chain, small.weights), calibration, { storage }).graph;
    const [forWhole, forPart] = [engine(), engine()];
    const [a, b] = race(
      context,
      () => forWhole.run(whole, sample),
      () => forPart.run(part, sample),
    );
    return {
      ...exact({ intBytes: costOf(whole).bytes, keptIntBytes: costOf(part).bytes }),
      "time.int8Dense": quartiles([a]),
      "time.int8Pruned": quartiles([b]),
    };
  } catch (error) {
    if (error instanceof NoIntegersError) return {};
    throw error;
  }
}

/** Milliseconds per call of both, round by round, in turn. The scalar reference is not worth a race: a single round. */
function race({ clock = () => 0, device, beat }: Context, a: () => void, b: () => void) {
  const repeats = [a, b].map((call) => repeatsOf(clock, call));
  const rounds = device === "scalar" ? 1 : ROUNDS;
  const found = [new Float64Array(rounds), new Float64Array(rounds)] as const;
  for (let round = 0; round < rounds; round++) {
    for (const [i, call] of [a, b].entries()) {
      const begun = clock();
      for (let n = 0; n < repeats[i]; n++) call();
      found[i][round] = (clock() - begun) / repeats[i];
    }
    beat?.();
  }
  return found;
}

/** How often a call is repeated in a round: until doubling has made it long enough, which warms up too. */
function repeatsOf(clock: () => number, call: () => void): number {
  for (let repeats = 1; repeats < 1 << 16; repeats *= 2) {
    const begun = clock();
    for (let n = 0; n < repeats; n++) call();
    const took = clock() - begun;
    if (took >= ROUND || took === 0) {
      if (took > 0) return repeats;
      // A clock that stands still says nothing: a few calls are enough.
      if (repeats >= 64) return 1;
    }
  }
  return 1 << 16;
}

/** Rows of times as rows of lower quartile, median and upper quartile. */
function quartiles(rows: readonly Float64Array[]): NDArray {
  const out = new Float64Array(rows.length * 3);
  for (const [r, row] of rows.entries()) {
    const sorted = row.slice().sort();
    for (const [q, share] of [0.25, 0.5, 0.75].entries())
      out[3 * r + q] = sorted[Math.round(share * (sorted.length - 1))];
  }
  return array(out, [rows.length, 3]);
}
