/** What binary machines and Gaussians answer alike: the ways to a gradient on a small model and its data. */
import type { Key } from "../../../random/index.ts";
import type { Method } from "./names.ts";

/** What an update is made of: scale · (positive − negative), both statistics as long as θ. */
export interface Found {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
  readonly scale: number;
  /** Of noise-contrastive estimation, the derivative by its parameter log Z. */
  readonly byLogZ?: number;
}

export interface Likelihood {
  /** Gradient of the mean log-likelihood, as its two phases. */
  readonly phases: Found;
  /** KL(data ‖ model) and KL(truth ‖ model) in nats; of a Gaussian, KL from the data's mean and covariance. */
  readonly kl: number;
  readonly klTruth?: number;
  readonly logZ: number;
}

/** Strengths of the methods that have one. */
export interface Strength {
  readonly k: number;
  readonly noiseRatio: number;
}

/** The drawn updates of one method. */
export interface Sampler {
  step(theta: Float64Array, key: Key): Found;
  /** Chains, where they persist. */
  save(): Float64Array;
}

export interface Problem {
  /** Length of θ; noise-contrastive estimation has log Z behind it. */
  readonly size: number;
  readonly start: Float64Array;
  allowed(theta: Float64Array): boolean;
  likelihood(theta: Float64Array): Likelihood;
  /** Expected update; undefined where it cannot be computed. Of SML in its equilibrium: the exact gradient. */
  expected(method: Method, theta: Float64Array, strength: Strength): Found | undefined;
  sampler(method: Method, own: Strength & { readonly batch: number }, key: Key, saved?: Float64Array): Sampler;
}

/** The update of θ (and log Z) that phases make, with decay. */
export function updateOf({ positive, negative, scale, byLogZ }: Found, theta: Float64Array, decay: number) {
  const by = new Float64Array(theta.length);
  for (let i = 0; i < positive.length; i++) by[i] = scale * (positive[i] - negative[i]) - decay * theta[i];
  if (byLogZ !== undefined) by[positive.length] = byLogZ;
  return by;
}

/** θ as a method has it: noise-contrastive estimation begins with the log Z of the start. */
export function startOf(problem: Problem, method: Method): Float64Array {
  if (method !== "nce") return problem.start.slice();
  return Float64Array.from([...problem.start, problem.likelihood(problem.start).logZ]);
}

/** Cosine of the first `size` numbers; undefined where either is 0. */
export function cosineOf(a: Float64Array, b: Float64Array, size: number): number | undefined {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < size; i++) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : undefined;
}
