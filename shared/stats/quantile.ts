/** Quantile of ascending values by linear interpolation between order statistics (Hyndman and Fan's type 7, the default of R and NumPy). */
export function quantileOfSorted(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const low = Math.floor(position);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (position - low) * (sorted[high] - sorted[low]);
}

/** As `quantileOfSorted`, of values in any order. */
export function quantile(values: Float64Array, probability: number): number {
  return quantileOfSorted(values.slice().sort(), probability);
}

/** As in R: of an even number of values the mean of the two in the middle. */
export function medianOfSorted(sorted: Float64Array): number {
  const high = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[high] : (sorted[high - 1] + sorted[high]) / 2;
}
