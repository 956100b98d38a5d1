/** The text of an experiment as numbers: what a lab of texts learns, and what it is measured on. */
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { type Alphabet, alphabetOf, encoded, joinedTexts } from "../../../texts/alphabet.ts";
import { type Split, splitText } from "./windows.ts";

export interface ReadText extends Split {
  readonly alphabet: Alphabet;
  /** All of it: what is trained on, then what is held out. */
  readonly codes: Uint8Array;
}

export interface TextParams {
  /** Most signs of the alphabet. */
  readonly signs: number;
  /** Characters of a window. */
  readonly context: number;
  readonly testFraction: number;
}

/** The texts of a table, one after the other, each ended by a line end. Throws an ExperimentError for a table without. */
export function textOf(data: Table | null): string {
  if (data?.texts === undefined || data.texts.length === 0)
    throw new ExperimentError("data", "no-text", "data has no text (must be texts, or a text file)");
  return joinedTexts(data.texts);
}

/** The same as numbers. Throws an ExperimentError for a table without texts, or with one too short. */
export function readText(data: Table | null, { signs, context, testFraction }: TextParams): ReadText {
  const text = textOf(data);
  const alphabet = alphabetOf(text, signs);
  const codes = encoded(text, alphabet);
  return { alphabet, codes, ...splitText(codes, testFraction, context) };
}
