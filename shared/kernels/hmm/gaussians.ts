/** Normal emissions from weighted rows, with gaps: what is missing is filled in by its conditional mean and covariance, as EM wants it. */
import { cholesky, solveLower, solveLowerTransposed, symmetricEigen } from "../../linalg/index.ts";
import type { GaussianEmissions, Observations } from "./model.ts";

/** `posterior`: rows × K weights. `floors`: the least variance of each dimension. */
export function gaussiansFrom(
  old: GaussianEmissions,
  K: number,
  posterior: Float64Array,
  data: Observations,
  floors: Float64Array,
): GaussianEmissions {
  return old.kind === "diagonal"
    ? diagonalFrom(old, K, posterior, data, floors)
    : fullFrom(old, K, posterior, data, floors);
}

/** Dimensions are apart: each is estimated where it is present. */
function diagonalFrom(
  old: GaussianEmissions,
  K: number,
  posterior: Float64Array,
  { rows, mask, values }: Observations,
  floors: Float64Array,
): GaussianEmissions {
  const D = old.dimensions;
  const x = values as Float64Array;
  const [weights, means, covariances] = [0, 1, 2].map(() => new Float64Array(K * D));
  const add = (to: Float64Array, term: (t: number, s: number, d: number) => number) => {
    for (let t = 0; t < rows; t++)
      for (let d = 0; d < D; d++)
        if (mask?.[t * D + d] !== 0) for (let s = 0; s < K; s++) to[s * D + d] += posterior[t * K + s] * term(t, s, d);
  };
  add(weights, () => 1);
  add(means, (t, _s, d) => x[t * D + d]);
  for (let i = 0; i < K * D; i++) means[i] = weights[i] > 0 ? means[i] / weights[i] : old.means[i];
  add(covariances, (t, s, d) => (x[t * D + d] - means[s * D + d]) ** 2);
  for (let i = 0; i < K * D; i++)
    covariances[i] = weights[i] > 0 ? Math.max(covariances[i] / weights[i], floors[i % D]) : old.covariances[i];
  return { ...old, means, covariances };
}

function fullFrom(
  old: GaussianEmissions,
  K: number,
  posterior: Float64Array,
  { rows, mask, values }: Observations,
  floors: Float64Array,
): GaussianEmissions {
  const D = old.dimensions;
  const x = values as Float64Array;
  const means = new Float64Array(K * D);
  const covariances = new Float64Array(K * D * D);
  for (let s = 0; s < K; s++) {
    const fill = filler(
      old.means.subarray(s * D, (s + 1) * D),
      old.covariances.subarray(s * D * D, (s + 1) * D * D),
      D,
    );
    const filled = Array.from({ length: rows }, (_, t) =>
      posterior[t * K + s] > 0 ? fill(x.subarray(t * D, (t + 1) * D), mask?.subarray(t * D, (t + 1) * D)) : undefined,
    );
    const mean = means.subarray(s * D, (s + 1) * D);
    const covariance = covariances.subarray(s * D * D, (s + 1) * D * D);
    let weight = 0;
    for (const [t, row] of filled.entries()) {
      if (!row) continue;
      weight += posterior[t * K + s];
      for (let d = 0; d < D; d++) mean[d] += posterior[t * K + s] * row.x[d];
    }
    if (!(weight > 0)) {
      mean.set(old.means.subarray(s * D, (s + 1) * D));
      covariance.set(old.covariances.subarray(s * D * D, (s + 1) * D * D));
      continue;
    }
    for (let d = 0; d < D; d++) mean[d] /= weight;
    for (const [t, row] of filled.entries()) {
      if (!row) continue;
      const share = posterior[t * K + s] / weight;
      for (let a = 0; a < D; a++)
        for (let b = 0; b <= a; b++)
          covariance[a * D + b] +=
            share * ((row.x[a] - mean[a]) * (row.x[b] - mean[b]) + (row.spread ? row.spread[a * D + b] : 0));
    }
    raise(covariance, D, floors);
  }
  return { ...old, means, covariances };
}

interface Filled {
  readonly x: Float64Array;
  /** Covariance of what was filled in, D × D; absent where nothing was. */
  readonly spread?: Float64Array;
}

/** A row with what is missing in its place: undefined where all is. */
function filler(mean: Float64Array, covariance: Float64Array, D: number) {
  const known = new Map<string, ReturnType<typeof conditional>>();
  return (x: Float64Array, mask: Uint8Array | undefined): Filled | undefined => {
    if (!mask || mask.every((one) => one !== 0)) return { x };
    if (mask.every((one) => one === 0)) return undefined;
    const pattern = mask.join("");
    const given = known.get(pattern) ?? conditional(mask, covariance, D);
    known.set(pattern, given);
    const { present, missing, gain, spread } = given;
    const out = x.slice();
    for (const [i, m] of missing.entries()) {
      out[m] = mean[m];
      for (const [j, p] of present.entries()) out[m] += gain[i][j] * (x[p] - mean[p]);
    }
    return { x: out, spread };
  };
}

/** Σ_mo Σ_oo⁻¹, a row per missing dimension, and Σ_mm − Σ_mo Σ_oo⁻¹ Σ_om in its place of D × D. */
function conditional(mask: Uint8Array, covariance: Float64Array, D: number) {
  const all = Array.from({ length: D }, (_, d) => d);
  const present = all.filter((d) => mask[d] !== 0);
  const missing = all.filter((d) => mask[d] === 0);
  const n = present.length;
  const lower = cholesky(
    Float64Array.from({ length: n * n }, (_, i) => covariance[present[Math.floor(i / n)] * D + present[i % n]]),
    n,
  );
  const gain = missing.map((m) => {
    const right = Float64Array.from(present, (p) => covariance[m * D + p]);
    return solveLowerTransposed(lower, solveLower(lower, right, n), n);
  });
  const spread = new Float64Array(D * D);
  for (const [i, a] of missing.entries())
    for (const b of missing)
      spread[a * D + b] =
        covariance[a * D + b] - gain[i].reduce((sum, g, j) => sum + g * covariance[b * D + present[j]], 0);
  return { present, missing, gain, spread };
}

/** Makes the lower triangle of a covariance whole, with no eigenvalue below 1 in units of the floors: of all such the likeliest. */
function raise(covariance: Float64Array, D: number, floors: Float64Array): void {
  const unit = floors.map(Math.sqrt);
  const scaled = Float64Array.from({ length: D * D }, (_, i) => {
    const [a, b] = [Math.floor(i / D), i % D];
    return covariance[Math.max(a, b) * D + Math.min(a, b)] / (unit[a] * unit[b]);
  });
  const { values, vectors } = symmetricEigen(scaled, D);
  const isLow = values.some((value) => value < 1);
  for (let a = 0; a < D; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let k = 0; isLow && k < D; k++) sum += Math.max(values[k], 1) * vectors[k * D + a] * vectors[k * D + b];
      const value = isLow ? sum * unit[a] * unit[b] : covariance[a * D + b];
      covariance[a * D + b] = value;
      covariance[b * D + a] = value;
    }
  }
}
