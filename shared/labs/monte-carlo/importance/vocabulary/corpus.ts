import type { Table } from "../../../../data/table.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import { log, pow } from "../../../../math/index.ts";
import { categorical, cumulate, foldIn, integer, type Key, uniform } from "../../../../random/index.ts";
import type { VocabularyParams } from "./fields.ts";

/** Pairs of a word and the one that follows it. */
export interface Corpus {
  readonly words: number;
  /** How often each word occurs, up to a factor; ordered from the most frequent down; > 0. */
  readonly frequencies: Float64Array;
  /** Of a generated text. */
  readonly topicOf?: (word: number) => number;
  /** Least possible loss in nats, where it is known: the entropy of the next word. */
  readonly entropy?: number;
  /** Training pair `index` of the key's stream; or one that is held out. */
  pair(key: Key, index: number): readonly [context: number, word: number];
  heldOut(key: Key, index: number): readonly [context: number, word: number];
}

/** Most words of an own text; the rarer ones count as one. */
export const MOST_WORDS = 50_000;
/** How likely the next word is of the same topic. */
const FAITHFUL = 0.75;
const STREAM = { context: 0, stay: 1, word: 2 } as const;

/** Throws an ExperimentError for data without a text. */
export function corpusOf(params: VocabularyParams, table: Table | null): Corpus {
  return params.corpus === "generated" ? zipfCorpus(params) : textCorpus(tokensOf(table));
}

/**
 * Pairs whose words have the frequencies of Zipf's law, rank^−exponent: word w is of topic w mod topics; the next word is drawn from the same topic with probability
 * 3/4, else from all words. So both words of a pair have the same frequencies, and p(next | word) is known.
 */
function zipfCorpus({ words = 2000, topics = 10, exponent = 1 }: VocabularyParams): Corpus {
  const raw = Float64Array.from({ length: words }, (_, w) => pow(w + 1, -exponent));
  const all = cumulate(raw);
  const total = all[words - 1];
  const count = Math.min(topics, words);
  const members = Array.from({ length: count }, (_, k) =>
    Uint32Array.from({ length: Math.ceil((words - k) / count) }, (_, i) => k + i * count),
  );
  const within = members.map((own) => cumulate(Array.from(own, (w) => raw[w])));
  const pair = (key: Key, index: number): readonly [number, number] => {
    const context = categorical(foldIn(key, STREAM.context), index, all);
    const own = foldIn(key, STREAM.word);
    if (uniform(foldIn(key, STREAM.stay), index) >= FAITHFUL) return [context, categorical(own, index, all)];
    const topic = context % count;
    return [context, members[topic][categorical(own, index, within[topic])]];
  };
  // Given a context of topic k: H = −Σ p log p over the words of the topic, and over all others.
  const frequencies = raw.map((f) => f / total);
  const mass = within.map((own) => own[own.length - 1] / total);
  const rest = (1 - FAITHFUL) * frequencies.reduce((sum, f) => sum - f * log((1 - FAITHFUL) * f), 0);
  const entropy = mass.reduce((sum, m, k) => {
    let own = 0;
    for (const w of members[k]) {
      const [outside, inside] = [(1 - FAITHFUL) * frequencies[w], (1 - FAITHFUL + FAITHFUL / m) * frequencies[w]];
      own += outside * log(outside) - inside * log(inside);
    }
    return sum + m * (rest + own);
  }, 0);
  return { words, frequencies, topicOf: (w) => w % count, entropy, pair, heldOut: (key, i) => pair(foldIn(key, 1), i) };
}

/** The words of a table in order: of its texts, split at spaces and without punctuation; or of its first column of texts, a word per row. */
export function tokensOf(table: Table | null): readonly string[] {
  if (table?.texts)
    return table.texts.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}'’-]+/u)).filter((word) => word !== "");
  const column = table?.levels?.findIndex((levels) => levels !== undefined) ?? -1;
  const levels = table?.levels?.[column];
  if (!table || !levels) return [];
  return Array.from({ length: table.rows }, (_, row) => row)
    .filter((row) => table.mask?.[row * table.columns + column] !== 0)
    .map((row) => levels[table.values[row * table.columns + column]]);
}

