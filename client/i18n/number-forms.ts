import type { Locale } from "../../shared/text.ts";

/** Formatters are costly to create and are needed many times a second. */
const formatters = new Map<string, Intl.NumberFormat>();

export function formatter(locale: Locale, key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${locale} ${key}`;
  let found = formatters.get(name);
  if (!found) {
    found = new Intl.NumberFormat(locale, options);
    formatters.set(name, found);
  }
  return found;
}

/** With the sign that is as wide as a plus (U+2212) in place of Intl's hyphen: of numbers that people read, never of those that programs do. */
export const withMinus = (text: string): string => text.replaceAll("-", "−");

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * 5.7E4 as 5.7 × 10⁴, with spaces that do not break; 5.7E-4 as 5.7 × 10^−4: some fonts draw nothing for a raised minus (U+207B), and the number would be
 * read as another.
 */
function raised(parts: readonly Intl.NumberFormatPart[]): string {
  const isSmall = parts.some(({ type }) => type === "exponentMinusSign");
  const text = ({ type, value }: Intl.NumberFormatPart) => {
    if (type === "exponentSeparator") return `\u00a0×\u00a010${isSmall ? "^" : ""}`;
    if (type !== "exponentInteger" || isSmall) return value;
    return value.replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]);
  };
  return parts.map(text).join("");
}

/** In powers of ten, to at most so many digits. */
export function scientific(value: number, locale: Locale, digits: number): string {
  const options = { notation: "scientific", maximumFractionDigits: digits - 1 } as const;
  return withMinus(raised(formatter(locale, `e${digits}`, options).formatToParts(value)));
}

/** Smaller numbers are written with an exponent by JavaScript itself. */
export const SMALLEST = 1e-6;

/**
 * A number with all its digits, as sentences quote it: what somebody typed, a limit, the entry of a table. In powers of ten, to six digits, from 10^16 on,
 * where no double is told from the next whole one, and below a millionth: two hundred zeros are read by nobody.
 */
export function formatExact(value: number, locale: Locale): string {
  const size = Math.abs(value);
  if (Number.isFinite(value) && size !== 0 && (size < SMALLEST || size >= 1e16)) return scientific(value, locale, 6);
  return withMinus(formatter(locale, "exact", { maximumSignificantDigits: 17 }).format(value));
}
