/** A text as samples to train on: windows of so many characters, and for each of its characters the one that follows. */
import { ExperimentError } from "../../../experiment/errors.ts";

/** What is trained on, and what is held out: the end of the text. */
export interface Split {
  readonly train: Uint8Array;
  readonly test: Uint8Array;
}

/**
 * Where what is held out of a text of so many characters begins. Two windows of `context` characters and the one after them must fit into what is trained on, one into what is
 * held out. Throws an ExperimentError that says how long the text must be, without its `ends`: characters of the length that no reader counts.
 */
export function cutOf(length: number, testFraction: number, context: number, ends = 0): number {
  const heldOut = (whole: number) => Math.round(testFraction * whole);
  const isEnough = (whole: number) => heldOut(whole) > context && whole - heldOut(whole) > 2 * context;
  if (isEnough(length)) return length - heldOut(length);
  let fits = length + 1;
  while (!isEnough(fits)) fits++;
  const [value, min] = [length - ends, fits - ends];
  throw new ExperimentError(
    "data",
    "too-short-text",
    `text: ${value} characters (must be at least ${min} for windows of ${context}: choose a longer text, or shorter windows)`,
    { value, min, context },
  );
}

/** Both parts of a text. Throws an ExperimentError as `cutOf` does. */
export function splitText(codes: Uint8Array, testFraction: number, context: number, ends = 0): Split {
  const cut = cutOf(codes.length, testFraction, context, ends);
  return { train: codes.subarray(0, cut), test: codes.subarray(cut) };
}

/** Whole windows of a text of so many characters, each beginning where the last one ends, with a character after each. */
export const windowsWithin = (length: number, context: number): number => Math.floor((length - 1) / context);

/** Windows of a text side by side, rows × context: `x` has the characters, `y` those that follow each. */
export interface Windows {
  readonly rows: number;
  readonly context: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** As many whole windows as there are, each beginning where the last one ends; what is left at the end is not used. */
export function windowsOf(codes: Uint8Array, context: number): Windows {
  const rows = windowsWithin(codes.length, context);
  const used = rows * context;
  return {
    rows,
    context,
    x: Float32Array.from(codes.subarray(0, used)),
    y: Float32Array.from(codes.subarray(1, used + 1)),
  };
}
