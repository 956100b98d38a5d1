/** How the activities of units are told apart and counted. */
import type { SparseTaskParams } from "./fields.ts";

/** Bins of the activities of a unit. */
export const BINS = 20;
/** Samples that are kept of those that excite a unit. */
export const EXCITING = 8;
/** A unit that moves less than this part of what the liveliest does is dead. */
const LIVELY = 0.01;

/** Ends of the bins: activities from 0 to 1, of tanh from −1; of a ReLU those beyond 2 fall into the last. */
export function binEnds(activation: SparseTaskParams["activation"]): readonly [low: number, high: number] {
  return activation === "tanh" ? [-1, 1] : activation === "relu" ? [0, 2] : [0, 1];
}

export function binOf(h: number, activation: SparseTaskParams["activation"]): number {
  const [low, high] = binEnds(activation);
  return Math.max(0, Math.min(BINS - 1, Math.floor((BINS * (h - low)) / (high - low))));
}

/** 1 for each unit whose activity hardly depends on the sample: its deviation is below a hundredth of the largest. */
export function deadUnits(deviation: Float64Array): Int32Array {
  const most = deviation.reduce((largest, one) => Math.max(largest, one), 0);
  return Int32Array.from(deviation, (one) => (one > LIVELY * most ? 0 : 1));
}
