/** The numbers of a window of the trellis as columns: what each circle and line of a mode shows. */
import type { Arrays } from "../../../../shared/arrays.ts";
import { isGap } from "./observed.ts";
import type { Subject } from "./use-subject.ts";

/** What circles and lines show: what is believed of a state given what came before it, given all, or the best path to it. */
export type Mode = "forward" | "smoothed" | "viterbi";

export interface Column {
  /** Of the data, from 0. */
  readonly row: number;
  readonly isGap: boolean;
  /** Per state, from 0 to 1. */
  readonly values: Float64Array;
  /** Shares of what flows from each state before (K × K); absent in the first column. */
  readonly flow?: Float64Array;
  /** Whether the most probable path goes this way. */
  readonly onPath?: (from: number, to: number) => boolean;
}

/** An answer of "trellis" with the row at which it begins. */
export interface Window {
  readonly start: number;
  readonly rows: number;
  readonly arrays: Arrays;
}

export function windowOf(start: number, arrays: Arrays): Window {
  return { start, rows: arrays.forward.shape[0], arrays };
}

/** One number of the window: of a row of the data and a state. */
export function at({ start, arrays }: Window, name: string, row: number, state: number): number {
  const K = arrays.forward.shape[1];
  return Number(arrays[name].values[(row - start) * K + state]);
}

/** The rows [from, to) as columns. */
export function columnsIn(
  subject: Subject,
  window: Window,
  mode: Mode,
  [from, to]: readonly [number, number],
  path: ArrayLike<number> | undefined,
): readonly Column[] {
  const K = subject.model.initial.length;
  const last = Math.min(to, window.start + window.rows);
  return Array.from({ length: Math.max(0, last - from) }, (_, i) => {
    const row = from + i;
    const isFirst = row === window.start;
    const flow = isFirst || !window.arrays.scale ? undefined : flowInto(subject, window, mode, row, K);
    return {
      ...{ row, isGap: isGap(subject, row), values: valuesAt(window, mode, row, K) },
      ...(flow && { flow }),
      ...(path && { onPath: (a: number, b: number) => mode === "viterbi" && path[row - 1] === a && path[row] === b }),
    };
  });
}

function valuesAt(window: Window, mode: Mode, row: number, K: number): Float64Array {
  const name = mode === "forward" ? "forward" : mode === "smoothed" ? "posterior" : "best";
  if (!window.arrays[name]) return new Float64Array(K);
  const values = Float64Array.from({ length: K }, (_, s) => at(window, name, row, s));
  if (mode !== "viterbi") return values;
  const most = Math.max(...values);
  return values.map((value) => Math.exp(value - most));
}

/** What goes from each state to each: joint probabilities, or 1 for the best way into a state. */
function flowInto({ model }: Subject, window: Window, mode: Mode, row: number, K: number): Float64Array {
  const scale = window.arrays.scale.values[row - window.start];
  return Float64Array.from({ length: K * K }, (_, i) => {
    const [from, to] = [Math.floor(i / K), i % K];
    if (mode === "viterbi") return at(window, "before", row, to) === from ? 0.3 : 0;
    const flow = (at(window, "forward", row - 1, from) * model.transitions[i] * at(window, "shown", row, to)) / scale;
    return mode === "forward" || flow === 0 ? flow : flow * at(window, "backward", row, to);
  });
}
