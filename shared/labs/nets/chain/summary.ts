/** What a traced net says of itself beside its numbers. */
import { inputOf, type Trace } from "./trace.ts";

export interface Health {
  /** Numbers that are NaN or infinite, and the first layer that has one: −1 for none, and for the input. */
  readonly broken: number;
  readonly firstBroken: number;
  /** Of what rectifiers give: how many are exactly zero, and how many there are. */
  readonly zeros: number;
  readonly rectified: number;
}

export function healthOf(run: Trace): Health {
  let [broken, firstBroken, zeros, rectified] = [0, -1, 0, 0];
  for (const [l, { values }] of run.layers.entries()) {
    const layer = run.chain.layers[l];
    const isRectifier = layer.kind === "activation" && (layer.activation === "relu" || layer.activation === "relu6");
    if (isRectifier) rectified += values.length;
    for (const value of values) {
      if (!Number.isFinite(value)) {
        broken++;
        if (firstBroken < 0) firstBroken = l;
      } else if (isRectifier && value === 0) zeros++;
    }
  }
  return { broken, firstBroken, zeros, rectified };
}

/**
 * What the net says: the place of the largest of its numbers, and that number; of a single number whether it is more than a half, and the number itself.
 * Null where it is none.
 */
export function answerOf(values: ArrayLike<number>): { readonly index: number; readonly value: number } | null {
  if (values.length === 1)
    return Number.isFinite(values[0]) ? { index: Number(values[0] > 0.5), value: values[0] } : null;
  let index = 0;
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k])) return null;
    if (values[k] > values[index]) index = k;
  }
  return { index, value: values[index] };
}

export const outputOf = (run: Trace) => inputOf(run, run.layers.length);
