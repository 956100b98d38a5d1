/** Deviations below this, relative to the largest value, are rounding. */
const ROUNDING = 1e-12;

/** Finite numbers with mean 0 and variance 1; undefined where they never change. Divided by the largest first: no square overflows. */
export function standardised(values: Float64Array): Float64Array | undefined {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!(largest > 0)) return undefined;
  const scaled = values.map((value) => value / largest);
  const mean = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
  const variance = scaled.reduce((sum, value) => sum + (value - mean) ** 2, 0) / scaled.length;
  return variance > ROUNDING * ROUNDING ? scaled.map((value) => (value - mean) / Math.sqrt(variance)) : undefined;
}
