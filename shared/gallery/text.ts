/** Models that write, one character after another. */

import type { GraphEngine } from "../quant/graph/index.ts";
import { type TextModel, type WrittenSign, writeText } from "../quant/text/index.ts";
import { foldIn, keyOfSeed } from "../random/index.ts";
import type { Whole } from "./asked.ts";
import type { Samples } from "./samples.ts";

type Texts = Extract<Samples, { readonly kind: "texts" }>;

/** The seed of text i: the first has the seed itself, so that it is what the model writes wherever it is asked for one text. */
export function seedOf(seed: number, i: number): number {
  if (i === 0) return seed;
  const [low, high] = foldIn(keyOfSeed(seed), i);
  return low + (high >>> 11) * 2 ** 32;
}

/** The texts after each character, each behind the prefix, and what the model gave each character. Throws an ExperimentError for a prefix with a character that the model never learnt. */
export function* written(
  model: TextModel,
  engine: GraphEngine,
  whole: Whole,
): Generator<Pick<Texts, "texts" | "probabilities">> {
  const { seed, n, steps: length, temperature, prefix } = whole;
  const writers: Generator<WrittenSign>[] = Array.from({ length: n }, (_, i) =>
    writeText(model, engine, { prefix, length, seed: seedOf(seed, i), temperature, topK: 0, topP: 1 }),
  );
  const texts = writers.map(() => prefix);
  const probabilities = writers.map(() => new Float64Array(length));
  for (let step = 0; step < length; step++) {
    for (const [i, writer] of writers.entries()) {
      const { done, value } = writer.next();
      if (done) continue;
      texts[i] += value.character;
      probabilities[i][step] = value.probability;
    }
    yield { texts: texts.slice(), probabilities };
  }
}
