import type { TypedArray } from "../../arrays.ts";
import type { Key } from "../../random/key.ts";
import { type Enumeration, type Parameters, padded, type RbmMachine } from "./machine.ts";

/** Exports of shared/kernels/rbm/assembly/rbm.module.ts; pointers are globals. */
interface RbmModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  alloc(bytes: number): number;
  setUp(visible: number, hidden: number, batch: number): void;
  weightsChanged(): void;
  present(n: number, pixels: number, sampled: number, k0: number, k1: number): void;
  startParticles(rows: number): void;
  positivePhase(rows: number): void;
  negativePhase(rows: number, sweeps: number, persistent: number, k0: number, k1: number): void;
  update(rows: number, rate: number, momentum: number, decay: number): void;
  reconstructionError(rows: number, k0: number, k1: number): number;
  freeEnergy(n: number): number;
  pseudoLikelihood(n: number): number;
  startAtBase(n: number, k0: number, k1: number): void;
  anneal(n: number, from: number, to: number, step: number, k0: number, k1: number): number;
  drawVisible(n: number, hidden: number, on: number, k0: number, k1: number): void;
  enumerationSetUp(small: number, large: number): number;
  enumerationReady(): number;
  enumerateRow(row: number): number;
}
type Pointer =
  | "weights"
  | "visibleBias"
  | "hiddenBias"
  | "weightsVelocity"
  | "visibleVelocity"
  | "hiddenVelocity"
  | "positive"
  | "positiveCount"
  | "positiveHidden"
  | "negative"
  | "negativeCount"
  | "negativeHidden"
  | "baseBias"
  | "enumerationMatrix"
  | "enumerationSmallBias"
  | "enumerationLargeBias"
  | "enumerationRow";

