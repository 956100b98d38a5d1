/** How much of what was written is what its kind of text allows. */

import { linesOf } from "../../text/kinds/lines.ts";
import { isValidMelody } from "../../text/kinds/melody.ts";
import { isMolecule, parseMolecule } from "../../text/kinds/molecule.ts";
import type { CharRnnParams } from "../fields.ts";

export interface Validity {
  readonly valid: number;
  readonly judged: number;
}

/** Words of a text: letters and the marks in them, in small letters. */
export const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? [];

/**
 * Of whole lines of melodies and molecules, how many are valid; of prose, how many of its words occur in the text that was learnt. The last line, or word, was cut off and
 * is not judged. A series has nothing to judge.
 */
export function validityOf(content: CharRnnParams["content"], written: string, learnt: () => string): Validity {
  if (content === "series") return { valid: 0, judged: 0 };
  if (content === "text") {
    const known = new Set(wordsOf(learnt()));
    return counted(wordsOf(written).slice(0, -1), (word) => known.has(word));
  }
  const isValid = content === "melodies" ? isValidMelody : (line: string) => isMolecule(parseMolecule(line));
  return counted(linesOf(written), isValid);
}

function counted(all: readonly string[], isValid: (one: string) => boolean): Validity {
  return { valid: all.filter(isValid).length, judged: all.length };
}
