/** Which sign separates the cells of a text. */
import type { Reading } from "../../../experiment/reading.ts";
import { type Line, order, type Separator } from "./lines.ts";
import { numberIn, signs } from "./numbers.ts";
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
  const candidates = order.filter((one) => one !== "space" || spaced);
  const even = candidates.find((one) => isEven(lines, one));
  if (even === "comma" && spaced && isEven(lines, "space") && hasDecimalCommas(lines)) {
    const isSpace = below(lines).every((line) => tokens(line).every(isValue));
    const isComma = below(lines).every(({ text }) => text.split(",").every((cell) => isValue(cell.trim())));
    if (isSpace && !isComma) return "space";
    throw spaceOrComma(lines[0], path);
  }
  if (even) return even;
  const isAlone = isValue(lines[0].text.trim()) || lines[0].counts.every((count) => count === 0);
  if (isAlone && below(lines).every(({ text }) => isValue(text.trim()))) return null;
  const isTabbed = shareOf(lines, "tab") > 0.5;
  const shares = candidates
    .map((one) => ({ one, share: shareOf(lines, one) }))
    // A space in a few cells is within them, and a tab counts as one.
    .filter(({ one, share }) => one !== "space" || (share > 0.5 && !isTabbed));
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
  const withComma = lines.flatMap((line) => tokens(line).filter((token) => token.includes(",")));
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
const SPACE_GROUPS = /^[+\-\u2212]?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?$/;

/**
 * Lines of one number each, whose commas or spaces may also separate columns: null for one column, undefined where there is no such question.
 * A first line without the sign is the name of one column, unless the numbers before the sign count the rows, as R's names of rows do.
 */
function oneColumn(lines: readonly Line[], reading: Reading, path: string): Separation | undefined {
  const isNamed = numberIn(bare(lines[0])) === null;
  // Several numbers name nothing.
  if (isNamed && tokens(lines[0]).every(isValue)) return undefined;
  const looked = isNamed ? lines.slice(1) : lines;
  // A separator that no number has is one.
  if (looked.length === 0 || lines[0].counts.slice(0, COMMA).some((count) => count > 0)) return undefined;
  const column = isNamed ? lines[0].text.trim().slice(0, 40) : "x1";
  const bits = bitsOf(looked);
  if (bits === null) return undefined;
  if (looked.some(({ counts }) => counts[COMMA] > 0)) {
    if (isNamed && lines[0].counts[COMMA] > 0) return undefined;
    if (isNamed && !countsRows(looked)) return null;
    return commaColumn(looked, column, bits, reading, path);
  }
  if (!looked.every((line) => SPACE_GROUPS.test(bare(line)))) return undefined;
  if (isNamed && /\S\s+\S/.test(lines[0].text.trim())) return undefined;
  if (reading.thousands !== undefined) return reading.thousands === "space" ? null : undefined;
  const cell = bare(looked[0]);
  throw twoReadings(path, {
    ...{ column, row: looked[0].row, cell, choice: "thousands" },
    ...{ first: "space", firstMeans: cell.replaceAll(" ", ""), second: "none", secondMeans: barred(cell, " ") },
  });
}

const COMMA = order.indexOf("comma");
const barred = (cell: string, sign: string) => cell.split(sign).join(" | ");
/** The whole line, without quotes around it. */
const bare = ({ text }: Line) => text.trim().replace(/^"([^"]*)"$/, "$1");

/** What the signs of the lines say, each read as one number; null where one is none. */
function bitsOf(lines: readonly Line[]): number | null {
  let bits = 0;
  for (const line of lines) {
    const number = numberIn(bare(line));
    if (number === null && missingKind(bare(line)) === "no") return null;
    bits |= number?.signs ?? 0;
  }
  return bits;
}

/** "1,5" is 1.5, or 1 and 5; "1,250.5" is 1250.5, or 1 and 250.5; "1,250" may be all of these. */
function commaColumn(
  lines: readonly Line[],
  column: string,
  bits: number,
  { decimal, thousands }: Reading,
  path: string,
): Separation | undefined {
  const { pointDecimal, pointGroups, commaDecimal, commaGroups } = signs;
  const mayBeDecimal = (bits & (pointDecimal | commaGroups)) === 0;
  const mayBeGroups = (bits & (commaDecimal | pointGroups)) === 0;
  if ((mayBeDecimal && decimal === "comma") || (mayBeGroups && thousands === "comma")) return null;
  const line = lines.find(({ counts }) => counts[COMMA] > 0) ?? lines[0];
  const cell = bare(line);
  const place = { column, row: line.row, cell };
  const [grouped, columns] = [cell.replaceAll(",", ""), barred(cell, ",")];
  if (mayBeDecimal && decimal === undefined) {
    const means = { firstMeans: cell.replace(",", "."), secondMeans: mayBeGroups ? `${grouped}, ${columns}` : columns };
    throw twoReadings(path, { ...place, ...means, choice: "decimal", first: "comma", second: "point" });
  }
  if (!mayBeGroups || decimal === "comma" || thousands !== undefined) return undefined;
  const means = { firstMeans: grouped, secondMeans: columns };
  throw twoReadings(path, { ...place, ...means, choice: "thousands", first: "comma", second: "none" });
}

function countsRows(lines: readonly Line[]): boolean {
  return lines.every(({ text }, i) => text.trim().startsWith(`${i + 1},`));
}
