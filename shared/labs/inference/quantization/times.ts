/** How long one sample takes through the net, in several places of this machine. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Chain } from "../../../nets/chain.ts";
import { type GraphEngine, type QuantGraph, scalarGraphs, wasmGraphs } from "../../../quant/graph/index.ts";
import type { Context } from "../../lab.ts";
import { openTrained } from "../../nets/trained.ts";
import { trainedClassifier } from "../model.ts";
import { PLACES } from "./places.ts";

/** Measurements of a place, and how long each of them takes at least, in milliseconds: clocks of browsers tick rarely. */
const MEASURED = 60;
const LEAST = 0.5;
/** Fewer, but never as few as these, where they take longer than so many milliseconds together. */
const FEWEST = 15;
const LONGEST = 400;
/** Passes of one measurement at most, and passes before the first. */
const MOST = 1024;
const WARM = 5;

/** Milliseconds of one pass: the median and the 95th percentile of measurements, each the mean of so many passes that a clock can tell. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
}

/** Undefined for a clock that stands still. */
export function timesOf(pass: () => void, clock: () => number): Times | undefined {
  for (let i = 0; i < WARM; i++) pass();
  let passes = 1;
  const span = () => {
    const from = clock();
    for (let i = 0; i < passes; i++) pass();
    return clock() - from;
  };
  let last = span();
  while (passes < MOST && last < LEAST) {
    passes *= 2;
    last = span();
  }
  if (!(last > 0)) return undefined;
  const all: number[] = [];
  for (let spent = 0; all.length < MEASURED && (all.length < FEWEST || spent < LONGEST); ) {
    const own = span();
    spent += own;
    all.push(own / passes);
  }
  all.sort((one, other) => one - other);
  return { p50: all[all.length >> 1], p95: all[Math.floor(0.95 * all.length)] };
}

/** One sample, as a net of floats sees it and as a graph takes it. Output, all measured: `p50.<place>` and `p95.<place>` in milliseconds, int8 by scalar code and by WebAssembly, and the floats by WebAssembly. Nothing without a clock, and on the reference. */
export function timesOutput(
  context: Context,
  chain: Chain,
  weights: Arrays,
  graph: QuantGraph,
  { seen, raw }: { readonly seen: Float32Array; readonly raw: Float32Array },
): Arrays {
  const { clock } = context;
  // The reference has no WebAssembly.
  if (!clock || context.device === "scalar") return {};
  const wasm = wasmGraphs(() => context.wasm("quant"));
  const engine = (own: GraphEngine) => () => void own.run(graph, raw);
  const { program } = openTrained(context, trainedClassifier(chain, weights), 1, ({ probabilities }) => ({
    probabilities,
  }));
  program.input("x").set(seen);
  const ways: Readonly<Record<(typeof PLACES)[number], () => void>> = {
    scalar: engine(scalarGraphs),
    wasm: engine(wasm),
    float32: () => void program.run(),
  };
  return Object.fromEntries(
    PLACES.flatMap((place) => {
      const found = timesOf(ways[place], clock);
      if (!found) return [];
      const { p50, p95 } = found;
      return [
        [`p50.${place}`, array(Float64Array.of(p50))],
        [`p95.${place}`, array(Float64Array.of(p95))],
      ];
    }),
  );
}
