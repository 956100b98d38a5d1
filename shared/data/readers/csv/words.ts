/** Words that cells hold in place of numbers: for missing values, yes and no, dates. */

/** Always missing: blank, what pandas takes for missing by default, "?", \N of MySQL and PostgreSQL, and the errors of spreadsheets in English and Spanish. "None" is apart. */
const MISSING = new Set([
  ..."|#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|n/a|nan|null|?|\\N".split("|"),
  ..."#DIV/0!|#VALUE!|#REF!|#NUM!|#NAME?|#NULL!|#N/D|#¡DIV/0!|#¡VALOR!|#¡REF!|#¡NUM!|#¿NOMBRE?|#¡NULO!".split("|"),
]);
/** Missing among numbers and dates (":" of Eurostat), whatever the case; among texts they may be an answer ("-", "Na" for sodium). */
const MISSING_AMONG_NUMBERS = new Set(
  ". .. ... … : - -- --- – — * none na nan -nan null n/a n/d n.d. n.d nd s/d s.d. s.d sd nil (null) <null> missing".split(
    " ",
  ),
);
const LONGEST = 9;

/** "always" missing, missing "among-numbers" only, or not. */
export function missingKind(cell: string): "always" | "among-numbers" | "no" {
  if (cell.length > LONGEST) return "no";
  if (MISSING.has(cell)) return "always";
  return MISSING_AMONG_NUMBERS.has(cell.toLowerCase()) ? "among-numbers" : "no";
}

/** An error or gap of a spreadsheet begins as a line of comment does: "#N/A". */
export const isSheetError = (cell: string) => cell.startsWith("#") && MISSING.has(cell);

const ANSWERS = ["false true", "no yes", "no sí", "no si", "falso verdadero", "f t", "n y", "n s", "f v", "off on"];

/** Whether these two texts, sorted, are no and yes. */
export function areBoolean(levels: readonly string[]): boolean {
  return levels.length === 2 && ANSWERS.includes(levels.join(" ").toLowerCase());
}

const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[ap]\.?\s?m\.?)?`;
const ZONE = String.raw`(?:\s?(?:Z|UTC|[+-]\d{2}:?\d{2}))?`;
const MONTH = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-zé]{0,7}\.?`;
const AND_CLOCK = String.raw`(?:(?:T|,?\s+)${CLOCK}${ZONE})?`;
const YEAR_FIRST = new RegExp(String.raw`^\d{4}([-/.])(\d{1,2})(?:\1(\d{1,2}))?${AND_CLOCK}$`, "i");
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(?:\d{4}|\d{2})${AND_CLOCK}$`, "i");
const NAMED = new RegExp(
  String.raw`^(?:\d{1,2}(?:\s|-|\.|/| de )+)?${MONTH}(?:\s|-|/|,| de )+\d{1,4}(?:,?\s+\d{4})?${AND_CLOCK}$`,
  "i",
);
const CLOCK_ALONE = new RegExp(`^${CLOCK}${ZONE}$`, "i");
const LONGEST_DATE = 40;

/** Whether a cell is a date, a time or both: ISO, day or month first, with names of months in English and Spanish. */
export function isDate(cell: string): boolean {
  if (cell.length > LONGEST_DATE || !/\d/.test(cell)) return false;
  const first = YEAR_FIRST.exec(cell);
  if (first) return isMonth(first[2]) && (first[3] === undefined || isDay(first[3]));
  const last = YEAR_LAST.exec(cell);
  if (last) return isDay(last[1]) && isDay(last[3]) && (isMonth(last[1]) || isMonth(last[3]));
  return NAMED.test(cell) || CLOCK_ALONE.test(cell);
}

const isMonth = (text: string) => Number(text) >= 1 && Number(text) <= 12;
const isDay = (text: string) => Number(text) >= 1 && Number(text) <= 31;
