import { type Arrays, array } from "../../../arrays.ts";
import type { RbmMachine, States } from "../../../kernels/rbm/machine.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { drive, type Machine, once, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { checkRbmData, samplesOf } from "./data.ts";
import type { RbmParams } from "./fields.ts";
import { givenMachine, isGaussian } from "./machines.ts";
import { minibatchLoader, TRAINING_KEY } from "./train.ts";

// Answers of a given machine (given: weights, visibleBias, hiddenBias; of Gaussian units logVariance too, and means and deviations of what they saw).

/** Sweeps that one frame averages over: grey says how sure the machine is. */
const SWEEPS = 10;
const STREAM = { begin: 0, sweep: 1, round: 2, move: 3 } as const;

/** Each round has random numbers of its own; the first is 0. */
interface Round {
  readonly round?: number;
}

/** Frames so far, and where the chains stand. */
interface Dreamt {
  readonly frames: Float32Array;
  readonly chains: States;
}

/** The same of chains that go on, with their hidden units. */
interface Moved extends Dreamt {
  readonly hidden: Float32Array;
}

/**
 * `params.count` chains from a machine without weights. A step is a frame of ten sweeps; the output holds the frames, each steps × chains × visible,
 * means of states over the sweeps.
 */
export const rbmSample = drive(
  ({ count, round = 0 }: Round & { readonly count: number }, context, start: Start<Dreamt>) =>
    dream(context, start, count, round, () => {}),
);

/** One such chain whose clamped pixels are set to the picture before every sweep (given: picture and clamped, visible numbers each). */
export const rbmComplete = drive(({ round = 0 }: Round, context, start: Start<Dreamt>) =>
  dream(context, start, 1, round, (machine) => {
    clamp(machine, context.inputs.given);
  }),
);

function dream(
  context: Context,
  { key, step: begun, steps, saved }: Start<Dreamt>,
  chains: number,
  round: number,
  hold: (machine: RbmMachine<States>) => void,
): Machine<Dreamt> {
  const { given } = context.inputs;
  const [visible] = given.weights.shape;
  const own = foldIn(key, STREAM.round, round);
  const machine = givenMachine(context, given, chains);
  const frames = saved?.frames ?? new Float32Array(steps * chains * visible);
  let done = begun;
  if (saved) machine.setChains(saved.chains);
  else {
    begin(machine, given, own, chains);
    hold(machine);
  }
  return {
    advance: eachStep([], (step) => {
      const frame = frames.subarray(step * chains * visible, (step + 1) * chains * visible);
      for (let s = 0; s < SWEEPS; s++) {
        machine.negativePhase(chains, 1, true, foldIn(own, STREAM.sweep, step * SWEEPS + s));
        hold(machine);
        const states = machine.chains(chains);
        for (let i = 0; i < frame.length; i++) frame[i] += states[i] / SWEEPS;
      }
      done = step + 1;
    }),
    live: () => ({ frames: array(frames.slice(0, done * chains * visible), [done, chains, visible]) }),
    save: () => ({ frames, chains: machine.chains(chains) }),
    output: () => ({ frames: array(frames.slice(), [steps, chains, visible]) }),
  };
}

function begin(machine: RbmMachine<States>, given: Arrays, key: Key, chains: number): void {
  machine.setBase(given.visibleBias.values as Float32Array, given.logVariance?.values as Float32Array | undefined);
  for (let n = 0; n < chains; n++) machine.startAtBase(n, foldIn(key, STREAM.begin));
}

/** Binary units are on from one half; Gaussian ones take the grey itself, in their own scale. */
function clamp(machine: RbmMachine<States>, given: Arrays): void {
  const { picture, clamped, means, deviations } = given;
  const states = machine.chains(1);
  const held = (i: number) =>
    isGaussian(given) ? (picture.values[i] - means.values[i]) / deviations.values[i] : Number(picture.values[i] >= 0.5);
  for (let i = 0; i < states.length; i++) if (clamped.values[i]) states[i] = held(i);
  machine.setChains(states);
}

/**
 * Chains that go on from the given `particles` (rows × visible, in the scale of the machine). A step is a sweep; the output holds the states after each,
 * steps × rows × visible, and the probabilities of the hidden units given them, steps × rows × hidden.
 */
export const rbmMove = drive(({ round = 0 }: Round, context, { key, steps, saved }: Start<Moved>) => {
  const { given } = context.inputs;
  const [rows, visible] = given.particles.shape;
  const machine = givenMachine(context, given, rows);
  const own = foldIn(key, STREAM.move, round);
  const { hidden: units } = machine;
  const frames = saved?.frames ?? new Float32Array(steps * rows * visible);
  const hidden = saved?.hidden ?? new Float32Array(steps * rows * units);
  const states = given.particles.values;
  // What was recorded of real states is coarser than float32, and may come in another type.
  machine.setChains(saved?.chains ?? (isGaussian(given) ? Float32Array.from(states) : Uint8Array.from(states)));
  return {
    advance: eachStep([], (step) => {
      machine.negativePhase(rows, 1, true, foldIn(own, step));
      frames.set(machine.chains(rows), step * rows * visible);
      hidden.set(machine.hiddenProbabilities("negative", rows), step * rows * units);
    }),
    save: () => ({ frames, hidden, chains: machine.chains(rows) }),
    output: () => ({
      frames: array(frames.slice(), [steps, rows, visible]),
      hidden: array(hidden.slice(), [steps, rows, units]),
    }),
  };
});

interface LastMinibatch extends Pick<RbmParams, "batch" | "binarise" | "testFraction" | "visibleUnits"> {
  /** Steps of the training. */
  readonly last: number;
}

/**
 * The minibatch of the last step of training, as the machine was shown it (0 or 1, rows × visible), and the probabilities of the hidden units of each
 * row for the given weights: what a result that lacks them is drawn with, next to the particles that started there.
 */
export const rbmLastMinibatch = once((params: LastMinibatch, context, { key }) => {
  const { given } = context.inputs;
  const samples = samplesOf(checkRbmData(context.data, params), params);
  const batch = Math.min(params.batch, samples.train.length);
  const machine = givenMachine(context, given, batch);
  machine.loadPixels(samples.pixels);
  const rows = minibatchLoader(machine, samples, params, foldIn(key, TRAINING_KEY))(params.last - 1);
  machine.positivePhase(rows);
  return {
    states: array(machine.minibatch(rows), [rows, samples.visible]),
    hidden: array(machine.hiddenProbabilities("positive", rows), [rows, machine.hidden]),
  };
});

/** Probabilities of the hidden units of each row of the given `states` (0 or 1, rows × visible), in one step. */
export const rbmHidden = once((_params, context) => {
  const { given } = context.inputs;
  const [rows] = given.states.shape;
  const machine = givenMachine(context, given, rows);
  machine.setChains(given.states.values as States);
  // No sweep: only the probabilities that the given states imply.
  machine.negativePhase(rows, 0, true, [0, 0]);
  return { hidden: array(machine.hiddenProbabilities("negative", rows), [rows, machine.hidden]) };
});
