import type { Key } from "../../random/key.ts";
import { adapts, type ChainParams, noStart } from "./chain.ts";
import type { ChainRun } from "./run.ts";
import { ROW_EXTRAS } from "./run.ts";
import type { Model } from "./targets/index.ts";
import type { Report } from "./targets/regression.ts";
import { paddedLength } from "./vectors.ts";

/** Exports of shared/kernels/mcmc/assembly/mcmc.module.ts. */
export interface McmcModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  alloc(bytes: number): number;
  setTarget(code: number, dimension: number): void;
  setLinear(k: number, rows: number, remainder: number, triangle: number, projection: number, report: number): void;
  setLogistic(k: number, blocks: number, padding: number, design: number, successes: number, report: number): void;
  prepare(
    k0: number,
    k1: number,
    sampler: number,
    warmup: number,
    thin: number,
    adapts: number,
    targetAccept: number,
    stepSize: number,
    leapfrogs: number,
    maxDepth: number,
  ): void;
  start(initRadius: number): number;
  advance(count: number, records: number): void;
  checkpointLength(): number;
  save(buffer: number): void;
  restore(buffer: number): void;
  logDensity(position: number, gradient: number): number;
  constrain(position: number, parameters: number): void;
  pathAddress(): number;
  pathCount(): number;
}

const SAMPLERS = ["nuts", "hmc", "metropolis"] as const;
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
  loadModel(module, model);
  module.prepare(
    key[0],
    key[1],
    SAMPLERS.indexOf(params.sampler),
    params.warmup,
    params.thin,
    adapts(params) ? 1 : 0,
    params.targetAccept,
    params.stepSize,
    params.leapfrogs,
    params.maxDepth,
  );
  if (checkpoint !== undefined) module.restore(put(module, checkpoint));
  else if (module.start(params.initRadius) === 0) throw noStart(params);
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
        rows.set(new Float64Array(module.memory.buffer, buffer, batch * width), done * width);
      }
      return rows;
    },
    checkpoint() {
      module.save(state);
      return new Float64Array(module.memory.buffer, state, length).slice();
    },
    path: () =>
      module.pathCount() === 0
        ? new Float64Array(0)
        : new Float64Array(module.memory.buffer, module.pathAddress(), 3 * module.pathCount()).slice(),
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
  const padded = new Float64Array(paddedLength(position.length));
  padded.set(position);
  const at = put(module, padded);
  const gradientAt = module.alloc(padded.length * 8);
  const logDensity = module.logDensity(at, gradientAt);
  return { logDensity, gradient: new Float64Array(module.memory.buffer, gradientAt, position.length).slice() };
}

function reportValues({ responseCentre, responseScale, centres, scales }: Report): Float64Array {
  return Float64Array.of(responseCentre, responseScale, ...centres, ...scales);
}

function put(module: McmcModule, values: Float64Array): number {
  const at = module.alloc(values.length * 8);
  new Float64Array(module.memory.buffer, at, values.length).set(values);
  return at;
}
