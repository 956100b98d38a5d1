/**
 * The score of a noised density: Gaussians of variance s² at some centres, all as likely, become Gaussians of variance s² + σ² by noise of
 * deviation σ. Its score ∇ log p is what a denoising autoencoder learns to follow: (r(x) − x)/σ² ≈ ∇ log p (Alain & Bengio 2014, theorem 1).
 */
import { exp } from "../math/elementary.ts";

/** Gaussians of the plane, all as likely and of one variance. */
export interface Gaussians {
  /** centres × 2. */
  readonly centres: Float64Array;
  readonly variance: number;
}

export interface Scores {
  /** Of each point: its density, and the two slopes of the logarithm of that. */
  readonly density: Float64Array;
  readonly score: Float64Array;
}

/** With the weight of each centre at the point, wⱼ ∝ exp(−‖x − cⱼ‖²/2v): ∇ log p = Σ wⱼ (cⱼ − x)/v, p = Σ exp(…)/(k 2π v). */
export function scoresOf({ centres, variance }: Gaussians, points: ArrayLike<number>): Scores {
  const [count, k] = [points.length / 2, centres.length / 2];
  const density = new Float64Array(count);
  const score = new Float64Array(2 * count);
  const halves = new Float64Array(k);
  for (let n = 0; n < count; n++) {
    const [x, y] = [points[2 * n], points[2 * n + 1]];
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < k; j++) {
      const [dx, dy] = [centres[2 * j] - x, centres[2 * j + 1] - y];
      halves[j] = (dx * dx + dy * dy) / (2 * variance);
      least = Math.min(least, halves[j]);
    }
    let sum = 0;
    let [along, up] = [0, 0];
    for (let j = 0; j < k; j++) {
      // Far from all centres the nearest still has weight 1.
      const weight = exp(least - halves[j]);
      sum += weight;
      along += weight * (centres[2 * j] - x);
      up += weight * (centres[2 * j + 1] - y);
    }
    density[n] = (exp(-least) * sum) / (k * 2 * Math.PI * variance);
    score.set([along / sum / variance, up / sum / variance], 2 * n);
  }
  return { density, score };
}

/** Mean over the points of the cosine between two arrows there, weighted; arrows without length count as 0. */
export function weightedCosine(a: ArrayLike<number>, b: ArrayLike<number>, weights: ArrayLike<number>): number {
  let sum = 0;
  let total = 0;
  for (let n = 0; n < weights.length; n++) {
    const [ax, ay, bx, by] = [a[2 * n], a[2 * n + 1], b[2 * n], b[2 * n + 1]];
    const lengths = Math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by));
    if (lengths > 0) sum += (weights[n] * (ax * bx + ay * by)) / lengths;
    total += weights[n];
  }
  return total > 0 ? sum / total : 0;
}

/** The part of the plane that is looked at: a square about all of these points with `margin` around them. */
export function squareAbout(
  points: ArrayLike<number>,
  margin: number,
): { readonly low: readonly [number, number]; readonly side: number } {
  const low: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high: [number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < points.length; i++) {
    low[i % 2] = Math.min(low[i % 2], points[i]);
    high[i % 2] = Math.max(high[i % 2], points[i]);
  }
  const side = Math.max(high[0] - low[0], high[1] - low[1]) + 2 * margin;
  return { low: [(low[0] + high[0] - side) / 2, (low[1] + high[1] - side) / 2], side };
}

/** The nodes of a grid over a square, `across` on a side, row by row from the bottom: across² × 2. */
export function gridOver({ low, side }: ReturnType<typeof squareAbout>, across: number): Float32Array {
  const out = new Float32Array(2 * across * across);
  for (let row = 0; row < across; row++)
    for (let column = 0; column < across; column++)
      out.set(
        [low[0] + (side * column) / (across - 1), low[1] + (side * row) / (across - 1)],
        2 * (row * across + column),
      );
  return out;
}
