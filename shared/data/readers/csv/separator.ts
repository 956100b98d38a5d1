/** Which sign separates the cells of a text. */
import type { Reading } from "../../../experiment/reading.ts";
import { type Line, order, type Separator } from "./lines.ts";
import { numberIn } from "./numbers.ts";
import { twoReadings } from "./readings.ts";
import { missingKind } from "./words.ts";

/** Null where there is one column: nothing separates. */
export type Separation = Separator | null;

/**
 * The separator that occurs equally often in each of the lines (the first may have one less: R's names), in the order semicolon, tab, pipe,
 * comma, space: "1,5;2,5" has one comma in every line, too. Else the one that does so in most lines. `comment` is the one above the lines. Throws an ExperimentError
 * ("two-readings") where each line is one number with a comma, or two numbers without decimals.
 */
export function chooseSeparator(lines: readonly Line[], comment: string, reading: Reading, path: string): Separation {
  if (reading.separator !== undefined) return reading.separator;
  const single = TWO_NAMES.test(comment) ? undefined : oneColumn(lines, reading, path);
  if (single !== undefined) return single;
  const spaced = isSpaced(lines);
  if (spaced && isEven(lines, "space") && hasDecimalCommas(lines)) {
    if (!isEven(lines, "comma") || below(lines).every((line) => tokens(line).every(isValue))) return "space";
    throw spaceOrComma(lines[0], path);
  }
  const candidates = order.filter((one) => one !== "space" || spaced);
  const even = candidates.find((one) => isEven(lines, one));
  if (even) return even;
  if (below(lines).every(({ text }) => isValue(text.trim()))) return null;
  const shares = candidates
    .map((one) => ({ one, share: shareOf(lines, one) }))
    // A space in a few cells is within them.
    .filter(({ one, share }) => one !== "space" || share > 0.5);
  const best = shares.reduce((most, next) => (next.share > most.share ? next : most));
  return best.share > 0 ? best.one : null;
}

const countsOf = (lines: readonly Line[], separator: Separator) =>
  lines.map(({ counts }) => counts[order.indexOf(separator)]);

function isEven(lines: readonly Line[], separator: Separator): boolean {
  const [first, ...rest] = countsOf(lines, separator);
  const count = rest[0] ?? first;
  return count > 0 && rest.every((one) => one === count) && (first === count || (first === count - 1 && first > 0));
}

/** The share of lines with as many of the separator as most have. */
function shareOf(lines: readonly Line[], separator: Separator): number {
  const times = new Map<number, number>();
  for (const count of countsOf(lines, separator)) if (count > 0) times.set(count, (times.get(count) ?? 0) + 1);
  return Math.max(0, ...times.values()) / lines.length;
}

const tokens = ({ text }: Pick<Line, "text">) => text.trim().split(/[ \t]+/);
const isValue = (token: string) => {
  const plain = token.replaceAll('"', "");
  return missingKind(plain) === "always" || numberIn(plain) !== null;
};

const below = (lines: readonly Line[]) => (lines.length > 1 ? lines.slice(1) : lines);

/** Spaces separate numbers, not the words of a text: most lines below the first hold a number of their own. */
function isSpaced(lines: readonly Line[]): boolean {
  const looked = below(lines);
  return looked.filter((line) => tokens(line).some(isValue)).length > looked.length / 2;
}

/** "1,5 2,5": commas are within numbers between the spaces. */
function hasDecimalCommas(lines: readonly Line[]): boolean {
  const withComma = below(lines).flatMap((line) => tokens(line).filter((token) => token.includes(",")));
  return withComma.length > 0 && withComma.every(isValue);
}

/** "Room 1,5": a room and 1.5, or Room 1 and 5. */
function spaceOrComma({ text, row }: Line, path: string) {
  return twoReadings(path, {
    ...{ column: "x1", row, cell: text.trim(), choice: "separator", first: "space" },
    ...{ firstMeans: tokens({ text }).join(" | "), second: "comma", secondMeans: text.trim().split(",").join(" | ") },
  });
}

/** A comment that names two columns: "# a,b". */
const TWO_NAMES = /^\W*[^\s,\d][^\s,]*\s*,\s*[^\s,\d][^\s,]*\s*$/;
const DECIMAL_COMMA = /^\s*[+\-\u2212]?(?:\d+|\d{1,3}(?:[ .'’\u00a0\u202f]\d{3})+),\d+\s*$/;
const WHOLE = /^\s*[+\-\u2212]?(?:\d+|\d{1,3}(?:[ .'’\u00a0\u202f]\d{3})+)\s*$/;
const SPACE_GROUPS = /^\s*[+\-\u2212]?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?\s*$/;

/**
 * Lines of one number each, whose comma or space may also separate columns: null for one column, undefined where there is no such question.
 * A first line without the sign is the name of one column, unless the numbers before the sign count the rows, as R's names of rows do.
 */
function oneColumn(lines: readonly Line[], reading: Reading, path: string): Separation | undefined {
  const isNamed = !DECIMAL_COMMA.test(lines[0].text) && !SPACE_GROUPS.test(lines[0].text);
  const looked = isNamed ? lines.slice(1) : lines;
  if (looked.length === 0) return undefined;
  const cell = looked[0].text.trim();
  const question = { column: isNamed ? lines[0].text.trim().slice(0, 40) : "x1", row: looked[0].row, cell };
  if (looked.some(({ text }) => DECIMAL_COMMA.test(text)) && looked.every(isOneDecimal)) {
    const isPair = looked.every(({ text }) => DECIMAL_COMMA.test(text));
    if (isNamed && lines[0].counts[order.indexOf("comma")] > 0) return undefined;
    if (isNamed && !(isPair && countsRows(looked, ","))) return null;
    if (reading.decimal === "comma" || reading.thousands === "comma") return null;
    if (reading.decimal === "point") return isPair ? "comma" : undefined;
    const [whole, decimals] = cell.split(",");
    throw twoReadings(path, {
      ...question,
      choice: "decimal",
      first: "comma",
      firstMeans: `${whole}.${decimals}`,
      second: "point",
      secondMeans: `${whole} | ${decimals}`,
    });
  }
  if (!looked.every(({ text }) => SPACE_GROUPS.test(text))) return undefined;
  if (reading.thousands !== undefined) return reading.thousands === "space" ? null : undefined;
  if (isNamed && /\S\s+\S/.test(lines[0].text.trim())) return undefined;
  throw twoReadings(path, {
    ...question,
    choice: "thousands",
    first: "space",
    firstMeans: cell.replaceAll(" ", ""),
    second: "none",
    secondMeans: cell.replaceAll(" ", " | "),
  });
}

function isOneDecimal({ text }: Line): boolean {
  const bare = text.trim().replace(/^"([^"]*)"$/, "$1");
  return DECIMAL_COMMA.test(bare) || WHOLE.test(bare);
}

function countsRows(lines: readonly Line[], sign: string): boolean {
  return lines.every(({ text }, i) => Number(text.slice(0, text.indexOf(sign))) === i + 1);
}
