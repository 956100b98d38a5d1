import { array, type NDArray } from "../../../arrays.ts";
import { alphabetOfCodePoints, normalised } from "../../../texts/alphabet.ts";

/** Longest prefix that is read, and most characters that are written at once. */
export const MOST_ASKED = { prefix: 600, length: 2_000 } as const;

/** Characters that a net reads before it writes anything: a memory of zeros is none that it has at the beginning of a line. */
export const PRIMER = 160;

/** The last characters of what was learnt, up to its last line end where it has one. */
export function primerOf(train: Uint8Array, lineEnd: number): Uint8Array {
  const end = 1 + train.lastIndexOf(lineEnd);
  return train.slice(0, end > 0 ? end : train.length).slice(-PRIMER);
}

/** What stands before a text that is to go on, and that text, as the net of these signs (code points) reads them. */
export function prefixOf(text: string, signs: NDArray, primer: NDArray): NDArray<Int32Array> {
  const alphabet = alphabetOfCodePoints(signs.values);
  const own = Array.from(normalised(text), (character) => alphabet.of(character));
  return array(Int32Array.from([...primer.values, ...own].slice(-MOST_ASKED.prefix)));
}
