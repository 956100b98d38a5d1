/** Where the numbers of an axis stand, and how they are written. */
import { withMinus } from "../i18n/number-forms.ts";

const STEPS = [0.5, 1, 2, 5, 10];

/**
 * About as many round numbers within [low, high], and two at least: one alone does not say how far apart others are. `whole`: none that is not, be it
 * alone.
 */
export function roundTicks(low: number, high: number, about = 4, whole = false): number[] {
  const raw = (high - low) / about;
  if (whole && raw <= 1) return multiples(low, high, 1);
  const power = 10 ** Math.floor(Math.log10(raw));
  const found = STEPS.findIndex((m, i) => i > 0 && m * power >= raw);
  const at = found < 0 ? STEPS.length - 1 : found;
  const ticks = multiples(low, high, power * STEPS[at]);
  if (ticks.length > 1) return ticks;
  const finer = power * STEPS[at - 1];
  return multiples(low, high, whole ? Math.max(1, finer) : finer);
}

function multiples(low: number, high: number, step: number): number[] {
  // Counted, not gone through: beyond 2^53 steps from 0 there is no next one.
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step + 1e-9) - first + 1);
  return Array.from({ length: count }, (_, i) => (first + i) * step || 0);
}

/**
 * Powers of ten within [low, high], every n-th so that there are about that many; where there is one or none, also twice and five times powers of ten;
 * where there are none of these, round numbers; and else the ends.
 */
export function decades([low, high]: readonly [number, number], about = 4): number[] {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(2, about)));
  const found: number[] = [];
  for (let k = last; k >= first; k -= every) found.unshift(10 ** k);
  if (found.length > 1) return found;
  const between = [first - 1, first, first + 1].flatMap((k) => [1, 2, 5].map((m) => Number(`${m}e${k}`)));
  const inside = between.filter((value) => value >= low && value <= high);
  if (inside.length > 1) return inside;
  const round = roundTicks(low, high, about).filter((value) => value >= low && value <= high);
  return round.length > 1 ? round : [low, high];
}

/** A small power of ten as 1E-9, and a number beyond words as 1E36: their zeros have no room, and few fonts have a raised minus. */
export function tickText(value: number, language: string, log = false, digits = 4): string {
  const size = Math.abs(value);
  const isSmall = size > 0 && (log ? value < 1e-3 : size < 1e-4);
  const notation = isSmall || size >= 1e15 ? "scientific" : size >= 1e5 ? "compact" : "standard";
  return withMinus(new Intl.NumberFormat(language, { maximumSignificantDigits: digits, notation }).format(value));
}

/** More have no room beside an axis, and differ by the rounding of float32. */
export const MOST_DIGITS = 7;

/** The texts of the ticks of one axis: those that lie close together have as many digits as tell them apart, at most seven. */
export function tickTexts(values: readonly number[], language: string, log = false): readonly string[] {
  for (let digits = 4; ; digits++) {
    const texts = values.map((value) => tickText(value, language, log, digits));
    if (digits === MOST_DIGITS || new Set(texts).size === values.length) return texts;
  }
}
