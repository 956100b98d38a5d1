import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { Parameters, RbmMachine, States } from "../../../kernels/rbm/machine.ts";
import { log } from "../../../math/index.ts";
import { finite } from "../../../not-finite.ts";
import { fillNormal32, foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { minibatches } from "../../minibatches.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep, type Row } from "../../records.ts";
import { INITIAL } from "../base-rates.ts";
import { baseRates, checkRbmData, type Samples, samplesOf } from "./data.ts";
import type { RbmParams } from "./fields.ts";
import { baseArrays, machineOn, parameterArrays } from "./machines.ts";
import { fastRule, kindOf, negativePhase, type SavedPhase } from "./negative.ts";
import { dataDistribution, logZMeter, recordBias, trackedRecords } from "./track.ts";

/** Position of the key of training under the run's. */
export const TRAINING_KEY = 0;
const STREAM = { initial: 1, order: 2, step: 3, logZ: 4 } as const;
/** Steps at least between two evaluations, and rows that each looks at: a pseudo-likelihood costs as much as many free energies. */
const EVALUATE_EVERY = 25;
const PSEUDO_ROWS = 20;
/** The free energies of digits spread by some 30 nats: over 20 rows their mean may be 10 nats off, over 1,000 it is within 3. */
const FREE_ENERGY_ROWS = 1000;
/** Rows whose reconstruction is measured in every step, and rows and hidden units that a live view shows. */
const RECONSTRUCTED = 10;
const SHOWN = 25;
const SHOWN_UNITS = 12;

/** All that moves while it is trained. Its length is a matter of the task's steps. */
interface Saved {
  readonly parameters: Parameters;
  readonly velocities: Parameters;
  readonly particles: States;
  readonly fast?: Parameters;
  readonly phase: SavedPhase;
}

export type TrainingParams = Omit<RbmParams, "epochs">;

/** Training: a step is a minibatch. Its randomness depends on the step number, so a checkpoint needs no state of a generator. */
export const rbmTraining = drive((params: TrainingParams, context, { key, saved }: Start<Saved>) => {
  const samples = samplesOf(checkRbmData(context.data, params), params);
  const batch = Math.min(params.batch, samples.train.length);
  const gaussian = samples.scale !== undefined;
  // One row more than the minibatch is kept for evaluations.
  const machine = machineOn(context, samples.visible, params.hidden, batch + 1, {
    gaussian,
    ...kindOf(params, batch),
  });
  machine.loadPixels(samples.pixels);
  const start = initial(samples, params, foldIn(key, STREAM.initial));
  machine.setParameters(saved?.parameters ?? start);
  const base = baseRates(samples, start.logVariance);
  machine.setBase(base.visibleBias, base.logVariance);
  if (saved) {
    machine.setVelocities(saved.velocities);
    machine.setChains(saved.particles);
    if (saved.fast) machine.setFast(saved.fast);
  }
  const negative = negativePhase(machine, params, batch, saved?.phase);
  const load = minibatchLoader(machine, samples, params, key);
  const every = evaluationSteps(freeEnergyRows(samples), batch);
  const rule = {
    rate: params.learningRate,
    momentum: params.momentum,
    decay: params.weightDecay,
    varianceRate: params.variance === "learnt" ? params.learningRate : 0,
    ...fastRule(params),
  };
  const evaluate = evaluation(machine, samples, params, context, batch);
  let rows = 0;
  return {
    advance: eachStep(recordsOf(params, samples), (step, record) => {
      const own = foldIn(key, STREAM.step, step);
      rows = load(step);
      machine.positivePhase(rows);
      const error = machine.reconstructionError(Math.min(rows, RECONSTRUCTED), own);
      record.reconstructionError = finite(error, `reconstruction error of minibatch ${step + 1}`);
      negative.run(step, rows, own);
      record.swapRate = negative.swapRate();
      machine.update(rows, rule);
      if (step % every === 0) evaluate(own, record);
    }),
    live: () => ({ ...live(machine, rows, samples), ...negative.arrays() }),
    save: () => ({
      parameters: machine.parameters(),
      velocities: machine.velocities(),
      particles: machine.chains(negative.chains),
      ...(params.method === "fpcd" && { fast: machine.fast() }),
      phase: negative.save(),
    }),
    output: () => ({
      ...parameterArrays(machine.parameters()),
      ...baseArrays(baseRates(samples, machine.parameters().logVariance)),
      ...scaleArrays(samples),
      particles: array(machine.chains(batch), [batch, samples.visible]),
      ...negative.arrays(),
    }),
  };
});

/** Puts the minibatch of a step into the machine, as training sees it; answers how many rows it has. `key`: that of training. */
export function minibatchLoader(
  machine: RbmMachine<States>,
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

const ENERGIES = ["freeEnergy", "heldOutFreeEnergy"] as const;
type Recorded =
  | "reconstructionError"
  | "pseudoLikelihood"
  | (typeof ENERGIES)[number]
  | "swapRate"
  | "fastNorm"
  | ReturnType<typeof trackedRecords>[number];

/** Of binary units always the first four, since results with them have been handed out; of others what they have. */
function recordsOf(params: TrainingParams, samples: Samples): readonly Recorded[] {
  return [
    "reconstructionError",
    ...(samples.scale ? [] : (["pseudoLikelihood"] as const)),
    ...ENERGIES,
    ...(params.method === "tempering" ? (["swapRate"] as const) : []),
    ...(params.method === "fpcd" ? (["fastNorm"] as const) : []),
    ...trackedRecords(params, samples),
  ];
}

function initial(samples: Samples, { hidden, deviation = 1 }: TrainingParams, key: Key): Parameters {
  const weights = new Float32Array(samples.visible * hidden);
  fillNormal32(key, 0, weights);
  const { visibleBias } = baseRates(samples);
  return {
    weights: weights.map((value) => INITIAL * value),
    visibleBias,
    hiddenBias: new Float32Array(hidden),
    ...(samples.scale && { logVariance: new Float32Array(samples.visible).fill(2 * log(deviation)) }),
  };
}

/** Steps between evaluations of so many rows of each part. No more rows are evaluated than were learnt from since: small minibatches would otherwise spend their time here. */
export function evaluationSteps(rows: number, batch: number): number {
  return Math.max(EVALUATE_EVERY, Math.ceil((2 * rows) / batch));
}

/**
 * Means over rows of both parts, each presented as row `at` of the minibatch. Free energies are averaged over as many rows of one part as of the
 * other, spread evenly as the held-out rows are: what is held out then begins where the training data do, in a sorted file too.
 */
function evaluation(
  machine: RbmMachine<States>,
  samples: Samples,
  params: TrainingParams,
  context: Context,
  at: number,
): (key: Key, record: Row<Recorded>) => void {
  const { train, test } = samples;
  const sampled = params.binarise === "sample";
  const count = freeEnergyRows(samples);
  const logZ = params.track === "energy" ? undefined : logZMeter(context, samples, params.hidden);
  const distribution = params.track === "bias" ? dataDistribution(samples, sampled) : undefined;
  return (key, record) => {
    const mean = (rows: Uint32Array, of: (n: number) => number) => {
      let sum = 0;
      for (const row of rows) {
        machine.present(at, row, sampled, foldIn(key, row));
        sum += of(at);
      }
      return sum / rows.length;
    };
    if (!samples.scale) record.pseudoLikelihood = mean(evenly(train, PSEUDO_ROWS), (n) => machine.pseudoLikelihood(n));
    record.freeEnergy = mean(evenly(train, count), (n) => machine.freeEnergy(n));
    if (test.length > 0) record.heldOutFreeEnergy = mean(evenly(test, count), (n) => machine.freeEnergy(n));
    if (params.method === "fpcd") record.fastNorm = rootMeanSquare(machine.fast().weights);
    const all = logZ?.(machine.parameters(), foldIn(key, STREAM.logZ));
    if (all !== undefined) {
      record.logLikelihood = -record.freeEnergy - all;
      if (record.heldOutFreeEnergy !== undefined) record.heldOutLogLikelihood = -Number(record.heldOutFreeEnergy) - all;
    }
    if (distribution) recordBias(machine.parameters(), distribution, record);
  };
}

function rootMeanSquare(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum / values.length);
}

function freeEnergyRows({ train, test }: Pick<Samples, "train" | "test">): number {
  return Math.min(FREE_ENERGY_ROWS, train.length, test.length || train.length);
}

/** At most `count` of the rows, evenly spread over them. */
export function evenly(rows: Uint32Array, count: number): Uint32Array {
  const kept = Math.min(count, rows.length);
  return Uint32Array.from({ length: kept }, (_, i) => rows[Math.floor(((i + 0.5) * rows.length) / kept)]);
}

/**
 * The two phases as a view draws them: data with its hidden probabilities, fantasy particles with theirs, and what learning compares, the mean of
 * v_i h_j over the whole minibatch in each phase, of the first hidden units (units × visible).
 */
function live(machine: RbmMachine<States>, all: number, samples: Samples): Arrays {
  const { visible } = samples;
  const rows = Math.min(all, SHOWN);
  const [data, particles] = [machine.minibatch(all), machine.chains(all)];
  const [dataHidden, particlesHidden] = (["positive", "negative"] as const).map((phase) =>
    machine.hiddenProbabilities(phase, all),
  );
  const pictures = (states: States) => array(states.slice(0, rows * visible), [rows, visible]);
  const activities = (p: Float32Array) => array(p.slice(0, rows * machine.hidden), [rows, machine.hidden]);
  return {
    ...parameterArrays(machine.parameters()),
    ...scaleArrays(samples),
    data: pictures(data),
    dataHidden: activities(dataHidden),
    particles: pictures(particles),
    particlesHidden: activities(particlesHidden),
    positiveStatistics: statistics(data, dataHidden, all, machine),
    negativeStatistics: statistics(particles, particlesHidden, all, machine),
  };
}

function statistics(
  v: States,
  h: Float32Array,
  rows: number,
  { visible, hidden }: Pick<RbmMachine, "visible" | "hidden">,
): NDArray {
  const units = Math.min(hidden, SHOWN_UNITS);
  const out = new Float32Array(units * visible);
  for (let n = 0; n < rows; n++)
    for (let i = 0; i < visible; i++) {
      const x = v[n * visible + i];
      if (x !== 0) for (let j = 0; j < units; j++) out[j * visible + i] += (x * h[n * hidden + j]) / rows;
    }
  return array(out, [units, visible]);
}

function scaleArrays({ scale }: Samples): Record<string, NDArray> {
  return scale ? { means: array(scale.means.slice()), deviations: array(scale.deviations.slice()) } : {};
}
