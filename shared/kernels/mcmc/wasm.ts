import type { Key } from "../../random/key.ts";
import type { WasmModules } from "../../wasm/modules.ts";
import { put, roomOf } from "../../wasm/room.ts";
import { adapts, type ChainParams, noStart } from "./chain.ts";
import { PATH_WIDTH } from "./path.ts";
import { REMEMBERING } from "./remembering.ts";
import type { ChainRun } from "./run.ts";
import { ROW_EXTRAS } from "./run.ts";
import type { Model } from "./targets/index.ts";
import type { RegressionReport } from "./targets/regression.ts";
import { paddedLength } from "./vectors.ts";

type McmcModule = WasmModules["mcmc"];

/** In the order of their numbers in assembly/chain.ts. */
const SAMPLERS = ["nuts", "hmc", "metropolis", "mala", ...REMEMBERING] as const;
/** Draws that go through one buffer. */
const BATCH = 64;

/** The same chain, with the same bits as `scalarRun`, in a fresh instance of the module. */
export function wasmRun(
  module: McmcModule,
  key: Key,
  model: Model,
  params: ChainParams,
  checkpoint?: Float64Array,
): ChainRun {
  const { f64 } = roomOf(module);
  loadModel(module, model);
  module.prepare(
    key[0],
    key[1],
    SAMPLERS.indexOf(params.sampler),
    params.warmup,
    params.thin,
    adapts(params),
    params.targetAccept,
    params.stepSize,
    params.leapfrogs,
    params.maxDepth,
  );
  module.prepareMemory(
    params.levels ?? 2,
    params.hottest ?? 0.1,
    params.walkers ?? 3,
    params.conditionals ?? 0,
    params.stepSize,
    params.initRadius,
  );
  if (checkpoint !== undefined) module.restore(put(module, checkpoint));
  else if (!module.start(params.initRadius)) throw noStart(params);
  const width = model.target.names.length + ROW_EXTRAS.length;
  const buffer = module.alloc(BATCH * width * 8);
  const length = module.checkpointLength();
  const state = module.alloc(length * 8);
  return {
    draw(count) {
      const rows = new Float64Array(count * width);
      for (let done = 0; done < count; done += BATCH) {
        const batch = Math.min(BATCH, count - done);
        module.advance(batch, buffer);
        rows.set(f64(buffer, batch * width), done * width);
      }
      return rows;
    },
    checkpoint() {
      module.save(state);
      return f64(state, length).slice();
    },
    path: () =>
      module.pathCount() === 0
        ? new Float64Array(0)
        : f64(module.pathAddress(), PATH_WIDTH * module.pathCount()).slice(),
  };
}

/** Hands the target and its data to the module. */
export function loadModel(module: McmcModule, { code, target, linear, logistic }: Model): void {
  module.setTarget(code, target.dimension);
  if (linear !== undefined) {
    const { coefficients, rows, remainder, triangle, projection, report } = linear;
    const reportAt = put(module, reportValues(report));
    module.setLinear(coefficients, rows, remainder, put(module, triangle), put(module, projection), reportAt);
  }
  if (logistic !== undefined) {
    const { coefficients, blocks, padding, design, successes, report } = logistic;
    const reportAt = put(module, reportValues(report));
    module.setLogistic(coefficients, blocks, padding, put(module, design), put(module, successes), reportAt);
  }
}

/** Log density and gradient at one position, by the module. */
export function moduleDensity(
  module: McmcModule,
  position: Float64Array,
): { logDensity: number; gradient: Float64Array } {
  const bytes = paddedLength(position.length) * 8;
  const at = put(module, position, bytes);
  const gradientAt = module.alloc(bytes);
  const logDensity = module.logDensity(at, gradientAt);
  return { logDensity, gradient: roomOf(module).f64(gradientAt, position.length).slice() };
}

function reportValues({ responseCentre, responseScale, centres, scales }: RegressionReport): Float64Array {
  return Float64Array.of(responseCentre, responseScale, ...centres, ...scales);
}
