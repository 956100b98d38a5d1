/** What is said of a training, wherever it runs: what a lab declares, what a checkpoint keeps, how records are called. */
import type { Arrays } from "../arrays.ts";
import type { Trainer, TrainerOptions } from "../nets/trainer.ts";
import type { Key } from "../random/key.ts";
import type { Gpu } from "../webgpu/gpu.ts";
import type { Context } from "./lab.ts";

export interface Training extends Omit<TrainerOptions, "machine" | "key"> {
  readonly train: Uint32Array;
  /** Held out; may be empty, then nothing is recorded of them. */
  readonly test: Uint32Array;
  /** Steps between two evaluations of held-out samples, and of how many (the first ones). Default 20 and 256. */
  readonly evaluation?: { readonly every: number; readonly samples: number };
  /** Weights to begin with, by name; drawn from the key where there are none. */
  readonly initial?: Arrays;
  /** When to stop before the last step. */
  readonly stop?: StopRule;
  /** What is recorded besides, by these names, of the weights after each step at which held-out samples are evaluated. Not on a GPU. */
  readonly watch?: {
    readonly records: readonly string[];
    measure(weights: Arrays, trained: Trainer): Readonly<Record<string, number>>;
  };
  /** What a view draws now besides the weights. */
  live?(trained: Trainer): Arrays;
}

/** Stops when a measure of the held-out samples is this good, or when their loss has not become lower for so many evaluations. */
export interface StopRule {
  readonly patience?: number;
  readonly target?: { readonly measure: string; readonly atLeast: number };
}

/**
 * Of a training under way. The arrays are the blocks of the net's layout; what is being learnt as bits, since a step may leave NaN, which the next one
 * finds out, and no checkpoint with NaN is kept.
 */
export interface Saved {
  readonly parameters: Uint32Array;
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** Parameters with the lowest held-out loss so far, which a training that diverges or runs out of patience goes back to. */
  readonly best: Float32Array;
  readonly bestLoss: number;
  readonly bestStep: number;
  /** Evaluations since. */
  readonly waited: number;
  /** Step at which training ended, −1 while it goes on; and why. */
  readonly stopped: number;
  readonly reason: number;
  /** Of sides in turns: the last of each measure, which steps of the other sides record again, so that no record has holes. */
  readonly told?: Float64Array;
  /** Where averages of parameters are used in their place. */
  readonly average?: Uint32Array;
}

/** What a training on a GPU has of its context. */
export interface OnGpu {
  readonly gpu: Gpu;
  readonly beat: Context["beat"];
}

/** A training whose data and net are there: what both ways to run it begin with. */
export interface Opened {
  readonly own: Training & { readonly key: Key };
  /** The minibatch of each step. */
  readonly order: (step: number) => Uint32Array;
  readonly net: Trainer;
}

/** Which of the held-out samples are evaluated, and how often. */
export function heldOutOf({ evaluation, test }: Training) {
  const { every, samples } = evaluation ?? { every: 20, samples: 256 };
  return { every, tested: test.subarray(0, samples) };
}

/** Held-out measures: "loss" is recorded as "testLoss". */
export const heldOutName = (measure: string) => `test${measure[0].toUpperCase()}${measure.slice(1)}`;

export function recordsOf({ measures, tested }: Trainer, isTested: boolean, { watch }: Training): readonly string[] {
  return [...measures, ...(isTested ? tested.map(heldOutName) : []), ...(watch?.records ?? [])];
}
