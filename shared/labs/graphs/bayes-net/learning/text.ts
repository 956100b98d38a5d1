/**
 * Which class a text is of: naive Bayes, the network in which the class is the only parent of every word, present or absent (Maron 1961; McCallum & Nigam
 * 1998, the multivariate Bernoulli model).
 */
import { type Arrays, array } from "../../../../arrays.ts";
import { canonicalJson } from "../../../../experiment/canonical.ts";
import type { BayesNet } from "../../../../experiment/document.ts";
import type { Rows } from "../../../../kernels/bayes-net/learn/rows.ts";
import { countTables, tableMeans } from "../../../../kernels/bayes-net/learn/tables.ts";
import { log } from "../../../../math/index.ts";
import { foldIn, permutation } from "../../../../random/index.ts";
import { once } from "../../../process.ts";
import { classOfText, type Texts, textsOf } from "./classifier.ts";
import { heldOutOf } from "./data.ts";
import { tellingWords, wordsOf } from "./words.ts";

export interface TextParams {
  readonly heldOut: number;
  readonly vocabulary: number;
  readonly smoothing: number;
  readonly classColumn: string;
}

/**
 * Output: `net`, the learnt network as JSON in UTF-8; `tells`, of each word its mutual information with the class in nats; `weights` (classes × words), log of
 * p(word | class) / p(word | other classes); of the held-out texts their `rows`, `actual` and `predicted` classes and the `confidence` of these.
 */
export const text = once((params: TextParams, { data }, { key }): Arrays => {
  const own = textsOf(data, params.classColumn);
  const order = permutation(foldIn(key, 0), own.texts.length);
  const held = order.subarray(0, heldOutOf(own.texts.length, params.heldOut)).sort();
  const train = order.subarray(held.length).sort();
  const words = own.texts.map(wordsOf);
  const classes = own.classes.length;
  const vocabulary = tellingWords(
    Array.from(train, (row) => words[row]),
    Int32Array.from(train, (row) => own.labels[row]),
    classes,
    params.vocabulary,
  );
  const net = learn(
    own,
    words,
    train,
    vocabulary.map(({ word }) => word),
    params.smoothing,
  );
  const told = Array.from(held, (row) => classOfText(net, own.texts[row]).probabilities);
  const predicted = told.map((probabilities) => probabilities.indexOf(Math.max(...probabilities)));
  return {
    net: array(new TextEncoder().encode(canonicalJson(net))),
    tells: array(Float64Array.from(vocabulary, ({ tells }) => tells)),
    weights: array(weightsOf(net), [classes, vocabulary.length]),
    rows: array(Int32Array.from(held)),
    actual: array(Int32Array.from(held, (row) => own.labels[row])),
    predicted: array(Int32Array.from(predicted)),
    confidence: array(Float64Array.from(told, (probabilities) => Math.max(...probabilities))),
    share: array(Float64Array.of(mostCommon(own.labels, classes) / own.texts.length)),
  };
});

function mostCommon(labels: Int32Array, classes: number): number {
  const counts = new Int32Array(classes);
  for (const label of labels) counts[label]++;
  return Math.max(...counts);
}

function learn(
  { name, classes, labels }: Texts,
  words: readonly (readonly string[])[],
  train: Uint32Array,
  vocabulary: readonly string[],
  smoothing: number,
): BayesNet {
  const has = vocabulary.map((word) => Int32Array.from(train, (row) => (words[row].includes(word) ? 1 : 0)));
  const rows: Rows = {
    rows: train.length,
    sizes: Int32Array.of(classes.length, ...vocabulary.map(() => 2)),
    columns: [Int32Array.from(train, (row) => labels[row]), ...has],
  };
  const parents = [[], ...vocabulary.map(() => [0])];
  const tables = countTables(rows, { sizes: rows.sizes, parents }).map((own, v) =>
    Array.from(tableMeans(own, rows.sizes[v], smoothing)),
  );
  const own = vocabulary.includes(name) ? `(${name})` : name;
  return {
    kind: "bayes",
    nodes: [
      { name: own, states: classes, parents: [], table: tables[0] },
      ...vocabulary.map((word, i) => ({ name: word, states: ["no", "yes"], parents: [own], table: tables[i + 1] })),
    ],
  };
}

/** Log of how much likelier each word is in a class than in the others together; ±Infinity where a table has zeros is kept at ±50. */
function weightsOf({ nodes: [{ states, table: prior = [] }, ...words] }: BayesNet): Float64Array {
  return Float64Array.from(
    states.flatMap((_, c) =>
      words.map(({ table = [] }) => {
        const rest = states.reduce(
          (sum, __, other) => sum + (other === c ? 0 : prior[other] * table[2 * other + 1]),
          0,
        );
        const weight = log(table[2 * c + 1] * (1 - prior[c])) - log(rest);
        return Math.max(-50, Math.min(50, weight));
      }),
    ),
  );
}
