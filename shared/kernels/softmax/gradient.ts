/**
 * How far sampled gradients are from the full one: g = Σ_w p_w r_w − r_y, the derivative of −log p(y | c) by the context's vector h. All in float64, of a model that stands
 * still.
 */
import { exp, logSumExp } from "../../math/index.ts";
import type { Key } from "../../random/key.ts";
import type { LanguageModel, NoiseTable } from "./machine.ts";
import { drawWord } from "./scalar.ts";

/** What is sampled for: a word y after a context c. */
export interface Question {
  /** p(w | c) of all words. */
  readonly p: Float64Array;
  /** Rows r_w, words × width. */
  readonly rows: Float32Array;
  readonly width: number;
  readonly word: number;
  /** Σ p_w r_w. */
  readonly mean: Float64Array;
}

export const GRADIENT_METHODS = ["importance", "sampled", "uncorrected"] as const;
export type GradientMethod = (typeof GRADIENT_METHODS)[number];

export function questionOf({ contexts, outputs, biases }: LanguageModel, context: number, word: number): Question {
  const words = biases.length;
  const width = outputs.length / words;
  const h = contexts.subarray(context * width, (context + 1) * width);
  const scores = Float64Array.from(biases, (b, w) => {
    let s = b;
    for (let j = 0; j < width; j++) s += outputs[w * width + j] * h[j];
    return s;
  });
  const total = logSumExp(scores);
  const p = scores.map((s) => exp(s - total));
  const mean = new Float64Array(width);
  for (let w = 0; w < words; w++) for (let j = 0; j < width; j++) mean[j] += p[w] * outputs[w * width + j];
  return { p, rows: outputs, width, word, mean };
}

/** g. */
export function fullGradient({ mean, rows, width, word }: Question): Float64Array {
  return mean.map((m, j) => m - rows[word * width + j]);
}

/** One sampled gradient, apart from g: ĝ − g, as A/B of two sums whose means are known, 0 and 1 (A, B are averages; "uncorrected" has none such). */
export interface Difference {
  readonly a: Float64Array;
  readonly b: number;
}

/**
 * ĝ − g of drawn words, written as A/B. "importance": A = mean w_k (r_k − μ), B = mean w_k, w = p/q. "sampled": A = p_y (r_y − μ) + mean of v_k (r_k − μ), B = p_y + mean v_k, v
 * = p/q but 0 for y. "uncorrected": the weights are p themselves, and neither mean is known.
 */
export function differenceOf(
  method: GradientMethod,
  question: Question,
  q: Float64Array,
  drawn: ArrayLike<number>,
): Difference {
  const { p, rows, width, word, mean } = question;
  const a = new Float64Array(width);
  const isOwnIn = method !== "importance";
  const n = drawn.length;
  let b = isOwnIn ? p[word] : 0;
  const add = (w: number, weight: number) => {
    for (let j = 0; j < width; j++) a[j] += weight * (rows[w * width + j] - mean[j]);
  };
  if (isOwnIn) add(word, p[word]);
  for (let k = 0; k < n; k++) {
    const w = drawn[k];
    if (isOwnIn && w === word) continue;
    const weight = method === "uncorrected" ? p[w] : p[w] / q[w] / n;
    b += weight;
    add(w, weight);
  }
  return { a, b };
}

export interface Bias {
  /** Mean of ĝ − g over the trials. */
  readonly mean: Float64Array;
  /** ‖bias‖², less what the trials' scatter adds to it: may be below zero where there is none to see. */
  readonly square: number;
  /** Mean ‖ĝ − g‖² over the trials. */
  readonly spread: number;
}

/**
 * Bias over `trials` sets of `samples` words. A has mean zero, so that A/B − A has the same mean as A/B and scatters far less: that is what is
 * averaged (a control variate). All sets count for each method.
 */
export function biasOf(
  method: GradientMethod,
  question: Question,
  q: Float64Array,
  noise: NoiseTable,
  samples: number,
  trials: number,
  key: Key,
): Bias {
  const { width } = question;
  const sum = new Float64Array(width);
  const squares = new Float64Array(width);
  let spread = 0;
  const drawn = new Uint32Array(samples);
  for (let t = 0; t < trials; t++) {
    for (let k = 0; k < samples; k++) drawn[k] = drawWord(noise, key, t * samples + k);
    const { a, b } = differenceOf(method, question, q, drawn);
    for (let j = 0; j < width; j++) {
      const whole = b > 0 ? a[j] / b : 0;
      const rest = method === "uncorrected" ? whole : whole - a[j];
      sum[j] += rest;
      squares[j] += rest * rest;
      spread += whole * whole;
    }
  }
  const mean = sum.map((s) => s / trials);
  const noiseIn = squares.reduce((total, s, j) => total + (s / trials - mean[j] * mean[j]) / (trials - 1), 0);
  return { mean, square: mean.reduce((total, m) => total + m * m, 0) - noiseIn, spread: spread / trials };
}

/** The leading term of the bias times n: −Cov(A, B)·n, exact by a sum over all words. What is left falls as 1/n². */
export function leadingBias(
  method: Exclude<GradientMethod, "uncorrected">,
  question: Question,
  q: Float64Array,
): Float64Array {
  const { p, rows, width, word, mean } = question;
  const found = new Float64Array(width);
  for (let w = 0; w < p.length; w++) {
    if (method === "sampled" && w === word) continue;
    const weight = (p[w] * p[w]) / q[w];
    for (let j = 0; j < width; j++) found[j] -= weight * (rows[w * width + j] - mean[j]);
  }
  if (method === "sampled")
    for (let j = 0; j < width; j++) found[j] -= p[word] * (1 - p[word]) * (rows[word * width + j] - mean[j]);
  return found;
}

/** The leading term of the mean of ‖ĝ − g‖² times n: tr Cov(A)·n. */
export function leadingSpread(
  method: Exclude<GradientMethod, "uncorrected">,
  question: Question,
  q: Float64Array,
): number {
  const { p, rows, width, word, mean } = question;
  let total = 0;
  for (let w = 0; w < p.length; w++) {
    if (method === "sampled" && w === word) continue;
    for (let j = 0; j < width; j++) total += ((p[w] * p[w]) / q[w]) * (rows[w * width + j] - mean[j]) ** 2;
  }
  if (method === "sampled")
    for (let j = 0; j < width; j++) total -= (p[word] * (rows[word * width + j] - mean[j])) ** 2;
  return total;
}
