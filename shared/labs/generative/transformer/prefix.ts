import { array, type NDArray } from "../../../arrays.ts";
import { alphabetOfCodePoints, normalised } from "../../../texts/alphabet.ts";

/** Longest prefix that is read, and most characters that are written at once. */
export const MOST_ASKED = { prefix: 400, length: 2_000 } as const;

/** The characters of a text as the net of these signs (code points) reads them; a line end stands before the first. */
export function prefixOf(text: string, signs: NDArray): NDArray<Int32Array> {
  const alphabet = alphabetOfCodePoints(signs.values);
  return array(
    Int32Array.from([...`\n${normalised(text)}`].slice(-MOST_ASKED.prefix), (character) => alphabet.of(character)),
  );
}
