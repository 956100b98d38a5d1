import { cosTurns, sinTurns } from "../math/elementary.ts";

/** Sines and cosines of a step: from a quarter of a turn over all steps on, each twice as fast as the one before. */
const FREQUENCIES = 5;
export const EMBEDDED = 2 * FREQUENCIES;

/** Of step t of T: EMBEDDED numbers. */
export function embedding(t: number, steps: number): Float32Array {
  const turns = Array.from({ length: FREQUENCIES }, (_, i) => ((t / steps) * 2 ** i) / 4);
  return Float32Array.from([...turns.map(sinTurns), ...turns.map(cosTurns)]);
}
