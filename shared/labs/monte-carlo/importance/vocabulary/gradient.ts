import { array } from "../../../../arrays.ts";
import {
  biasOf,
  fullGradient,
  GRADIENT_METHODS,
  leadingBias,
  leadingSpread,
  questionOf,
} from "../../../../kernels/softmax/gradient.ts";
import type { LanguageModel } from "../../../../kernels/softmax/machine.ts";
import { noiseOf, noiseTable } from "../../../../kernels/softmax/noise.ts";
import { foldIn, type Key } from "../../../../random/index.ts";
import { iterate } from "../../../process.ts";
import { corpusOf } from "./corpus.ts";
import type { VocabularyParams } from "./fields.ts";
import { FOUND, sizesOf } from "./sizes.ts";

export interface GradientParams extends VocabularyParams {
  /** The task whose model is asked. */
  readonly of: string;
}

interface State {
  readonly found: Float64Array;
  readonly gradient: number;
}

/**
 * Bias and spread of sampled gradients of the trained model. A step is a held-out pair of words. Records: `found` [methods, sizes, FOUND] and `gradient`, ‖g‖², of that
 * pair.
 */
export const gradient = iterate({
  records: (problem: ReturnType<typeof problemOf>) => ({
    found: array(
      new Float64Array(GRADIENT_METHODS.length * problem.sizes.length * FOUND.length).fill(Number.POSITIVE_INFINITY),
      [GRADIENT_METHODS.length, problem.sizes.length, FOUND.length],
    ),
    gradient: array(Float64Array.of(Number.POSITIVE_INFINITY), []),
  }),
  problem: (params: GradientParams, { data, inputs }) =>
    problemOf(params, corpusOf(params, data), inputs[params.of] as unknown as Model),
  init: (): State => ({ found: new Float64Array(0), gradient: 0 }),
  step(key: Key, { model, corpus, q, noise, sizes, trials }, _state, n): State {
    const [context, word] = corpus.heldOut(foldIn(key, 0), n);
    const question = questionOf(model, context, word);
    const own = foldIn(key, n + 1);
    const found = GRADIENT_METHODS.flatMap((method) => {
      const theory = method === "uncorrected" ? undefined : leadingBias(method, question, q);
      const spreadTheory = method === "uncorrected" ? Number.POSITIVE_INFINITY : leadingSpread(method, question, q);
      const squared = theory?.reduce((sum, x) => sum + x * x, 0) ?? Number.POSITIVE_INFINITY;
      return sizes.flatMap((size) => {
        const { square, spread } = biasOf(method, question, q, noise, size, trials, foldIn(own, size));
        return [square, squared / (size * size), spread, spreadTheory / size];
      });
    });
    return { found: Float64Array.from(found), gradient: fullGradient(question).reduce((sum, g) => sum + g * g, 0) };
  },
  info: (_problem, { found, gradient: square }) => ({ found, gradient: square }),
  output: () => ({ done: array(Uint8Array.of(1)) }),
});

type Model = Readonly<Record<keyof LanguageModel, { readonly values: Float32Array }>>;

function problemOf(params: GradientParams, corpus: ReturnType<typeof corpusOf>, { contexts, outputs, biases }: Model) {
  const q = noiseOf(corpus.frequencies, params.power);
  return {
    corpus,
    q,
    noise: noiseTable(q),
    sizes: sizesOf(params),
    trials: params.trials,
    model: { contexts: contexts.values, outputs: outputs.values, biases: biases.values },
  };
}
