/** Axes in powers of ten. */
export interface LogScale {
  /** Place of a value; below and above the ends the ends. */
  at(value: number): number;
  readonly ticks: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** From the power of ten below `low` to that above `high`, drawn from `from` to `to`. */
export function logScale(low: number, high: number, from: number, to: number): LogScale {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(high) - 1e-9));
  const at = (value: number) => {
    const share = (Math.log10(Math.max(value, 1e-300)) - first) / (last - first);
    return from + Math.min(Math.max(share, 0), 1) * (to - from);
  };
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
  return { at, ticks, low: 10 ** first, high: 10 ** last };
}
