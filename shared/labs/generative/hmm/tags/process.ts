import { array } from "../../../../arrays.ts";
import {
  logDensities,
  type Observations,
  openHmm,
  smoothedOf,
  survivors,
  viterbi,
} from "../../../../kernels/hmm/index.ts";
import { once } from "../../../process.ts";
import { corpusOf, wordsOf } from "./corpus.ts";
import { inventedTask } from "./invented.ts";
import type { TagParams } from "./plan.ts";
import { type Tagger, taggerOf } from "./tagger.ts";

/** Learns from the first sentences of the data and tags the others. `path` and `posterior` (words × tags) of those; `confusion` true × found; `right`: see `judged`. */
export const taggerTask = once(({ smoothing, held }: TagParams, context) => {
  const corpus = corpusOf(context.data, held);
  const tagger = taggerOf(corpus, smoothing);
  const { trained, rows, words, tags, vocabulary, starts, names } = corpus;
  const test: Observations & { readonly symbols: Int32Array } = {
    rows: rows - trained,
    starts: Int32Array.from([0, ...starts.filter((start) => start > trained).map((start) => start - trained)]),
    symbols: Int32Array.from(words.subarray(trained), (word) => tagger.symbolOf(vocabulary[word])),
  };
  const { path } = viterbi(tagger.model, test);
  const { posterior, logLikelihoods } = smoothedOf(tagger.model, test, { counts: false, machine: openHmm(context) });
  const truth = tags.subarray(trained);
  const K = names.length;
  const confusion = new Float64Array(K * K);
  for (const [t, tag] of truth.entries()) confusion[tag * K + path[t]]++;
  return {
    path: array(path, [test.rows]),
    posterior: array(posterior, [test.rows, K]),
    transitions: array(tagger.model.transitions, [K, K]),
    confusion: array(confusion, [K, K]),
    right: array(judged(tagger, test.symbols, path, truth), [6]),
    logLikelihood: array(Float64Array.of(logLikelihoods.reduce((sum, one) => sum + one, 0)), [1]),
  };
});

/** Right and all: of the path, of words that were not seen, and of the usual tag of each word by itself. */
function judged({ isUnknown, usual }: Tagger, symbols: Int32Array, path: Int32Array, truth: Int32Array): Float64Array {
  const out = new Float64Array(6);
  for (const [t, tag] of truth.entries()) {
    const right = Number(path[t] === tag);
    out[0] += right;
    out[1]++;
    if (isUnknown(symbols[t])) {
      out[2] += right;
      out[3]++;
    }
    out[4] += Number(usual[symbols[t]] === tag);
    out[5]++;
  }
  return out;
}

/** Words of a sentence that are tagged at most. */
const LONGEST = 40;

/**
 * Answers a view: a sentence, tagged with what was learnt. `path`, `posterior` (words × tags), `shown` (probability of the word under each tag), `best` (log probability of the
 * best path to each tag) and `before` (the tag before it on that path, −1 in the first word), `unknown` (1: the word was not seen).
 */
export const tagTask = once(({ sentence, smoothing, held }: TagParams & { readonly sentence: string }, { data }) => {
  const corpus = corpusOf(data, held);
  const tagger = taggerOf(corpus, smoothing);
  const K = corpus.names.length;
  const words = wordsOf(sentence).slice(0, LONGEST);
  const rows = words.length;
  const symbols = Int32Array.from(words, tagger.symbolOf);
  const given: Observations = { rows, starts: Int32Array.of(0), symbols };
  const { emissions } = tagger.model;
  const logs = logDensities(emissions, K, given);
  const { best, before } = survivors(tagger.model, logs, [0, rows]);
  const width = emissions.kind === "discrete" ? emissions.symbols : 0;
  const table = emissions.kind === "discrete" ? emissions.table : new Float64Array(0);
  return {
    path: array(viterbi(tagger.model, given).path, [rows]),
    posterior: array(smoothedOf(tagger.model, given, { counts: false }).posterior, [rows, K]),
    shown: array(
      Float64Array.from({ length: rows * K }, (_, at) => table[(at % K) * width + symbols[Math.floor(at / K)]]),
      [rows, K],
    ),
    // Where no path leads, a number that can be kept.
    best: array(
      best.map((one) => Math.max(one, -1e6)),
      [rows, K],
    ),
    before: array(before, [rows, K]),
    unknown: array(
      Int32Array.from(symbols, (symbol) => Number(tagger.isUnknown(symbol))),
      [rows],
    ),
  };
});

export const tagProcesses = { tagger: taggerTask, tag: tagTask, invented: inventedTask };
