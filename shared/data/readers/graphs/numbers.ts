import { graphError, type Place, type Source } from "./source.ts";

const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;

/** One of the weights of a table, and where its word ends. */
export interface ReadWeight {
  readonly value: number;
  readonly to: number;
}

/**
 * The number ≥ 0 that is written from `from` on; a character for which `ends` is true, or the end of the text, must follow. Throws an ExperimentError for
 * anything else, infinite numbers included.
 */
export function weightAt(source: Source, from: number, ends: (code: number) => boolean): ReadWeight {
  const { text } = source;
  NUMBER.lastIndex = from;
  const isNumber = NUMBER.test(text);
  const to = NUMBER.lastIndex;
  const value =
    isNumber && (to >= text.length || ends(text.charCodeAt(to))) ? Number(text.slice(from, to)) : Number.NaN;
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return { value: value + 0, to };
  if (value < 0 && value > Number.NEGATIVE_INFINITY)
    throw graphError({ source, from }, "graph-negative", `${value} as a probability (must be ≥ 0)`, { value });
  throw notNumber({ source, from }, wordAt(text, from, ends));
}

export function notNumber(place: Place, word: string): Error {
  return graphError(place, "graph-not-a-number", `“${word}” (must be a finite number)`, { value: word });
}

function wordAt(text: string, from: number, ends: (code: number) => boolean): string {
  let to = from;
  while (to < text.length && to < from + 40 && !(to > from && ends(text.charCodeAt(to)))) to++;
  return text.slice(from, to);
}

/** Blanks of ASCII: what separates words in all formats. */
export const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
