/** Arithmetic mean; NaN for no values. */
export function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Unbiased variance (divided by n − 1), two passes. */
export function variance(values: Float64Array, centre = mean(values)): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - centre) * (values[i] - centre);
  return sum / (values.length - 1);
}

/** Standard deviation (divided by n − 1). */
export function standardDeviation(values: Float64Array): number {
  return Math.sqrt(variance(values));
}
