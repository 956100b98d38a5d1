import type { CharRnnTaskParams } from "./fields.ts";

/** What parameters say of a net before it is built. */
export interface NetSize {
  /** Numbers that it learns. */
  readonly weights: number;
  /** Multiply-adds of one character going through. */
  readonly forward: number;
  /** Numbers that a character fills on its way. */
  readonly values: number;
}

export function sizeOfNet({ cell, layers, embedding }: CharRnnTaskParams, signs: number): NetSize {
  const gates = cell === "gru" ? 3 : 4;
  let [weights, forward, values, inputs] = [signs * embedding, 0, embedding, embedding];
  for (const units of layers) {
    forward += gates * units * (inputs + units);
    weights += gates * units * (inputs + units + (cell === "gru" ? 2 : 1));
    values += 4 * gates * units;
    inputs = units;
  }
  return { weights: weights + (inputs + 1) * signs, forward: forward + inputs * signs, values: values + 3 * signs };
}
