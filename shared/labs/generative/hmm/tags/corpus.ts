import type { Table } from "../../../../data/table.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";

/** Words that were tagged, a row each. */
export interface Corpus {
  readonly rows: number;
  /** What each word is called, by its number: in lower case, so that a capital at the beginning of a sentence is no other word. */
  readonly vocabulary: readonly string[];
  readonly words: Int32Array;
  readonly tags: Int32Array;
  readonly names: readonly string[];
  /** First row of each sentence, from 0. */
  readonly starts: readonly number[];
  /** Rows before this one are learnt from, the others are tagged. A sentence begins here, where there are any. */
  readonly trained: number;
}

const refuse = (code: string, message: string, values: Readonly<Record<string, string | number>> = {}) =>
  new ExperimentError("data", code, message, values);

export const ENDS = [".", "!", "?"];
/** Rows from which something can be learnt. */
const FEWEST = 8;

/** The words and tags of a table: its first column of texts, and its classes. `held`: share of the rows that is kept apart. Throws an ExperimentError. */
export function corpusOf(data: Table | null, held: number): Corpus {
  const written = data && writtenWords(data);
  if (!data || !written) throw refuse("no-words", "data hold no column of words (must have a word per row)");
  const { rows, labels, classes } = data;
  if (!labels || !classes || classes.length < 2)
    throw refuse("no-tags", "words have no tags (choose the column of tags as the class, with two tags or more)");
  if (rows < FEWEST)
    throw refuse("too-few-words", `words: ${rows} (must be at least ${FEWEST})`, { value: rows, min: FEWEST });
  const gap = written.indexOf("");
  if (gap >= 0)
    throw refuse("missing-word", `word ${gap + 1} is missing (delete the row, or write the word)`, { row: gap + 1 });
  const vocabulary = [...new Set(written)].sort();
  const numberOf = new Map(vocabulary.map((word, number) => [word, number]));
  const words = Int32Array.from(written, (word) => numberOf.get(word) ?? 0);
  const starts = startsOf(words, vocabulary);
  return {
    ...{ rows, vocabulary, words, tags: labels, names: classes, starts },
    trained: trainedRows(rows, starts, held),
  };
}

/** The word of each row, "" where it is missing; null where there is no column of texts. */
function writtenWords({ rows, columns, values, mask, levels, texts }: Table): readonly string[] | null {
  if (texts) return texts.map((word) => word.trim().toLowerCase());
  const column = levels?.findIndex((list) => list !== undefined) ?? -1;
  const list = levels?.[column];
  if (!list) return null;
  return Array.from({ length: rows }, (_, row) => {
    const at = row * columns + column;
    return mask?.[at] === 0 ? "" : list[values[at]].trim().toLowerCase();
  });
}

/** A sentence begins after each full stop. */
function startsOf(words: Int32Array, vocabulary: readonly string[]): readonly number[] {
  const ends = (row: number) => ENDS.includes(vocabulary[words[row]]);
  return Array.from(words.keys()).filter((row) => row === 0 || ends(row - 1));
}

/** The first sentence that begins at or after the share to be learnt; of a text without sentences, that share itself. */
function trainedRows(rows: number, starts: readonly number[], held: number): number {
  const wanted = Math.max(1, Math.min(rows - 1, Math.round((1 - held) * rows)));
  return starts.find((start) => start >= wanted) ?? wanted;
}

/** The words of a sentence as it is typed: in lower case, without commas and the like, "!" and "?" as full stops. */
export function wordsOf(sentence: string): readonly string[] {
  return sentence
    .toLowerCase()
    .replace(/[!?…]+/gu, ".")
    .replace(/\.+/gu, " . ")
    .replace(/[,;:¿¡"«»“”()]+/gu, " ")
    .split(/\s+/u)
    .filter((word) => word !== "");
}