/** The same machine, bit for bit, in a fresh instance of the module `rbm`. */
export function wasmMachine(
  exports: Record<string, unknown>,
  visible: number,
  hidden: number,
  batch: number,
): RbmMachine {
  const module = exports as unknown as RbmModule;
  const at = (name: Pointer) => Number((exports[name] as { readonly value: number }).value);
  const floats = (address: number, length: number) => new Float32Array(module.memory.buffer, address, length);
  const words = (address: number, length: number) => new Uint32Array(module.memory.buffer, address, length);
  const width = padded(hidden);
  module.setUp(visible, hidden, batch);
  const hiddenList = module.alloc(width * 4);
  let pixels = 0;

  const readMatrix = (address: number, rows: number) => {
    const out = new Float32Array(rows * hidden);
    for (let i = 0; i < rows; i++) out.set(floats(address + i * width * 4, hidden), i * hidden);
    return out;
  };
  const writeMatrix = (address: number, matrix: Float32Array) => {
    for (let i = 0; i < visible; i++)
      floats(address + i * width * 4, hidden).set(matrix.subarray(i * hidden, (i + 1) * hidden));
  };
  const read = (weights: Pointer, visibleBias: Pointer, hiddenBias: Pointer): Parameters => ({
    weights: readMatrix(at(weights), visible),
    visibleBias: floats(at(visibleBias), visible).slice(),
    hiddenBias: floats(at(hiddenBias), hidden).slice(),
  });
  const write = (to: readonly [Pointer, Pointer, Pointer], parameters: Parameters) => {
    writeMatrix(at(to[0]), parameters.weights);
    floats(at(to[1]), visible).set(parameters.visibleBias);
    floats(at(to[2]), hidden).set(parameters.hiddenBias);
  };
  const states = (lists: Pointer, counts: Pointer, rows: number) => {
    const out = new Uint8Array(rows * visible);
    for (let n = 0; n < rows; n++) {
      const on = words(at(counts), rows)[n];
      for (const i of words(at(lists) + n * visible * 4, on)) out[n * visible + i] = 1;
    }
    return out;
  };

  return {
    visible,
    hidden,
    batch,
    parameters: () => read("weights", "visibleBias", "hiddenBias"),
    setParameters(parameters) {
      write(["weights", "visibleBias", "hiddenBias"], parameters);
      module.weightsChanged();
    },
    velocities: () => read("weightsVelocity", "visibleVelocity", "hiddenVelocity"),
    setVelocities: (velocities) => write(["weightsVelocity", "visibleVelocity", "hiddenVelocity"], velocities),
    loadPixels(all) {
      pixels = module.alloc(all.length);
      new Uint8Array(module.memory.buffer, pixels, all.length).set(all);
    },
    present: (n, row, sampled, [k0, k1]) => module.present(n, pixels + row * visible, sampled ? 1 : 0, k0, k1),
    positivePhase: (rows) => module.positivePhase(rows),
    negativePhase: (rows, sweeps, persistent, [k0, k1]) =>
      module.negativePhase(rows, sweeps, persistent ? 1 : 0, k0, k1),
    startChains: (rows) => module.startParticles(rows),
    update: (rows, { rate, momentum, decay }) => module.update(rows, rate, momentum, decay),
    reconstructionError: (rows, [k0, k1]) => module.reconstructionError(rows, k0, k1),
    freeEnergy: (n) => module.freeEnergy(n),
    pseudoLikelihood: (n) => module.pseudoLikelihood(n),
    chains: (rows) => states("negative", "negativeCount", rows),
    setChains(all) {
      for (let n = 0; n * visible < all.length; n++) {
        const on = indices(all.subarray(n * visible, (n + 1) * visible));
        words(at("negative") + n * visible * 4, on.length).set(on);
        words(at("negativeCount"), batch)[n] = on.length;
      }
    },
    minibatch: (rows) => states("positive", "positiveCount", rows),
    hiddenProbabilities: (phase, rows) =>
      readMatrix(at(phase === "positive" ? "positiveHidden" : "negativeHidden"), rows),
    setBase: (visibleBias) => floats(at("baseBias"), visible).set(visibleBias),
    startAtBase: (n, [k0, k1]) => module.startAtBase(n, k0, k1),
    anneal: (n, from, to, step, [k0, k1]: Key) => module.anneal(n, from, to, step, k0, k1),
    drawVisible(n, h, [k0, k1]) {
      const on = indices(h);
      words(hiddenList, on.length).set(on);
      module.drawVisible(n, hiddenList, on.length, k0, k1);
    },
    enumeration: () => enumeration(module, at, read("weights", "visibleBias", "hiddenBias"), visible, hidden),
  };
}

/** Indices of the units that are on. */
function indices(states: Uint8Array): number[] {
  const on: number[] = [];
  for (let i = 0; i < states.length; i++) if (states[i]) on.push(i);
  return on;
}

/** Throws a RangeError for weights so large that float64 cannot hold the sums. */
function enumeration(
  module: RbmModule,
  at: (name: Pointer) => number,
  { weights, visibleBias, hiddenBias }: Parameters,
  visible: number,
  hidden: number,
): Enumeration {
  const byHidden = hidden <= visible;
  const [small, large] = byHidden ? [hidden, visible] : [visible, hidden];
  const rows = module.enumerationSetUp(small, large);
  const doubles = (name: Pointer, values: TypedArray) =>
    new Float64Array(module.memory.buffer, at(name), values.length).set(values);
  doubles("enumerationSmallBias", byHidden ? hiddenBias : visibleBias);
  doubles("enumerationLargeBias", byHidden ? visibleBias : hiddenBias);
  doubles(
    "enumerationMatrix",
    byHidden
      ? weights
      : Float32Array.from(weights, (_, k) => weights[(k % visible) * hidden + Math.floor(k / visible)]),
  );
  if (!module.enumerationReady())
    throw new RangeError("weights too large for an exact sum: some unit's input can exceed 690 (must be smaller)");
  return {
    rows,
    rowLogSum: (row) => module.enumerateRow(row),
    rowLogs(row) {
      module.enumerateRow(row);
      return new Float64Array(module.memory.buffer, at("enumerationRow"), 2 ** small / rows).slice();
    },
  };
}
