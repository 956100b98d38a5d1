/** A text as samples to train on: windows of so many characters, and for each of its characters the one that follows. */
import { ExperimentError } from "../../../experiment/errors.ts";

/** What is trained on, and what is held out: the end of the text. */
export interface Split {
  readonly train: Uint8Array;
  readonly test: Uint8Array;
}

/**
 * Two windows of `context` characters and the one after them must fit into what is trained on, one into what is held out. Throws an ExperimentError that says how
 * long the text must be.
 */
export function splitText(codes: Uint8Array, testFraction: number, context: number): Split {
  const heldOut = (length: number) => Math.round(testFraction * length);
  const isEnough = (length: number) => heldOut(length) > context && length - heldOut(length) > 2 * context;
  if (isEnough(codes.length)) {
    const cut = codes.length - heldOut(codes.length);
    return { train: codes.subarray(0, cut), test: codes.subarray(cut) };
  }
  let fits = codes.length + 1;
  while (!isEnough(fits)) fits++;
  throw new ExperimentError(
    "data",
    "too-short-text",
    `text: ${codes.length} characters (must be at least ${fits} for windows of ${context}: choose a longer text, or shorter windows)`,
    { value: codes.length, min: fits, context },
  );
}

/** Windows of a text side by side, rows × context: `x` has the characters, `y` those that follow each. */
export interface Windows {
  readonly rows: number;
  readonly context: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** As many whole windows as there are, each beginning where the last one ends; what is left at the end is not used. */
export function windowsOf(codes: Uint8Array, context: number): Windows {
  const rows = Math.floor((codes.length - 1) / context);
  const used = rows * context;
  return {
    rows,
    context,
    x: Float32Array.from(codes.subarray(0, used)),
    y: Float32Array.from(codes.subarray(1, used + 1)),
  };
}
