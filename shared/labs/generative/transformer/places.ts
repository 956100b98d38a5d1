/** Where nets are measured: windows of held-out text and the places of each that count. */
import { windowStart } from "../../../nets/transformer/index.ts";
import type { Learnt } from "./data.ts";
import { windowsOfLines } from "./pairs.ts";
import { MEASURED_LINES } from "./size.ts";

/** Held-out characters that are measured, of a long text the first ones. */
export const MEASURED = 50_000;

/** A window as codes, and its places [from, to) whose next character counts. */
export interface Measured {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly from: number;
  readonly to: number;
}

/**
 * Of prose each character behind the first once, in the window in which a net that writes would see it: at least half of one once the first is full. Of lines their
 * answers.
 */
export function measuredOf(learnt: Learnt): readonly Measured[] {
  const { context } = learnt;
  if (learnt.kind === "pairs") {
    const lines = learnt.test.slice(0, MEASURED_LINES);
    const { x, y } = windowsOfLines(lines, context);
    return lines.map(({ codes, answer }, row) => ({
      x: x.subarray(row * context, (row + 1) * context),
      y: y.subarray(row * context, (row + 1) * context),
      from: answer - 1,
      to: codes.length - 1,
    }));
  }
  const held = learnt.test.subarray(0, MEASURED + 1);
  const found: Measured[] = [];
  for (let read = 1; read < held.length; ) {
    const start = windowStart(read, context);
    const end = Math.min(start + context, held.length - 1);
    found.push({
      x: held.subarray(start, end),
      y: held.subarray(start + 1, end + 1),
      from: read - 1 - start,
      to: end - start,
    });
    read = end + 1;
  }
  return found;
}
