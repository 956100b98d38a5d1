import type { Hmm } from "../../../../kernels/hmm/index.ts";
import type { Corpus } from "./corpus.ts";

/**
 * A tagger learnt by counting (Charniak et al., Equations for part-of-speech tagging, AAAI 1993). Tags are states, words their symbols: those that were seen, then the endings of
 * those that were not.
 */
export interface Tagger {
  readonly model: Hmm;
  /** The symbol of a word. */
  symbolOf(word: string): number;
  /** Whether a symbol stands for a word that was not seen. */
  isUnknown(symbol: number): boolean;
  /** The tag of each symbol that is most frequent, by itself. */
  readonly usual: Int32Array;
}

/** Letters of an ending. */
const ENDING = 2;
/** An ending counts where so many words that were seen once have it. */
const COMMON = 2;

/**
 * `smoothing` α > 0 is added to every count (Laplace): of what follows what, of the words that were seen, and of endings. A word that was not seen has the probability of those that
 * were seen once (Good & Turing): per tag (h + α)/(n + 2α), of n words of which h were seen once in all, shared among endings as theirs are.
 */
export function taggerOf(corpus: Corpus, smoothing: number): Tagger {
  const { vocabulary, names } = corpus;
  const [V, K] = [vocabulary.length, names.length];
  const counts = countsOf(corpus);
  const once = vocabulary.filter((_, word) => counts.total[word] === 1);
  const endings = endingsOf(once);
  const place = new Map(endings.map((ending, e) => [ending, e]));
  const unseen = (word: string) => V + (place.get(word.slice(-ENDING)) ?? endings.length);
  const symbols = V + endings.length + 1;
  const number = new Map(vocabulary.map((word, at) => [word, at]));
  const seenOnce = new Float64Array(K * (endings.length + 1));
  for (const word of once) {
    const at = number.get(word) ?? 0;
    const tag = counts.word.findIndex((_, i) => i % V === at && counts.word[i] > 0);
    seenOnce[Math.floor(tag / V) * (endings.length + 1) + unseen(word) - V]++;
  }
  const table = tableOf(counts, seenOnce, smoothing);
  return {
    model: {
      ...{ initial: shares(counts.initial, K, smoothing), transitions: shares(counts.pair, K, smoothing) },
      emissions: { kind: "discrete", symbols, table },
    },
    symbolOf(word) {
      const at = number.get(word);
      return at !== undefined && counts.total[at] > 0 ? at : unseen(word);
    },
    isUnknown: (symbol) => symbol >= V,
    usual: usualOf(counts.word, seenOnce, K, V),
  };
}

function countsOf({ vocabulary, words, tags, names, starts, trained }: Corpus) {
  const [V, K] = [vocabulary.length, names.length];
  const [word, total] = [new Float64Array(K * V), new Float64Array(V)];
  const [pair, initial] = [new Float64Array(K * K), new Float64Array(K)];
  const begins = new Set(starts);
  for (let row = 0; row < trained; row++) {
    word[tags[row] * V + words[row]]++;
    total[words[row]]++;
    if (begins.has(row)) initial[tags[row]]++;
    else pair[tags[row - 1] * K + tags[row]]++;
  }
  return { word, total, pair, initial };
}

/** Endings of several words that were seen once, in order. */
function endingsOf(words: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const word of words) {
    const ending = word.slice(-ENDING);
    if (word.length > ENDING) counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  return [...counts.keys()].filter((ending) => (counts.get(ending) ?? 0) >= COMMON).sort();
}

/** Rows of K counts, each with `smoothing` added, as shares. */
function shares(counts: Float64Array, K: number, smoothing: number): Float64Array {
  return counts.map((count, at) => {
    const from = at - (at % K);
    const sum = counts.subarray(from, from + K).reduce((a, b) => a + b, 0);
    return (count + smoothing) / (sum + K * smoothing);
  });
}

/** K × (V + endings and "another"); a word that was not seen has its ending's symbol, and 0 itself. */
function tableOf(
  { word, total }: ReturnType<typeof countsOf>,
  seenOnce: Float64Array,
  smoothing: number,
): Float64Array {
  const V = total.length;
  const K = word.length / V;
  const E = seenOnce.length / K;
  const seen = total.reduce((sum, count) => sum + Number(count > 0), 0);
  const out = new Float64Array(K * (V + E));
  for (let tag = 0; tag < K; tag++) {
    const own = word.subarray(tag * V, (tag + 1) * V);
    const rare = seenOnce.subarray(tag * E, (tag + 1) * E);
    const n = own.reduce((a, b) => a + b, 0);
    const h = rare.reduce((a, b) => a + b, 0);
    const unknown = (h + smoothing) / (n + 2 * smoothing);
    for (let w = 0; w < V; w++)
      if (total[w] > 0) out[tag * (V + E) + w] = ((1 - unknown) * (own[w] + smoothing)) / (n + seen * smoothing);
    for (let e = 0; e < E; e++) out[tag * (V + E) + V + e] = (unknown * (rare[e] + smoothing)) / (h + E * smoothing);
  }
  return out;
}

/** The most frequent tag of each symbol; where it says nothing, that of words that were seen once. */
function usualOf(word: Float64Array, seenOnce: Float64Array, K: number, V: number): Int32Array {
  const E = seenOnce.length / K;
  const most = (count: (tag: number) => number) => {
    let best = 0;
    for (let tag = 1; tag < K; tag++) if (count(tag) > count(best)) best = tag;
    return best;
  };
  const rare = most((tag) => seenOnce.subarray(tag * E, (tag + 1) * E).reduce((a, b) => a + b, 0));
  return Int32Array.from({ length: V + E }, (_, symbol) =>
    symbol < V
      ? most((tag) => word[tag * V + symbol])
      : symbol === V + E - 1
        ? rare
        : most((tag) => seenOnce[tag * E + symbol - V]),
  );
}
