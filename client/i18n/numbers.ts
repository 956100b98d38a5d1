import type { Locale, Localized } from "../../shared/text.ts";
import { locale as reader, t } from "./locale.ts";
import { formatter, SMALLEST, scientific, withMinus } from "./number-forms.ts";

/** Numbers of at least this size have groups, and are Intl's. */
const GROUPED = 1000;

/** How many units of 10^−decimals it is, rounded as Intl rounds: half away from zero, by its shortest decimal form. `size`: not negative, below 1e15. */
function unitsOf(size: number, decimals: number): number {
  if (size < SMALLEST) return 0;
  const [whole, fraction = ""] = `${size}`.split(".");
  const kept = whole.length + decimals;
  const digits = (whole + fraction).padEnd(kept, "0");
  return Number(digits.slice(0, Math.max(0, kept))) + (kept >= 0 && digits.charAt(kept) >= "5" ? 1 : 0);
}

/**
 * A number to so many decimals, which may be negative (-1: to tens), as Intl writes it. Null where that takes groups. Intl itself reads its tables when it is first asked, which takes as long as a quarter of a page: the first pictures do without.
 */
function toDecimals(value: number, decimals: number, locale: Locale): string | null {
  const size = Math.abs(value);
  if (!(size < GROUPED) || (size < SMALLEST && size > 0)) return null;
  const units = unitsOf(size, decimals);
  const places = Math.max(0, decimals);
  const text = `${units}${"0".repeat(units === 0 ? 0 : Math.max(0, -decimals))}`.padStart(places + 1, "0");
  const point = text.length - places;
  // Rounding may reach what has groups.
  if (point > 3) return null;
  const written = places === 0 ? text : `${text.slice(0, point)}${locale === "es" ? "," : "."}${text.slice(point)}`;
  return value < 0 ? `−${written}` : written;
}

const fixed = (value: number, decimals: number, locale: Locale): string =>
  toDecimals(value, decimals, locale) ??
  withMinus(
    formatter(locale, `d${decimals}`, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
      value,
    ),
  );

/** At most so many digits that count, no zeros behind the last. */
function significant(value: number, digits: number, locale: Locale): string {
  const decimals = value === 0 ? 0 : digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  const text = toDecimals(value, decimals, locale);
  if (text === null) {
    return withMinus(formatter(locale, `s${digits}`, { maximumSignificantDigits: digits }).format(value));
  }
  return decimals > 0 ? text.replace(/[.,]?0+$/, "") : text;
}

/** Creates the first formatter before a drawing needs it: it takes long, since the browser reads its tables then. */
export function warmNumbers(locale: Locale): void {
  formatInteger(1000, locale);
}

/** A whole number with its groups: 60 000 or 60,000. */
export function formatInteger(value: number, locale: Locale): string {
  const small = toDecimals(value, 0, locale);
  return small ?? withMinus(formatter(locale, "integer", { maximumFractionDigits: 0 }).format(value));
}

const isTiny = (value: number): boolean => value !== 0 && Math.abs(value) < 1e-3;

/** A measured number to `digits` significant digits, trailing zeros kept so that a running number keeps its width; very large or small ones in powers of ten. */
export function formatNumber(value: number, locale: Locale, digits = 4): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (isTiny(value) || size >= 1e6) return scientific(value, locale, digits);
  if (Number.isInteger(value)) return formatInteger(value, locale);
  const whole = size < 1 ? 1 : Math.floor(size).toString().length;
  const decimals = Math.max(0, digits - whole);
  // What rounds to zero has no sign.
  const shown = size < 0.5 / 10 ** decimals ? 0 : value;
  return fixed(shown, decimals, locale);
}

/** Measured numbers that are compared, one under another: where one takes a power of ten because it is small, all below 1 do. What is absent is a dash. */
export function formatAlike(values: readonly (number | undefined)[], locale: Locale, digits = 4): readonly string[] {
  const isFine = values.some((value) => value !== undefined && isTiny(value));
  return values.map((value = Number.NaN) =>
    isFine && value !== 0 && Math.abs(value) < 1
      ? scientific(value, locale, digits)
      : formatNumber(value, locale, digits),
  );
}

/** Numbers that stand side by side, to three digits that count: where one takes a power of ten because it is small, all below a hundredth do: they are compared, larger ones seldom. */
export function formatBeside(values: readonly (number | undefined)[], locale: Locale): readonly string[] {
  const isFine = values.some((value) => value !== undefined && isTiny(value));
  return values.map((value = Number.NaN) =>
    isFine && value !== 0 && Math.abs(value) < 0.01 ? scientific(value, locale, 4) : formatSignificant(value, locale),
  );
}

/** To three digits that count, also where zeros come before them: errors of pixels are hundredths. */
export function formatSignificant(value: number, locale: Locale): string {
  const size = Math.abs(value);
  const zeros = size >= 1e-3 && size < 1 ? Math.floor(-Math.log10(size)) : 0;
  return formatNumber(value, locale, size < 1e-3 ? 3 : 4 + zeros);
}

/** A difference of shares in percentage points, to a tenth: 0.048 as 4.8, 0.12 as 12.0. */
export function formatPoints(share: number, locale: Locale): string {
  const tenths = Math.round(1000 * share);
  // What rounds to zero has no sign.
  return fixed(tenths === 0 ? 0 : tenths / 10, 1, locale);
}

export function formatPercent(share: number, locale: Locale): string {
  const percent = Math.sign(share) * unitsOf(Math.abs(share), 2);
  return `${formatInteger(percent, locale)}${locale === "es" ? "\u00a0" : ""}%`;
}

/** A mean, and its standard deviation to two digits: "0.98 ± 0.012". */
export function formatSpread(
  { mean, deviation }: { readonly mean: number; readonly deviation?: number | undefined },
  locale: Locale,
): string {
  const number = formatNumber(mean, locale);
  if (deviation === undefined) return number;
  return `${number} ± ${significant(deviation, 2, locale)}`;
}

const units = ["B", "kB", "MB", "GB"] as const;

/** To three digits that count; units by their symbols (SI), the same in every language, but for the byte, which is a word. */
export function formatBytes(bytes: number, locale: Locale): string {
  let power = 0;
  let value = bytes;
  while (value >= 1000 && power < units.length - 1) {
    value /= 1000;
    power++;
  }
  const number = significant(value, 3, locale);
  return power === 0 ? `${number} ${number === "1" ? "byte" : "bytes"}` : `${number} ${units[power]}`;
}

/** A span of time in the one unit that suits it, by its symbol (SI, the same in every language): 40 ms, 12 s, 3.5 min, 2 h. */
export function formatSeconds(seconds: number, locale: Locale): string {
  const [value, unit] =
    seconds < 1
      ? [seconds * 1000, "ms"]
      : seconds < 90
        ? [seconds, "s"]
        : seconds < 5400
          ? [seconds / 60, "min"]
          : [seconds / 3600, "h"];
  // Intl's short names abbreviate words instead ("12 sec", "2 hr"), its narrow ones leave out the space.
  return `${significant(value, 2, locale)}\u00a0${unit}`;
}

/** A noun for one and for any other number; `{count}` is the number. */
export interface Noun {
  readonly one: Localized;
  readonly other: Localized;
}

/** A counted noun, in the reader's language: "1 row", "60,000 rows". */
export function counted(noun: Noun, count: number): string {
  return t(count === 1 ? noun.one : noun.other, { count: formatInteger(count, reader.value) });
}
