import type { RowSamples } from "./samples.ts";

/**
 * Between which bounds each column of a clean row lies, low and then high, 2 × columns, as the model sees them; what is predicted is clipped to them. Of
 * pictures black and white; of points how far from the middle those reach that are learnt from, with a tenth more.
 */
export function reachOf({ values, train, image, scaling }: Pick<RowSamples, "values" | "train" | "image" | "scaling">) {
  const { means, scale } = scaling;
  if (image) return Float64Array.of(...[0, 1].flatMap((share) => Array.from(means, (mean) => (share - mean) * scale)));
  let most = 0;
  for (const row of train) most = Math.max(most, Math.abs(values[2 * row]), Math.abs(values[2 * row + 1]));
  return Float64Array.of(-1.1 * most, -1.1 * most, 1.1 * most, 1.1 * most);
}
