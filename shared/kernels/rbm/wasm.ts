import type { WasmModules } from "../../wasm/modules.ts";
import { put, putRows, roomOf, takeRows } from "../../wasm/room.ts";
import { type Enumeration, type Parameters, padded, type RbmMachine } from "./machine.ts";

type RbmModule = WasmModules["rbm"];
const PARAMETERS = ["weights", "visibleBias", "hiddenBias"] as const;
const VELOCITIES = ["weightsVelocity", "visibleVelocity", "hiddenVelocity"] as const;

/** The same machine, bit for bit, in a fresh instance of the module `rbm`. */
export function wasmMachine(module: RbmModule, visible: number, hidden: number, batch: number): RbmMachine {
  const { at, f32, u32 } = roomOf(module);
  const width = padded(hidden);
  module.setUp(visible, hidden, batch);
  const hiddenList = module.alloc(width * 4);
  let pixels = 0;

  const read = ([matrix, ofVisible, ofHidden]: typeof PARAMETERS | typeof VELOCITIES): Parameters => ({
    weights: takeRows(f32(matrix, visible * width), hidden, width),
    visibleBias: f32(ofVisible, visible).slice(),
    hiddenBias: f32(ofHidden, hidden).slice(),
  });
  const write = ([matrix, ofVisible, ofHidden]: typeof PARAMETERS | typeof VELOCITIES, values: Parameters) => {
    putRows(f32(matrix, visible * width), hidden, width, values.weights);
    f32(ofVisible, visible).set(values.visibleBias);
    f32(ofHidden, hidden).set(values.hiddenBias);
  };
  /** Indices of the active units of row n. */
  const list = (of: "positive" | "negative", n: number, length: number) => u32(at(of) + n * visible * 4, length);
  const states = (of: "positive" | "negative", rows: number) => {
    const out = new Uint8Array(rows * visible);
    for (const [n, count] of u32(`${of}Count`, rows).entries())
      for (const i of list(of, n, count)) out[n * visible + i] = 1;
    return out;
  };

  return {
    visible,
    hidden,
    batch,
    parameters: () => read(PARAMETERS),
    setParameters(parameters) {
      write(PARAMETERS, parameters);
      module.weightsChanged();
    },
    velocities: () => read(VELOCITIES),
    setVelocities: (velocities) => write(VELOCITIES, velocities),
    loadPixels(all) {
      pixels = put(module, all);
    },
    present: (n, row, sampled, [k0, k1]) => module.present(n, pixels + row * visible, sampled, k0, k1),
    positivePhase: module.positivePhase,
    negativePhase: (rows, sweeps, persistent, [k0, k1]) => module.negativePhase(rows, sweeps, persistent, k0, k1),
    startChains: module.startParticles,
    update: (rows, { rate, momentum, decay }) => module.update(rows, rate, momentum, decay),
    reconstructionError: (rows, [k0, k1]) => module.reconstructionError(rows, k0, k1),
    freeEnergy: module.freeEnergy,
    pseudoLikelihood: module.pseudoLikelihood,
    chains: (rows) => states("negative", rows),
    setChains(all) {
      for (let n = 0; n * visible < all.length; n++) {
        const on = indices(all.subarray(n * visible, (n + 1) * visible));
        list("negative", n, on.length).set(on);
        u32("negativeCount", batch)[n] = on.length;
      }
    },
    minibatch: (rows) => states("positive", rows),
    hiddenProbabilities: (phase, rows) => takeRows(f32(`${phase}Hidden`, rows * width), hidden, width),
    setBase: (visibleBias) => f32("baseBias", visible).set(visibleBias),
    startAtBase: (n, [k0, k1]) => module.startAtBase(n, k0, k1),
    anneal: (n, from, to, step, [k0, k1]) => module.anneal(n, from, to, step, k0, k1),
    drawVisible(n, h, [k0, k1]) {
      const on = indices(h);
      u32(hiddenList, on.length).set(on);
      module.drawVisible(n, hiddenList, on.length, k0, k1);
    },
    enumeration: () => enumeration(module, read(PARAMETERS), visible, hidden),
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
  { weights, visibleBias, hiddenBias }: Parameters,
  visible: number,
  hidden: number,
): Enumeration {
  const { f64 } = roomOf(module);
  const byHidden = hidden <= visible;
  const [small, large] = byHidden ? [hidden, visible] : [visible, hidden];
  const rows = module.enumerationSetUp(small, large);
  f64("enumerationSmallBias", small).set(byHidden ? hiddenBias : visibleBias);
  f64("enumerationLargeBias", large).set(byHidden ? visibleBias : hiddenBias);
  const columnsFirst = () => weights.map((_, k) => weights[(k % visible) * hidden + Math.floor(k / visible)]);
  f64("enumerationMatrix", small * large).set(byHidden ? weights : columnsFirst());
  if (!module.enumerationReady())
    throw new RangeError("weights too large for an exact sum: the input of some unit can exceed 690 (must be smaller)");
  return {
    rows,
    rowLogSum: module.enumerateRow,
    rowLogs(row) {
      module.enumerateRow(row);
      return f64("enumerationRow", 2 ** small / rows).slice();
    },
  };
}
