/** Unary potentials, −log p(observation | label), and the weights of pairs. */
import { exp, log } from "../../math/elementary.ts";

/** What is observed of a picture: pixels × channels, row-major, from 0 to 1 where there is no noise. */
export interface Observed {
  readonly values: ArrayLike<number>;
  readonly channels: number;
}

/** A normal distribution for each label, without correlation between channels: labels × channels. */
export interface Classes {
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** Labels 0 and 1 seen as they are, or with probability `flip` as the other: pixels × 2. 0 < flip < 1. */
export function flippedCosts(seen: ArrayLike<number>, flip: number): Float64Array {
  const [right, wrong] = [-log(1 - flip), -log(flip)];
  return Float64Array.from({ length: 2 * seen.length }, (_, at) => (seen[at >> 1] === (at & 1) ? right : wrong));
}

/** −log N(observed; mean, variance) of each class: pixels × labels, in nats. */
export function normalCosts({ values, channels }: Observed, { means, variances }: Classes): Float64Array {
  const labels = means.length / channels;
  const pixels = values.length / channels;
  const constants = Float64Array.from({ length: labels }, (_, k) => {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += 0.5 * log(2 * Math.PI * variances[k * channels + c]);
    return sum;
  });
  const out = new Float64Array(pixels * labels);
  for (let i = 0; i < pixels; i++)
    for (let k = 0; k < labels; k++) {
      let cost = constants[k];
      for (let c = 0; c < channels; c++) {
        const off = values[i * channels + c] - means[k * channels + c];
        cost += (off * off) / (2 * variances[k * channels + c]);
      }
      out[i * labels + k] = cost;
    }
  return out;
}

/** Squared difference of two pixels, summed over channels. */
export function contrastOf({ values, channels }: Observed, a: number, b: number): number {
  let sum = 0;
  for (let c = 0; c < channels; c++) sum += (values[a * channels + c] - values[b * channels + c]) ** 2;
  return sum;
}

/**
 * Weights that fall where the picture has an edge: coupling·(1 − share + share·exp(−|yᵢ − yⱼ|²/2⟨|yᵢ − yⱼ|²⟩))/distance, the mean over pairs side by side in a
 * row. Boykov & Jolly (2001), ICCV. `share` from 0, where all weigh the same, to 1.
 */
export function contrastWeight(observed: Observed, width: number, coupling: number, share: number) {
  if (share === 0) return (_a: number, _b: number, distance: number) => coupling / distance;
  const pixels = observed.values.length / observed.channels;
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < pixels; i++)
    if ((i + 1) % width !== 0) {
      sum += contrastOf(observed, i, i + 1);
      pairs++;
    }
  // Without any contrast, all pairs are alike.
  const scale = sum > 0 ? pairs / (2 * sum) : 0;
  return (a: number, b: number, distance: number) =>
    (coupling * (1 - share + share * exp(-contrastOf(observed, a, b) * scale))) / distance;
}
