import type { Table } from "../../../../data/table.ts";
import { categorical, cumulate, foldIn } from "../../../../random/index.ts";
import { iterate } from "../../../process.ts";
import { corpusOf, ENDS } from "./corpus.ts";
import type { TagParams } from "./plan.ts";
import { taggerOf } from "./tagger.ts";

/** Words of an invented sentence at most. */
const LONGEST = 20;

/** What is drawn from: cumulated weights. */
interface Problem {
  readonly initial: Float64Array;
  readonly transitions: readonly Float64Array[];
  /** Per tag, of the words that were seen; null for a tag that shows none. */
  readonly shown: readonly (Float64Array | null)[];
  readonly ends: Uint8Array;
}

/** Sentences drawn from the tagger, one per step, of words that were seen alone: `words` are their numbers, −1 behind the last. */
export const inventedTask = iterate<TagParams, Problem, { readonly words: Int32Array }, "words">({
  records: { words: { shape: [LONGEST], values: new Int32Array(LONGEST).fill(-1) } },
  problem({ smoothing, held }, { data }) {
    const corpus = corpusOf(data as Table, held);
    const { initial, transitions, emissions } = taggerOf(corpus, smoothing).model;
    const K = initial.length;
    const { symbols, table } = emissions.kind === "discrete" ? emissions : { symbols: 0, table: initial };
    const V = corpus.vocabulary.length;
    return {
      initial: cumulate(initial),
      transitions: Array.from({ length: K }, (_, tag) => cumulate(transitions.subarray(tag * K, (tag + 1) * K))),
      shown: Array.from({ length: K }, (_, tag) => {
        const row = table.subarray(tag * symbols, tag * symbols + V);
        return row.some((p) => p > 0) ? cumulate(row) : null;
      }),
      ends: Uint8Array.from(corpus.vocabulary, (word) => Number(ENDS.includes(word))),
    };
  },
  init: () => ({ words: new Int32Array(LONGEST).fill(-1) }),
  step(key, { initial, transitions, shown, ends }, _state, n) {
    const own = foldIn(key, n);
    const words = new Int32Array(LONGEST).fill(-1);
    let tag = categorical(own, 0, initial);
    for (let w = 0; w < LONGEST; w++) {
      if (w > 0) tag = categorical(own, 2 * w, transitions[tag]);
      const weights = shown[tag];
      if (weights === null) break;
      words[w] = categorical(own, 2 * w + 1, weights);
      if (ends[words[w]] === 1) break;
    }
    return { words };
  },
  info: (_problem, { words }) => ({ words }),
  output: () => ({}),
});
