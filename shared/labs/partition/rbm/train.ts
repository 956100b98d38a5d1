import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { Parameters, RbmMachine } from "../../../kernels/rbm/machine.ts";
import { scalarMachine } from "../../../kernels/rbm/scalar.ts";
import { wasmMachine } from "../../../kernels/rbm/wasm.ts";
import { fillNormal32, fold, permutation } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context, Process, Task } from "../../lab.ts";
import { baseRates, checkRbmData, type Samples, samplesOf } from "./data.ts";
import type { RbmParams } from "./fields.ts";

const STREAM = { initial: 1, order: 2, step: 3 } as const;
/** Steps between two evaluations of pseudo-likelihood and free energy, and rows that each looks at. */
const EVALUATE_EVERY = 25;
const EVALUATED = 20;
/** Rows whose reconstruction is measured in every step, and rows that a live view shows. */
const RECONSTRUCTED = 10;
const SHOWN = 25;
/** Standard deviation of the first weights (Hinton 2010, "A practical guide to training restricted Boltzmann machines", §8). */
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

/** Minibatches of an epoch. */
export function batchesPerEpoch(trainRows: number, batch: number): number {
  return Math.ceil(trainRows / Math.min(batch, trainRows));
}

/** Training: a step is a minibatch. Its randomness hangs on the number of the step, so a checkpoint needs no state of a generator. */
export function openTraining(task: Task, context: Context, checkpoint?: Arrays): Process {
  const params = task.params as unknown as RbmParams;
  const samples = samplesOf(checkRbmData(context.data), params);
  const batch = Math.min(params.batch, samples.train.length);
  // One row more than the minibatch is kept for evaluations.
  const machine = machineOn(context, samples.visible, params.hidden, batch + 1);
  machine.loadPixels(samples.pixels);
  let step = 0;
  if (checkpoint) step = restore(machine, checkpoint);
  else machine.setParameters(initial(samples, params.hidden, fold(task.key, STREAM.initial)));
  const trainer = { machine, samples, params, batch, key: task.key, order: orderOf(task.key, samples.train, batch) };
  let rows = 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      const records = emptyRecords(steps);
      for (let s = 0; s < steps; s++, step++) rows = trainOn(trainer, step, records, s);
      return {
        reconstructionError: array(records.reconstruction),
        pseudoLikelihood: array(records.pseudo),
        freeEnergy: array(records.freeEnergy),
        heldOutFreeEnergy: array(records.heldOut),
      };
    },
    snapshot: () => live(machine, Math.min(rows, SHOWN), samples.visible),
    checkpoint: () => save(machine, batch, step),
    output: () => ({
      ...parameterArrays(machine.parameters()),
      baseBias: array(baseRates(samples)),
      particles: array(machine.chains(batch), [batch, samples.visible]),
    }),
  };
}

interface Trainer {
  readonly machine: RbmMachine;
  readonly samples: Samples;
  readonly params: RbmParams;
  readonly batch: number;
  readonly key: Key;
  /** Rows of the minibatch of a step. */
  order(step: number): Uint32Array;
}
interface Records {
  readonly reconstruction: Float64Array;
  /** Infinity where not evaluated: a NaN would be taken for a fault of the thread. */
  readonly pseudo: Float64Array;
  readonly freeEnergy: Float64Array;
  readonly heldOut: Float64Array;
}

function emptyRecords(steps: number): Records {
  const gaps = () => new Float64Array(steps).fill(Number.POSITIVE_INFINITY);
  return { reconstruction: gaps(), pseudo: gaps(), freeEnergy: gaps(), heldOut: gaps() };
}

function initial(samples: Samples, hidden: number, key: Key): Parameters {
  const weights = new Float32Array(samples.visible * hidden);
  fillNormal32(key, 0, weights);
  return {
    weights: weights.map((value) => INITIAL * value),
    visibleBias: baseRates(samples),
    hiddenBias: new Float32Array(hidden),
  };
}

/** Each epoch goes through the training rows in a new order. */
function orderOf(key: Key, train: Uint32Array, batch: number): (step: number) => Uint32Array {
  const batches = batchesPerEpoch(train.length, batch);
  let epoch = -1;
  let order = new Uint32Array(0);
  return (step) => {
    const now = Math.floor(step / batches);
    if (now !== epoch) {
      order = permutation(fold(key, STREAM.order, now), train.length).map((i) => train[i]);
      epoch = now;
    }
    const from = (step % batches) * batch;
    return order.subarray(from, Math.min(from + batch, order.length));
  };
}

/** One minibatch: both phases, an update, and what is recorded; returns its number of rows. */
function trainOn(trainer: Trainer, step: number, records: Records, at: number): number {
  const { machine, params } = trainer;
  const key = fold(trainer.key, STREAM.step, step);
  const chosen = trainer.order(step);
  const rows = chosen.length;
  for (const [n, row] of chosen.entries()) machine.present(n, row, params.binarise === "sample", key);
  const persistent = params.method === "pcd";
  if (persistent && step === 0) machine.startChains(rows);
  machine.positivePhase(rows);
  records.reconstruction[at] = machine.reconstructionError(Math.min(rows, RECONSTRUCTED), key);
  machine.negativePhase(rows, params.k, persistent, key);
  machine.update(rows, { rate: params.learningRate, momentum: params.momentum, decay: params.weightDecay });
  if (step % EVALUATE_EVERY === 0) evaluate(trainer, step, records, at);
  return rows;
}

function evaluate({ machine, samples, params, batch, key }: Trainer, step: number, records: Records, at: number): void {
  const stepKey = fold(key, STREAM.step, step);
  const mean = (rows: Uint32Array, of: (n: number) => number) => {
    const few = rows.subarray(0, EVALUATED);
    let sum = 0;
    for (const row of few) {
      machine.present(batch, row, params.binarise === "sample", stepKey);
      sum += of(batch);
    }
    return sum / few.length;
  };
  records.pseudo[at] = mean(samples.train, (n) => machine.pseudoLikelihood(n));
  records.freeEnergy[at] = mean(samples.train, (n) => machine.freeEnergy(n));
  if (samples.test.length > 0) records.heldOut[at] = mean(samples.test, (n) => machine.freeEnergy(n));
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

function save(machine: RbmMachine, batch: number, step: number): Arrays {
  const velocity = machine.velocities();
  return {
    ...parameterArrays(machine.parameters()),
    weightsVelocity: array(velocity.weights),
    visibleVelocity: array(velocity.visibleBias),
    hiddenVelocity: array(velocity.hiddenBias),
    particles: array(machine.chains(batch), [batch, machine.visible]),
    step: array(Float64Array.of(step)),
  };
}

function restore(machine: RbmMachine, saved: Arrays): number {
  machine.setParameters(parametersFrom(saved));
  machine.setVelocities({
    weights: saved.weightsVelocity.values as Float32Array,
    visibleBias: saved.visibleVelocity.values as Float32Array,
    hiddenBias: saved.hiddenVelocity.values as Float32Array,
  });
  machine.setChains(saved.particles.values as Uint8Array);
  return saved.step.values[0];
}
