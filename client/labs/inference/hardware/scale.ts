/** Axes in powers of ten. */
import { locale } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";

export interface LogScale {
  /** Place of a value; below and above the ends the ends. */
  at(value: number): number;
  readonly ticks: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** In powers of ten: what is so little above one is drawn on it, and takes no decade of its own. */
const NEAR = 0.02;

/** From the power of ten below `low` to that above `high`, drawn from `from` to `to`. */
export function logScale(low: number, high: number, from: number, to: number): LogScale {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(high) - NEAR));
  const at = (value: number) => {
    const share = (Math.log10(Math.max(value, 1e-300)) - first) / (last - first);
    return from + Math.min(Math.max(share, 0), 1) * (to - from);
  };
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
  return { at, ticks, low: 10 ** first, high: 10 ** last };
}

/** A power of ten as an axis says it: "0.1" without zeros that say nothing. */
export const formatPower = (tick: number): string =>
  tick >= 1 ? formatInteger(tick, locale.value) : formatNumber(tick, locale.value, 1 - Math.floor(Math.log10(tick)));
