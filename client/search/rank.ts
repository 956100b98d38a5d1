/** Which entries answer a question, the best first. */
import { formsOf, wordsOf } from "./plain.ts";

export type EntryKind = "lab" | "term" | "preset" | "step";

/** A text that an entry is found by, and what a word in it is worth, from 0 to 1. */
export type Found = readonly [weight: number, text: string];

export interface Entry {
  readonly kind: EntryKind;
  readonly title: string;
  /** What is said beside the title. */
  readonly about: string;
  readonly href: string;
  readonly by: readonly Found[];
}

interface Part {
  readonly weight: number;
  readonly words: readonly string[];
}

export interface Prepared {
  readonly entry: Entry;
  readonly parts: readonly Part[];
}

/** Once for all questions. */
export const prepare = (entries: readonly Entry[]): readonly Prepared[] =>
  entries.map((entry) => ({ entry, parts: entry.by.map(([weight, text]) => ({ weight, words: wordsOf(text) })) }));

/** Where entries are worth the same. */
const order: readonly EntryKind[] = ["lab", "term", "preset", "step"];

/** Shorter beginnings of words are in too many. */
const LEAST_WITHIN = 3;

/** The entries that have every word of the question, or the beginning or middle of one; best first, at most so many of a kind. */
export function rank(
  entries: readonly Prepared[],
  question: string,
  most: Readonly<Record<EntryKind, number>>,
): readonly Entry[] {
  const asked = wordsOf(question).map((word) => ({ word, forms: formsOf(word) }));
  if (asked.length === 0) return [];
  const scored = entries
    .map(({ entry, parts }, place) => ({ entry, place, score: scoreOf(parts, asked) }))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) => b.score - a.score || order.indexOf(a.entry.kind) - order.indexOf(b.entry.kind) || a.place - b.place,
    );
  const left = { ...most };
  return scored.flatMap(({ entry }) => (left[entry.kind]-- > 0 ? [entry] : []));
}

interface AskedWord {
  readonly word: string;
  readonly forms: readonly string[];
}

/** 0 where a word of the question is nowhere. */
function scoreOf(parts: readonly Part[], asked: readonly AskedWord[]): number {
  let sum = 0;
  for (const one of asked) {
    let best = 0;
    for (const { weight, words } of parts) {
      if (weight <= best) continue;
      for (const word of words) best = Math.max(best, weight * likeness(word, one));
    }
    if (best === 0) return 0;
    sum += best;
  }
  return sum / asked.length + wholeness(parts, asked);
}

/** A whole word, its plural or singular, its beginning, or something within it. */
function likeness(word: string, { word: asked, forms }: AskedWord): number {
  if (word === asked) return 1;
  const own = formsOf(word);
  if (forms.some((form) => own.includes(form))) return 0.95;
  if (forms.some((form) => word.startsWith(form))) return 0.5 + (0.3 * asked.length) / word.length;
  return asked.length >= LEAST_WITHIN && word.includes(asked) ? 0.3 : 0;
}

/** More for a name of which the question is the most part, in its order. */
function wholeness(parts: readonly Part[], asked: readonly AskedWord[]): number {
  let best = 0;
  for (const { weight, words } of parts) {
    if (words.length < asked.length) continue;
    const begins = asked.every((one, i) => likeness(words[i], one) >= 0.5);
    if (begins) best = Math.max(best, (0.5 * weight * asked.length) / words.length);
  }
  return best;
}