/** Fewest words of an own text. */
const LEAST_TOKENS = 100;
/** One pair in so many is held out. */
const HELD_OUT = 10;
const OTHER = "…";

export interface Vocabulary {
  /** From the most frequent down; words of equal frequency in the order of the text. */
  readonly names: readonly string[];
  readonly counts: Float64Array;
  /** The text as places in `names`. */
  readonly text: Uint32Array;
}

/** Throws an ExperimentError for a text that is too short, or of a single word. */
export function vocabularyOf(tokens: readonly string[]): Vocabulary {
  const counted = new Map<string, number>();
  for (const token of tokens) counted.set(token, (counted.get(token) ?? 0) + 1);
  if (tokens.length < LEAST_TOKENS || counted.size < 2)
    throw new ExperimentError(
      "data",
      "importance-short-text",
      `words of the text: ${tokens.length}, ${counted.size} of them different (must be at least ${LEAST_TOKENS}, 2 of them different: choose a table with a column of texts)`,
      { value: tokens.length, different: counted.size, min: LEAST_TOKENS },
    );
  const ranked = [...counted].sort((a, b) => b[1] - a[1]);
  const kept = ranked.length > MOST_WORDS ? ranked.slice(0, MOST_WORDS - 1) : ranked;
  const rest = ranked.slice(kept.length).reduce((sum, [, count]) => sum + count, 0);
  const all = rest > 0 ? [...kept, [OTHER, rest] as const] : kept;
  const places = new Map(all.map(([name], place) => [name, place]));
  return {
    names: all.map(([name]) => name),
    counts: Float64Array.from(all, ([, count]) => count),
    text: Uint32Array.from(tokens, (token) => places.get(token) ?? all.length - 1),
  };
}

function textCorpus(tokens: readonly string[]): Corpus {
  const { names, counts, text } = vocabularyOf(tokens);
  const at = (place: number): readonly [number, number] => [text[place], text[place + 1]];
  const pairs = text.length - 1;
  const held = Math.floor(pairs / HELD_OUT);
  return {
    words: names.length,
    frequencies: counts,
    // Every tenth pair, the last of its ten, is held out.
    pair(key, index) {
      const place = integer(key, index, pairs - held);
      return at(Math.min(pairs - 1, place + Math.floor(place / (HELD_OUT - 1))));
    },
    heldOut: (key, index) => at(HELD_OUT * integer(key, index, held) + HELD_OUT - 1),
  };
}

/** Least possible loss of a generated text, in nats per word. */
export function entropyOf(params: VocabularyParams): number | undefined {
  return params.corpus === "generated" ? zipfCorpus(params).entropy : undefined;
}

const ONSETS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t"];
const VOWELS = ["a", "e", "i", "o", "u"];

/** What words are called. Those of a generated text are made of syllables, short where they are frequent, with the number of their topic. */
export function wordNames(params: VocabularyParams, table: Table | null): (word: number) => string {
  if (params.corpus === "own") {
    const tokens = tokensOf(table);
    const { names } = tokens.length > 0 ? vocabularyOf(tokens) : { names: [] };
    return (word) => names[word] ?? `#${word + 1}`;
  }
  const topics = Math.min(params.topics ?? 10, params.words ?? 2000);
  return (word) => {
    let [rest, text] = [word, ""];
    do {
      const syllable = rest % 60;
      text += ONSETS[syllable % 12] + VOWELS[Math.floor(syllable / 12)];
      rest = Math.floor(rest / 60);
    } while (rest > 0);
    return `${text} (${(word % topics) + 1})`;
  };
}
