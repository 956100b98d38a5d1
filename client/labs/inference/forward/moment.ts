/** A moment of the film: stage after stage, each number after number. */
import type { Stage } from "../../../../shared/labs/nets/chain/stages.ts";
import type { Trace } from "../../../../shared/labs/nets/chain/trace.ts";
import { valuesAt } from "./state.ts";

export interface Chosen {
  /** 0: the input; then stages from 1. */
  readonly box: number;
  readonly unit: number;
}

/** Frames of one stage. */
export const FRAMES = 16;

export interface Moment {
  /** How much of each tensor is there, the input first. */
  readonly done: readonly number[];
  /** The number that has come about last. */
  readonly chosen: Chosen;
}

/** At frame 0 only the input is there; a frame FRAMES later the first stage is, and so on. */
export function momentAt(frame: number, run: Trace, stages: readonly Stage[]): Moment {
  const progress = frame / FRAMES;
  const done = [1, ...stages.map((_, s) => Math.max(0, Math.min(1, progress - s)))];
  const box = Math.min(stages.length, Math.ceil(progress));
  if (box === 0) return { done, chosen: { box: 0, unit: 0 } };
  const { shape } = stages[box - 1];
  const count = shape.length === 3 ? shape[2] : 1;
  const places = valuesAt(run, stages, box).length / count;
  const last = Math.max(0, Math.min(places - 1, Math.round(done[box] * places) - 1));
  // Always of the same map: the one with the largest number, since others may be black.
  const map = shape.length === 3 ? strongestIn(valuesAt(run, stages, box)) % count : 0;
  return { done, chosen: { box, unit: last * count + map } };
}

/** Place of the largest number; of several the first, and 0 where none is larger than another. */
export function strongestIn(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** The next number of the same tensor, round and round. */
export function nextUnit(chosen: Chosen, by: number, count: number): Chosen {
  return { ...chosen, unit: (chosen.unit + by + count) % count };
}
