import { array, type NDArray } from "../../../../arrays.ts";
import { expf } from "../../../../math/elementary32.ts";
import { once } from "../../../process.ts";
import { corpusOf } from "./corpus.ts";
import type { VocabularyParams } from "./fields.ts";

/** Words whose neighbours are listed: the most frequent ones; and neighbours of each. */
export const LISTED = 20;
export const NEIGHBOURS = 5;
/** Words over which the share of neighbours of the same topic is taken, and contexts over which the learnt frequencies are averaged. */
const ASKED = 100;
/** Ranks whose frequency is drawn. */
const RANKS = 120;

interface SummaryParams extends VocabularyParams {
  readonly of: string;
}

/**
 * What a trained model has learnt. Output: `neighbours` [LISTED, NEIGHBOURS], the words whose output rows point most nearly in the direction of each frequent word's, and
 * `cosines`; `ranks` and, at each, the word's frequency in the text and the mean of p(word | c) over the text's contexts (`frequency`, `learnt`); `sameTopic`: share of
 * neighbours of the same topic, and what chance gives, empty for an own text.
 */
export const summary = once<SummaryParams>((params, { data, inputs, beat }) => {
  const corpus = corpusOf(params, data);
  const { contexts, outputs, biases } = inputs[params.of] as Readonly<Record<string, NDArray<Float32Array>>>;
  const { words, topicOf } = corpus;
  const width = outputs.shape[1];
  const near = (word: number) => nearest(outputs.values, width, word);
  const asked = Array.from({ length: Math.min(ASKED, words) }, (_, word) => near(word));
  const listed = asked.slice(0, LISTED);
  const same = topicOf
    ? asked.flatMap((list, word) => list.map((one) => Number(topicOf(one.word) === topicOf(word))))
    : [];
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const total = corpus.frequencies.reduce((sum, f) => sum + f, 0);
  const ranks = ranksOf(words);
  const learnt = learntFrequencies(contexts.values, outputs.values, biases.values, corpus.frequencies, beat);
  return {
    neighbours: array(
      Uint32Array.from(listed.flat(), ({ word }) => word),
      [listed.length, listed[0].length],
    ),
    cosines: array(
      Float64Array.from(listed.flat(), ({ cosine }) => cosine),
      [listed.length, listed[0].length],
    ),
    ranks: array(Uint32Array.from(ranks)),
    frequency: array(Float64Array.from(ranks, (rank) => corpus.frequencies[rank - 1] / total)),
    learnt: array(Float64Array.from(ranks, (rank) => learnt[rank - 1])),
    sameTopic: array(Float64Array.from(topicOf ? [mean(same), 1 / Math.min(params.topics ?? 1, words)] : [])),
  };
});

/** Evenly spaced on a logarithmic axis, from 1. */
function ranksOf(words: number): number[] {
  const all = new Set<number>();
  let rank = 1;
  const grow = 1 + 10 / RANKS;
  while (rank <= words) {
    all.add(Math.floor(rank));
    rank = Math.max(rank * grow, Math.floor(rank) + 1);
  }
  return [...all];
}

/** The words whose rows have the largest cosine with that of `word`; of zero rows the cosine is 0. */
export function nearest(rows: Float32Array, width: number, word: number) {
  const words = rows.length / width;
  const dot = (a: number, b: number) => {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += rows[a * width + j] * rows[b * width + j];
    return sum;
  };
  const own = Math.sqrt(dot(word, word));
  let best: { readonly word: number; readonly cosine: number }[] = [];
  for (let other = 0; other < words; other++) {
    if (other === word) continue;
    const size = own * Math.sqrt(dot(other, other));
    const cosine = size > 0 ? Math.max(-1, Math.min(1, dot(word, other) / size)) : 0;
    if (best.length === NEIGHBOURS && cosine <= best[NEIGHBOURS - 1].cosine) continue;
    best = [...best, { word: other, cosine }].sort((a, b) => b.cosine - a.cosine).slice(0, NEIGHBOURS);
  }
  return best;
}

/** Σ_c frequency_c p(w | c) over the most frequent contexts, which stand for all. */
function learntFrequencies(
  contexts: Float32Array,
  outputs: Float32Array,
  biases: Float32Array,
  frequencies: Float64Array,
  beat?: () => void,
): Float64Array {
  const words = biases.length;
  const width = contexts.length / words;
  const learnt = new Float64Array(words);
  const scores = new Float64Array(words);
  const asked = Math.min(ASKED, words);
  const total = frequencies.subarray(0, asked).reduce((sum, f) => sum + f, 0);
  for (let c = 0; c < asked; c++) {
    let sum = 0;
    let top = Number.NEGATIVE_INFINITY;
    for (let w = 0; w < words; w++) {
      let s = biases[w];
      for (let j = 0; j < width; j++) s += outputs[w * width + j] * contexts[c * width + j];
      scores[w] = s;
      if (s > top) top = s;
    }
    for (let w = 0; w < words; w++) {
      scores[w] = expf(scores[w] - top);
      sum += scores[w];
    }
    const share = frequencies[c] / total / sum;
    for (let w = 0; w < words; w++) learnt[w] += share * scores[w];
    beat?.();
  }
  return learnt;
}
