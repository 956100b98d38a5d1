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

/** Position of the key of training under the run's. */
export const TRAINING_KEY = 0;
const STREAM = { initial: 1, order: 2, step: 3 } as const;
/** Steps at least between two evaluations, and rows that each looks at: a pseudo-likelihood costs as much as many free energies. */
const EVALUATE_EVERY = 25;
const PSEUDO_ROWS = 20;
/** The free energies of digits spread by some 30 nats: over 20 rows their mean may be 10 nats off, over 1,000 it is within 3. */
const FREE_ENERGY_ROWS = 1000;
/** Rows whose reconstruction is measured in every step, and rows that a live view shows. */
const RECONSTRUCTED = 10;
const SHOWN = 25;
/** Standard deviation of the initial weights (Hinton 2010, "A practical guide to training restricted Boltzmann machines", §8). */
const INITIAL = 0.01;

export function machineOn(context: Context, visible: number, hidden: number, batch: number): RbmMachine {
  return context.device !== "scalar"
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
  const load = minibatchLoader(machine, samples, params, key);
  // No more rows are evaluated than were learnt from since: small minibatches would otherwise spend their time here.
  const every = Math.max(EVALUATE_EVERY, Math.ceil((2 * freeEnergyRows(samples)) / batch));
  const persistent = params.method === "pcd";
  const rule = { rate: params.learningRate, momentum: params.momentum, decay: params.weightDecay };
  let rows = 0;
  return {
    advance: eachStep(RECORDS, (step, record) => {
      const own = foldIn(key, STREAM.step, step);
      rows = load(step);
      if (persistent && step === 0) machine.startChains(rows);
      machine.positivePhase(rows);
      record.reconstructionError = machine.reconstructionError(Math.min(rows, RECONSTRUCTED), own);
      machine.negativePhase(rows, params.k, persistent, own);
      machine.update(rows, rule);
      const present = (row: number) => machine.present(batch, row, params.binarise === "sample", foldIn(own, row));
      if (step % every === 0) evaluate(machine, samples, batch, present, record);
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

/** Puts the minibatch of a step into the machine, as training sees it; answers how many rows it has. `key`: that of training. */
export function minibatchLoader(
  machine: RbmMachine,
  { train }: Pick<Samples, "train">,
  params: Pick<RbmParams, "batch" | "binarise">,
  key: Key,
): (step: number) => number {
  const order = minibatches(train, Math.min(params.batch, train.length), (epoch) => foldIn(key, STREAM.order, epoch));
  return (step) => {
    const own = foldIn(key, STREAM.step, step);
    const chosen = order(step);
    for (const [n, row] of chosen.entries()) machine.present(n, row, params.binarise === "sample", own);
    return chosen.length;
  };
}

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

/**
 * Means over rows of both parts, each presented as row `at` of the minibatch. Free energies are averaged over as many rows of one part as of the
 * other, spread evenly as the held-out rows are: what is held out then begins where the training data do, in a sorted file too.
 */
function evaluate(
  machine: RbmMachine,
  { train, test }: Samples,
  at: number,
  present: (row: number) => void,
  record: Row<(typeof RECORDS)[number]>,
): void {
  const mean = (rows: Uint32Array, of: (n: number) => number) => {
    let sum = 0;
    for (const row of rows) {
      present(row);
      sum += of(at);
    }
    return sum / rows.length;
  };
  const count = freeEnergyRows({ train, test });
  record.pseudoLikelihood = mean(evenly(train, PSEUDO_ROWS), (n) => machine.pseudoLikelihood(n));
  record.freeEnergy = mean(evenly(train, count), (n) => machine.freeEnergy(n));
  if (test.length > 0) record.heldOutFreeEnergy = mean(evenly(test, count), (n) => machine.freeEnergy(n));
}

function freeEnergyRows({ train, test }: Pick<Samples, "train" | "test">): number {
  return Math.min(FREE_ENERGY_ROWS, train.length, test.length || train.length);
}

/** At most `count` of the rows, evenly spread over them. */
export function evenly(rows: Uint32Array, count: number): Uint32Array {
  const kept = Math.min(count, rows.length);
  return Uint32Array.from({ length: kept }, (_, i) => rows[Math.floor(((i + 0.5) * rows.length) / kept)]);
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
