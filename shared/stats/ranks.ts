import { normalQuantile } from "./normal-quantile.ts";

/** Ranks 1…n of the values; equal values share the mean of their ranks. The values must not be NaN. */
export function averageRanks(values: Float64Array): Float64Array {
  const n = values.length;
  const order = sortedOrder(values);
  const ranks = new Float64Array(n);
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && values[order[end]] === values[order[start]]) end++;
    for (let i = start; i < end; i++) ranks[order[i]] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/**
 * Rank-normalised values z = Φ⁻¹((rank − 3/8) / (n + 1/4)) (Blom's offset): Vehtari, Gelman, Simpson, Carpenter, Bürkner (2021),
 * "Rank-normalization, folding, and localization", Bayesian Analysis 16, equation 14.
 */
export function rankNormalise(values: Float64Array): Float64Array {
  const ranks = averageRanks(values);
  const n = values.length;
  // Most values are untied, and ranks repeat from call to call: one table of quantiles for each n, at half ranks too (ties).
  const table = quantileTable(n);
  for (let i = 0; i < n; i++) ranks[i] = table[2 * ranks[i]];
  return ranks;
}

let cached = new Float64Array(0);

/** Φ⁻¹((k/2 − 3/8) / (n + 1/4)) at index k ≤ 2n. */
function quantileTable(n: number): Float64Array {
  if (cached.length === 2 * n + 1) return cached;
  const table = new Float64Array(2 * n + 1);
  for (let k = 2; k <= 2 * n; k++) table[k] = normalQuantile((k / 2 - 0.375) / (n + 0.25));
  cached = table;
  return table;
}

/** Indices of the values in ascending order: bottom-up merge sort (stable), without a comparison callback. */
export function sortedOrder(values: Float64Array): Uint32Array {
  const n = values.length;
  let from = new Uint32Array(n);
  let to = new Uint32Array(n);
  for (let i = 0; i < n; i++) from[i] = i;
  for (let width = 1; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) {
      const middle = Math.min(low + width, n);
      const high = Math.min(low + 2 * width, n);
      let left = low;
      let right = middle;
      for (let k = low; k < high; k++) {
        const takeLeft = left < middle && (right >= high || values[from[left]] <= values[from[right]]);
        to[k] = takeLeft ? from[left++] : from[right++];
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
