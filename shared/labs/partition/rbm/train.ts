import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { Parameters, RbmMachine } from "../../../kernels/rbm/machine.ts";
import { scalarMachine } from "../../../kernels/rbm/scalar.ts";
import { wasmMachine } from "../../../kernels/rbm/wasm.ts";
import { fillNormal32, foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { minibatches } from "../../minibatches.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep, type Row } from "../../records.ts";
import { baseRates, checkRbmData, type Samples, samplesOf } from "./data.ts";
import type { RbmParams } from "./fields.ts";

const STREAM = { initial: 1, order: 2, step: 3 } as const;
/** Steps between two evaluations of pseudo-likelihood and free energy, and rows that each looks at. */
const EVALUATE_EVERY = 25;
const EVALUATED = 20;
/** Rows whose reconstruction is measured in every step, and rows that a live view shows. */
const RECONSTRUCTED = 10;
const SHOWN = 25;
/** Standard deviation of the initial weights (Hinton 2010, "A practical guide to training restricted Boltzmann machines", §8). */
const INITIAL = 0.01;

export function machineOn(context: Context, visible: number, hidden: number, batch: number): RbmMachine {
  return context.device === "wasm"
    ? wasmMachine(context.wasm("rbm"), visible, hidden, batch)
    : scalarMachine(visible, hidden, batch);
}

export function parametersFrom({ weights, visibleBias, hiddenBias }: Arrays): Parameters {
  return {
    weights: weights.values as Float32Array,
    visibleBias: visibleBias.values as Float32Array,
    hiddenBias: hiddenBias.values as Float32Array,
  };
}

export function parameterArrays({ weights, visibleBias, hiddenBias }: Parameters): Record<string, NDArray> {
  return {
    weights: array(weights, [visibleBias.length, hiddenBias.length]),
    visibleBias: array(visibleBias),
    hiddenBias: array(hiddenBias),
  };
}

/** All that moves while it is trained. Its length is a matter of the task's steps. */
interface Saved {
  readonly parameters: Parameters;
  readonly velocities: Parameters;
  readonly particles: Uint8Array;
}

/** Training: a step is a minibatch. Its randomness depends on the step number, so a checkpoint needs no state of a generator. */
export const rbmTraining = drive((params: Omit<RbmParams, "epochs">, context, { key, saved }: Start<Saved>) => {
  const samples = samplesOf(checkRbmData(context.data), params);
  const batch = Math.min(params.batch, samples.train.length);
  // One row more than the minibatch is kept for evaluations.
  const machine = machineOn(context, samples.visible, params.hidden, batch + 1);
  machine.loadPixels(samples.pixels);
  machine.setParameters(saved?.parameters ?? initial(samples, params.hidden, foldIn(key, STREAM.initial)));
  if (saved) {
    machine.setVelocities(saved.velocities);
    machine.setChains(saved.particles);
  }
  const order = minibatches(samples.train, batch, (epoch) => foldIn(key, STREAM.order, epoch));
  const persistent = params.method === "pcd";
  const rule = { rate: params.learningRate, momentum: params.momentum, decay: params.weightDecay };
  let rows = 0;
  return {
    advance: eachStep(RECORDS, (step, record) => {
      const own = foldIn(key, STREAM.step, step);
      const present = (n: number, row: number) => machine.present(n, row, params.binarise === "sample", own);
      const chosen = order(step);
      rows = chosen.length;
      for (const [n, row] of chosen.entries()) present(n, row);
      if (persistent && step === 0) machine.startChains(rows);
      machine.positivePhase(rows);
      record.reconstructionError = machine.reconstructionError(Math.min(rows, RECONSTRUCTED), own);
      machine.negativePhase(rows, params.k, persistent, own);
      machine.update(rows, rule);
      if (step % EVALUATE_EVERY === 0) evaluate(machine, samples, batch, present, record);
    }),
    live: () => live(machine, Math.min(rows, SHOWN), samples.visible),
    save: () => ({
      parameters: machine.parameters(),
      velocities: machine.velocities(),
      particles: machine.chains(batch),
    }),
    output: () => ({
      ...parameterArrays(machine.parameters()),
      baseBias: array(baseRates(samples)),
      particles: array(machine.chains(batch), [batch, samples.visible]),
    }),
  };
});

const RECORDS = ["reconstructionError", "pseudoLikelihood", "freeEnergy", "heldOutFreeEnergy"] as const;

function initial(samples: Samples, hidden: number, key: Key): Parameters {
  const weights = new Float32Array(samples.visible * hidden);
  fillNormal32(key, 0, weights);
  return {
    weights: weights.map((value) => INITIAL * value),
    visibleBias: baseRates(samples),
    hiddenBias: new Float32Array(hidden),
  };
}

/** Means over some rows of both parts, each presented as row `at` of the minibatch. */
function evaluate(
  machine: RbmMachine,
  { train, test }: Samples,
  at: number,
  present: (n: number, row: number) => void,
  record: Row<(typeof RECORDS)[number]>,
): void {
  const mean = (rows: Uint32Array, of: (n: number) => number) => {
    const few = rows.subarray(0, EVALUATED);
    let sum = 0;
    for (const row of few) {
      present(at, row);
      sum += of(at);
    }
    return sum / few.length;
  };
  record.pseudoLikelihood = mean(train, (n) => machine.pseudoLikelihood(n));
  record.freeEnergy = mean(train, (n) => machine.freeEnergy(n));
  if (test.length > 0) record.heldOutFreeEnergy = mean(test, (n) => machine.freeEnergy(n));
}

/** The two phases as a view draws them: data with its hidden probabilities, fantasy particles with theirs. */
function live(machine: RbmMachine, rows: number, visible: number): Arrays {
  return {
    ...parameterArrays(machine.parameters()),
    data: array(machine.minibatch(rows), [rows, visible]),
    dataHidden: array(machine.hiddenProbabilities("positive", rows), [rows, machine.hidden]),
    particles: array(machine.chains(rows), [rows, visible]),
    particlesHidden: array(machine.hiddenProbabilities("negative", rows), [rows, machine.hidden]),
  };
}
