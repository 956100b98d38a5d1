/** The text of an experiment as numbers: what a lab of texts learns, and what it is measured on. */
import type { DataNotice, Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { type Alphabet, alphabetOf, countsOf, encoded, joinedTexts, lengthOfJoined } from "../../../texts/alphabet.ts";
import { cutOf, type Split, splitText, windowsWithin } from "./windows.ts";

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
  return joinedTexts(textsOf(data).texts);
}

type WithTexts = Table & { readonly texts: readonly string[] };

function textsOf(data: Table | null): WithTexts {
  if (data?.texts === undefined || data.texts.length === 0)
    throw new ExperimentError("data", "no-text", "data has no text (must be texts, or a text file)");
  return data as WithTexts;
}

const lengths = new WeakMap<Table, number>();

/** Characters of that text, counted once for a table. */
function lengthOf(data: Table | null): number {
  const table = textsOf(data);
  const known = lengths.get(table);
  if (known !== undefined) return known;
  const length = lengthOfJoined(table.texts);
  lengths.set(table, length);
  return length;
}

/**
 * How many windows there are to train on, by the length of the text alone: a page asks at every change of a parameter, and of ten million characters
 * it takes a second to make an alphabet. Throws an ExperimentError where `readText` does.
 */
export function countWindows(data: Table | null, { context, testFraction }: Omit<TextParams, "signs">): number {
  const { length: ends } = textsOf(data).texts;
  return windowsWithin(cutOf(lengthOf(data), testFraction, context, ends), context);
}

/** From this share of a text on people are told what its alphabet leaves out. */
const TOLD_SHARE = 0.01;

const counts = new WeakMap<Table, Uint32Array>();

/** What is said of a text with many characters that its alphabet has no place for, as of one in Chinese: the bits of a net that only tells "�" are few. */
export function textNotices(data: Table | null, signs: number): readonly DataNotice[] {
  if (!data?.texts?.length) return [];
  const known = counts.get(data) ?? countsOf(data.texts);
  counts.set(data, known);
  const length = lengthOf(data);
  const kept = known.subarray(0, signs - 1).reduce((sum, count) => sum + count, 0);
  const share = 1 - kept / length;
  if (share < TOLD_SHARE) return [];
  const values = { count: known.length, max: signs - 1, share: Number((100 * share).toPrecision(2)) };
  return [{ code: "rare-characters", values }];
}

/** Of each table what was read last: training begins again behind every question of the page, and of ten million characters it would be read for half a second each time. */
const lastRead = new WeakMap<Table, TextParams & { readonly text: ReadText }>();

/** The same as numbers: the same arrays, which stay as they are, where it is asked again. Throws an ExperimentError for a table without texts, or with one too short. */
export function readText(data: Table | null, { signs, context, testFraction }: TextParams): ReadText {
  const table = textsOf(data);
  const last = lastRead.get(table);
  if (last?.signs === signs && last.context === context && last.testFraction === testFraction) return last.text;
  const joined = joinedTexts(table.texts);
  const alphabet = alphabetOf(joined, signs);
  const codes = encoded(joined, alphabet);
  const text = { alphabet, codes, ...splitText(codes, testFraction, context, table.texts.length) };
  lastRead.set(table, { signs, context, testFraction, text });
  return text;
}
