import type { Key } from "../../random/key.ts";

/**
 * A log-bilinear language model (Mnih & Hinton 2007) of one word of context: p(y | c) ∝ exp(r_y·h_c + b_y). Each word has a row h as context and a row r
 * as output, `width` float32 each. An update is one step of gradient descent on −log p(y | c), or on what stands in its place.
 */
export interface LanguageModel {
  /** words × width. */
  readonly contexts: Float32Array;
  /** words × width. */
  readonly outputs: Float32Array;
  readonly biases: Float32Array;
}

/**
 * What takes the place of the sum over all words, with n words drawn from q, independently:
 * - "importance" (Bengio & Senécal 2003): the gradient of log Z as a self-normalised mean, weights ∝ e^s/q;
 * - "sampled" (Jean et al. 2015; the correction as in Blanc & Rendle 2018): a softmax over the right word and the drawn ones, whose scores are s − log(n q); a
 *   drawn word that is the right one is left out;
 * - "uncorrected": the same without − log(n q), which is wrong;
 * - "nce" (Gutmann & Hyvärinen 2010; Mnih & Teh 2012): a logistic regression of the right word against the drawn ones, by s − log(n q).
 */
export const SAMPLED_METHODS = ["importance", "sampled", "uncorrected", "nce"] as const;
export type SampledMethod = (typeof SAMPLED_METHODS)[number];

/** What words are drawn from: q ∝ frequency^power, as an alias table. */
export interface NoiseTable {
  /** Walker's (1977) method: place i is taken with probability accept[i], else alias[i]. */
  readonly accept: Float64Array;
  readonly alias: Uint32Array;
  /** log q, rounded to float32. */
  readonly logQ: Float32Array;
}

/** One model on one device: the scalar and the wasm machine give the same bits. */
export interface SoftmaxMachine {
  put(model: LanguageModel): void;
  take(): LanguageModel;
  setNoise(noise: NoiseTable): void;
  /** −log p(word | context). */
  loss(context: number, word: number): number;
  /** One update with all words. Returns −log p(word | context) before it. */
  full(context: number, word: number, rate: number): number;
  /** One update with `samples` words drawn by the key. Returns the loss that stands in its place; it has another scale. */
  sampled(method: SampledMethod, context: number, word: number, samples: number, rate: number, key: Key): number;
}
