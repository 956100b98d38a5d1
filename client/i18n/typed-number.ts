/** Numbers in boxes: as the reader's language writes them, with all their digits, and back. */
import type { Locale } from "../../shared/text.ts";

interface Signs {
  readonly decimal: string;
  readonly group: string;
}

const signsOf: Readonly<Record<Locale, Signs>> = {
  es: { decimal: ",", group: "." },
  en: { decimal: ".", group: "," },
};
/** From this many digits on they are grouped, as in charts: 1000 and 10.000, but 1,000. */
const groupedFrom: Readonly<Record<Locale, number>> = { es: 5, en: 4 };

/** Spaces (thin and unbreakable ones too) and apostrophes group digits in some texts; they never mean anything else between them. */
const SPACES = /[\s\u00a0\u2009\u202f'’]/g;
/** "5,7 × 10^−4" and "5,7 × 10⁴", as charts write them, and "5,7 × 10⁻⁴". */
const RAISED = /^(.*?)[×·*x]10(?:\^?([+-]?\d+)|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))$/;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** Digits, and points and commas among them. */
const SHAPE = /^([+-]?)([\d.,]*\d[\d.,]*)(?:[eE]([+-]?\d+))?$/;

/**
 * The number that someone typed; NaN where it is none. The language decides what a point or comma means where both readings are possible ("1.000"
 * is a thousand in Spanish and one in English); where only one is ("0.2", "1,5" or "1.234,5"), that one is taken in either language.
 */
export function parseTyped(text: string, locale: Locale): number {
  const plain = text.trim().replace(/[−–]/g, "-").replace(SPACES, "");
  const [, raisedMantissa, digits, superscripts] = RAISED.exec(plain) ?? [];
  const power = digits ?? (superscripts && plainDigits(superscripts));
  const shape = SHAPE.exec(raisedMantissa === undefined ? plain : `${raisedMantissa}e${power}`);
  if (shape === null) return Number.NaN;
  const [, sign, body, exponent = "0"] = shape;
  const mantissa = withPoint(body, signsOf[locale]);
  return mantissa === null ? Number.NaN : Number(`${sign}${mantissa}e${exponent}`);
}

const plainDigits = (text: string) =>
  [...text].map((sign) => (sign === "⁻" ? "-" : sign === "⁺" ? "" : SUPERSCRIPTS.indexOf(sign))).join("");

/** Digits with at most a point, which is decimal; null where the signs make no number. */
function withPoint(body: string, own: Signs): string | null {
  const other: Signs = { decimal: own.group, group: own.decimal };
  for (const { decimal, group } of [own, other]) {
    const [whole, fraction = "", ...rest] = body.split(decimal);
    if (rest.length > 0 || /\D/.test(fraction)) continue;
    const groups = whole.split(group);
    if (groups.length === 1 || isGrouped(groups)) return `${groups.join("") || "0"}.${fraction || "0"}`;
  }
  return null;
}

/** 1 to 3 digits, not a lone zero, then three at a time. */
function isGrouped([first, ...others]: readonly string[]): boolean {
  return /^[1-9]\d{0,2}$/.test(first) && others.every((group) => /^\d{3}$/.test(group));
}

/** All digits of a number, in the language's signs; not `grouped` where it is a name rather than an amount (a seed). */
export function formatTyped(value: number, locale: Locale, grouped = true): string {
  if (!Number.isFinite(value)) return "";
  const { decimal, group } = signsOf[locale];
  const [mantissa, exponent] = String(value).split("e");
  const [whole, fraction] = mantissa.split(".");
  const isLong = whole.replace("-", "").length >= groupedFrom[locale];
  const groups = grouped && isLong ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
  const digits = fraction === undefined ? groups : `${groups}${decimal}${fraction}`;
  return exponent === undefined ? digits : `${digits}e${exponent}`;
}
