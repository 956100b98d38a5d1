import { permutation } from "../random/index.ts";
import type { Key } from "../random/key.ts";

/** Minibatches of an epoch over so many rows; the last may be smaller. */
export function batchesPerEpoch(rows: number, batch: number): number {
  return Math.ceil(rows / Math.min(batch, rows));
}

/**
 * The rows of the minibatch of each step, counted from 0: every epoch goes through all rows in an order of its own, which depends on `keyOf(epoch)`
 * alone. `batch`: at most as many as there are rows.
 */
export function minibatches(
  rows: Uint32Array,
  batch: number,
  keyOf: (epoch: number) => Key,
): (step: number) => Uint32Array {
  const batches = batchesPerEpoch(rows.length, batch);
  let epoch = -1;
  let order = new Uint32Array(0);
  return (step) => {
    const now = Math.floor(step / batches);
    if (now !== epoch) {
      order = permutation(keyOf(now), rows.length).map((i) => rows[i]);
      epoch = now;
    }
    const from = (step % batches) * batch;
    return order.subarray(from, Math.min(from + batch, order.length));
  };
}
