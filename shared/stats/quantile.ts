/** Values in ascending order, of which few are asked for: an array, or what finds them. */
export interface Ascending {
  readonly length: number;
  /** The value of a rank, from 0 on. */
  at(rank: number): number | undefined;
}

/** One that is there. */
export const valueAt = (sorted: Ascending, rank: number) => sorted.at(rank) ?? Number.NaN;

/** Quantile of ascending values by linear interpolation between order statistics (Hyndman and Fan's type 7, the default of R and NumPy). */
export function quantileOfSorted(sorted: Ascending, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const low = Math.floor(position);
  const high = Math.min(low + 1, sorted.length - 1);
  const value = valueAt(sorted, low);
  return value + (position - low) * (valueAt(sorted, high) - value);
}

/** As `quantileOfSorted`, of values in any order. */
export function quantile(values: Float64Array, probability: number): number {
  return quantileOfSorted(values.slice().sort(), probability);
}

/** As in R: of an even number of values the mean of the two in the middle. */
export function medianOfSorted(sorted: Ascending): number {
  const high = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? valueAt(sorted, high) : (valueAt(sorted, high - 1) + valueAt(sorted, high)) / 2;
}
