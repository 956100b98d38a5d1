import { pow } from "../../math/index.ts";
import type { Key } from "../../random/key.ts";

/**
 * A model p*(x) = Z p(x) whose constant Z is wanted, and a path of densities to it from a base whose constant is known: p*_0 and p*_1 = p*, and between them
 * p*_β. All logarithms are natural. Every way to log Z here goes along such a path, or from one of its ends.
 */
export interface Path {
  /** Numbers of a state. */
  readonly size: number;
  /** log Z_0 of p*_0. */
  readonly logBase: number;
  /** No state has log p*(x) − log p_0(x), p_0 normalised, above this: ∞ where no such bound is known. */
  readonly logBound: number;
  /** An independent draw from the base. */
  drawBase(key: Key, out: Float64Array): void;
  /** log p*(x). */
  logModel(x: Float64Array): number;
  /** log p*_to(x) − log p*_from(x). */
  logRatio(x: Float64Array, from: number, to: number): number;
  /** ∂ log p*_β(x) / ∂β. */
  slope(x: Float64Array, beta: number): number;
  /** ∂² log p*_β(x) / ∂β²: 0 where log p*_β is linear in β. */
  curvature(x: Float64Array, beta: number): number;
  /** Moves x by a rule that leaves p_β as it is: each number of the state is offered one change. */
  sweep(x: Float64Array, beta: number, key: Key): void;
}

/** What is known of a model that is small enough: its constant, and independent draws. */
export interface Exact {
  readonly logZ: number;
  draw(key: Key, out: Float64Array): void;
}

/** log of a normalised weight p*(x) / p_0(x), whose mean under the base is Z. */
export function logWeight(path: Path, x: Float64Array): number {
  return path.logRatio(x, 0, 1) + path.logBase;
}

/** β_0 = 0 … β_steps = 1: (k / steps)^power. Powers above 1 put more of them near the base. */
export function schedule(steps: number, power: number): Float64Array {
  return Float64Array.from({ length: steps + 1 }, (_, k) => (power === 1 ? k / steps : pow(k / steps, power)));
}
