import type { Picture } from "./given.ts";

/** Otsu's threshold (1979), IEEE Trans. SMC 9: the two parts differ most from each other. 0 or 1 of each pixel; a constant picture is all 1. */
export function thresholded({ values }: Pick<Picture, "values">): Float32Array {
  const counts = new Float64Array(256);
  let total = 0;
  for (const value of values) {
    counts[value]++;
    total += value;
  }
  let [best, threshold, below, sum] = [0, 0, 0, 0];
  for (let level = 0; level < 255; level++) {
    below += counts[level];
    sum += level * counts[level];
    const above = values.length - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sum / below - (total - sum) / above) ** 2;
    if (between > best) [best, threshold] = [between, level + 1];
  }
  return Float32Array.from(values, (value) => (value >= threshold ? 1 : 0));
}
