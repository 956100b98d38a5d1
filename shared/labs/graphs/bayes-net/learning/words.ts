/** Words of texts, and which of them tell most of a class. */
import { log } from "../../../../math/index.ts";

/** The different words of a text, in lower case, in order of appearance. */
export function wordsOf(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().match(/\p{L}+/gu) ?? [])];
}

export interface Word {
  readonly word: string;
  /** Mutual information between the word's presence and the class, in nats. */
  readonly tells: number;
}

/** Texts that a word must be in. */
const FEWEST_TEXTS = 2;

/** The words that tell most; of equal ones those that come first in the alphabet. `classes`: of each text, in [0, count). */
export function tellingWords(
  texts: readonly (readonly string[])[],
  classes: ArrayLike<number>,
  count: number,
  most: number,
): readonly Word[] {
  const found = new Map<string, Float64Array>();
  const totals = new Float64Array(count);
  for (const [i, words] of texts.entries()) {
    totals[classes[i]]++;
    for (const word of words) {
      const own = found.get(word) ?? new Float64Array(count);
      own[classes[i]]++;
      found.set(word, own);
    }
  }
  const words = [...found].filter(([, own]) => sumOf(own) >= FEWEST_TEXTS);
  return words
    .map(([word, own]) => ({ word, tells: information(own, totals) }))
    .sort((a, b) => b.tells - a.tells || (a.word < b.word ? -1 : 1))
    .slice(0, most);
}

/** Of texts that have a word, by class, among all texts, by class. */
function information(present: Float64Array, totals: Float64Array): number {
  const all = sumOf(totals);
  const having = sumOf(present);
  let sum = 0;
  for (let c = 0; c < totals.length; c++)
    for (const [n, row] of [
      [present[c], having],
      [totals[c] - present[c], all - having],
    ])
      if (n > 0) sum += (n / all) * log((n * all) / (row * totals[c]));
  return sum;
}

function sumOf(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
