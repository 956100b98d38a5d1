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

/** Windows side by side, rows × context: `x` has the characters, `y` those that follow each. Those to train on come first. */
export interface Windows {
  /** To train on, and held out. */
  readonly rows: number;
  readonly held: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** By what is trained on: as long as a text is at hand, so are the windows that were last cut from it. */
const lastCut = new WeakMap<
  Uint8Array,
  { readonly test: Uint8Array; readonly context: number; readonly all: Windows }
>();

/** As many whole windows of both parts as there are, each beginning where the last one ends; what is left at their ends is not used. The arrays stay as they are. */
export function windowsOf({ train, test }: Split, context: number): Windows {
  const last = lastCut.get(train);
  if (last?.test === test && last.context === context) return last.all;
  const [rows, held] = [windowsWithin(train.length, context), windowsWithin(test.length, context)];
  const [used, heldUsed] = [rows * context, held * context];
  const [x, y] = [new Float32Array(used + heldUsed), new Float32Array(used + heldUsed)];
  for (const [into, shift] of [
    [x, 0],
    [y, 1],
  ] as const) {
    into.set(train.subarray(shift, used + shift));
    into.set(test.subarray(shift, heldUsed + shift), used);
  }
  const all = { rows, held, x, y };
  lastCut.set(train, { test, context, all });
  return all;
}
