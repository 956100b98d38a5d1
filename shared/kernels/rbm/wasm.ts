import type { WasmModules } from "../../wasm/modules.ts";
import { growing, put, putRows, roomOf, takeRows } from "../../wasm/room.ts";
import { enumerateGaussian } from "./gaussian-enumeration.ts";
import { type Enumeration, type Kind, type Parameters, padded, type RbmMachine, type States } from "./machine.ts";
import { noPseudoLikelihood } from "./scalar.ts";

type RbmModule = WasmModules["rbm"];
/** Where the module keeps numbers of the shape of its parameters: weights, biases of both sides, and log variances where there are some. */
const PARAMETERS = ["weights", "visibleBias", "hiddenBias", "logVariance"] as const;
const VELOCITIES = ["weightsVelocity", "visibleVelocity", "hiddenVelocity", "varianceVelocity"] as const;
const FAST = ["fastWeights", "fastVisibleBias", "fastHiddenBias"] as const;
type Places = typeof PARAMETERS | typeof VELOCITIES | typeof FAST;

/** The same machine, bit for bit, in a fresh instance of the module `rbm`. */
export function wasmMachine(
  module: RbmModule,
  visible: number,
  hidden: number,
  batch: number,
  kind?: Kind & { readonly gaussian?: false },
): RbmMachine;
export function wasmMachine(
  module: RbmModule,
  visible: number,
  hidden: number,
  batch: number,
  kind: Kind,
): RbmMachine<States>;
export function wasmMachine(
  module: RbmModule,
  visible: number,
  hidden: number,
  batch: number,
  { gaussian = false, chains = batch, fast = false }: Kind = {},
): RbmMachine<States> {
  const { f32, f64, u32 } = roomOf(module);
  const [ofBetas, ofLogs] = [growing(module), growing(module)];
  const width = padded(hidden);
  module.setUp(visible, hidden, batch, chains, gaussian);
  if (fast) module.setUpFast();
  const hiddenList = module.alloc(width * 4);
  const states = gaussian ? realStates(module, visible) : binaryStates(module, visible, chains);
  let samples = 0;

  const read = ([matrix, ofVisible, ofHidden, variances]: Places): Parameters => ({
    weights: takeRows(f32(matrix, visible * width), hidden, width),
    visibleBias: f32(ofVisible, visible).slice(),
    hiddenBias: f32(ofHidden, hidden).slice(),
    ...(gaussian && variances !== undefined && { logVariance: f32(variances, visible).slice() }),
  });
  const write = ([matrix, ofVisible, ofHidden, variances]: Places, values: Parameters) => {
    putRows(f32(matrix, visible * width), hidden, width, values.weights);
    f32(ofVisible, visible).set(values.visibleBias);
    f32(ofHidden, hidden).set(values.hiddenBias);
    if (gaussian && variances !== undefined && values.logVariance) f32(variances, visible).set(values.logVariance);
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
    fast: () => read(FAST),
    setFast(parameters) {
      write(FAST, parameters);
      module.weightsChanged();
    },
    loadPixels(all) {
      samples = put(module, all);
    },
    present: gaussian
      ? (n, row) => module.presentReal(n, samples + row * visible * 4)
      : (n, row, sampled, [k0, k1]) => module.present(n, samples + row * visible, sampled, k0, k1),
    positivePhase: module.positivePhase,
    negativePhase: (rows, sweeps, persistent, [k0, k1]) => module.negativePhase(rows, sweeps, persistent, k0, k1),
    startChains: module.startParticles,
    update: (rows, { rate, momentum, decay, varianceRate = 0, fast: quickly = { rate: 0, decay: 0 } }) =>
      module.update(rows, rate, momentum, decay, varianceRate, quickly.rate, quickly.decay),
    reconstructionError: (rows, [k0, k1]) => module.reconstructionError(rows, k0, k1),
    freeEnergy: module.freeEnergy,
    pseudoLikelihood(n) {
      if (gaussian) throw noPseudoLikelihood();
      return module.pseudoLikelihood(n);
    },
    chains: (rows) => states.read("negative", rows),
    setChains: (all) => states.writeChains(all),
    minibatch: (rows) => states.read("positive", rows),
    hiddenProbabilities: (phase, rows) => takeRows(f32(`${phase}Hidden`, rows * width), hidden, width),
    setBase(visibleBias, logVariance) {
      f32("baseBias", visible).set(visibleBias);
      if (gaussian && logVariance) f32("baseLogVariance", visible).set(logVariance);
      module.baseChanged();
    },
    startAtBase: (n, [k0, k1]) => module.startAtBase(n, k0, k1),
    anneal: (n, from, to, step, [k0, k1]) => module.anneal(n, from, to, step, k0, k1),
    annealAll([k0, k1], step, betas, logWeights) {
      const [atBetas, atLogs] = [ofBetas(betas.length * 8), ofLogs(logWeights.byteLength)];
      f64(atBetas, betas.length).set(betas);
      f64(atLogs, logWeights.length).set(logWeights);
      module.annealAll(logWeights.length, atBetas, betas.length - 1, step, k0, k1, atLogs);
      logWeights.set(f64(atLogs, logWeights.length));
    },
    temper: (n, beta, step, [k0, k1]) => module.temper(n, beta, step, k0, k1),
    logRatio: module.logRatio,
    swapChains: module.swapChains,
    drawVisible(n, h, [k0, k1]) {
      const on = indices(h);
      u32(hiddenList, on.length).set(on);
      module.drawVisible(n, hiddenList, on.length, k0, k1);
    },
    enumeration: () =>
      gaussian ? enumerateGaussian(read(PARAMETERS)) : enumeration(module, read(PARAMETERS), visible, hidden),
  };
}

type Phase = "positive" | "negative";

/** How the module keeps states. */
interface Kept {
  read(of: Phase, rows: number): States;
  writeChains(all: States): void;
}

/** Of binary units: a list of those that are on, and how many they are. */
function binaryStates(module: RbmModule, visible: number, chains: number): Kept {
  const { at, u32 } = roomOf(module);
  const list = (of: Phase, n: number, length: number) => u32(at(of) + n * padded(visible) * 4, length);
  return {
    read(of, rows) {
      const out = new Uint8Array(rows * visible);
      for (const [n, count] of u32(`${of}Count`, rows).entries())
        for (const i of list(of, n, count)) out[n * visible + i] = 1;
      return out;
    },
    writeChains(all) {
      for (let n = 0; n * visible < all.length; n++) {
        const on = indices(all.subarray(n * visible, (n + 1) * visible));
        list("negative", n, on.length).set(on);
        u32("negativeCount", chains)[n] = on.length;
      }
    },
  };
}

/** Of Gaussian units: their values, padded. */
function realStates(module: RbmModule, visible: number): Kept {
  const { f32 } = roomOf(module);
  const width = padded(visible);
  return {
    read: (of, rows) => takeRows(f32(of, rows * width), visible, width),
    writeChains: (all) => putRows(f32("negative", (all.length / visible) * width), visible, width, all as Float32Array),
  };
}

/** Indices of the units that are on. */
function indices(states: States): number[] {
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
