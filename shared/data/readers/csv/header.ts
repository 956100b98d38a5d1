/** Whether the first row of a table names its columns, and the second holds their units. */
import type { Reading } from "../../../experiment/reading.ts";
import { areNumbersNames, type Below, isIndex, mayBeNumbersNames, type Verdict } from "./number-names.ts";
import { numberIn } from "./numbers.ts";
import { twoReadings } from "./readings.ts";
import { cellAt, type Row, recurs } from "./row.ts";
import { isDate, missingKind } from "./words.ts";

const isNumber = (cell: string) => numberIn(cell) !== null;
const isText = (cell: string) => missingKind(cell) === "no" && !isNumber(cell);
const isBlankOrWord = (cell: string) => cell === "" || (!isNumber(cell) && missingKind(cell) !== "always");
/** "<0.1": a value too small to be measured, or a name. */
const isLimit = (cell: string) => /^[<>≤≥~≈]=?\s*[\d.,]/.test(cell);

/**
 * A header is text alone, text above numbers, all in quotes above cells without, or numbers that name columns (see `number-names.ts`). Throws an
 * ExperimentError ("two-readings") where the row may as well be a sample.
 */
export function isHeader(rows: readonly Row[], reading: Reading, path: string): boolean {
  if (reading.header !== undefined) return reading.header === "yes";
  const [first, ...rest] = rows;
  const verdict = verdictOn(first, rest);
  if (verdict === "either") throw asked(first, path);
  return verdict === "names";
}

function verdictOn(first: Row, rest: readonly Row[]): Verdict {
  if (quotesTell(first, rest)) return "names";
  if (first.cells.some((cell, c) => isDate(cell) && rest.length > 0 && isDate(cellAt(rest[0], c)))) return "sample";
  const texts = first.cells.flatMap((cell, c) => (isText(cell) && !isLimit(cell) ? [c] : []));
  if (first.cells.some(isText) && first.cells.every(isBlankOrWord)) return areTextsNames(first, rest, texts);
  const below = first.cells.map((_, c) => numbersBelow(rest, c));
  const isAboveNumbers = (c: number) => (below[c]?.length ?? 0) > 0;
  const words = new Set(texts.filter(isAboveNumbers).map((c) => first.cells[c]));
  if (words.size === 0 && first.cells.some((cell, c) => isLimit(cell) && isAboveNumbers(c))) return "either";
  if (words.size === 0) return areNumbersNames(first, rest, below, texts);
  // One word alone may be somebody's for a missing value, where the numbers beside it go with those below.
  const isAlone = words.size === 1 && first.cells.some((cell, c) => isNumber(cell) && isAboveNumbers(c));
  return isAlone && !mayBeNumbersNames(first, below) ? "either" : "names";
}

/** A row without numbers: names, unless it is a sample whose numbers are missing, or whose texts are those of other samples. */
function areTextsNames(first: Row, rest: readonly Row[], texts: readonly number[]): Verdict {
  const isMeasure = (cell: string) => isNumber(cell) || isDate(cell);
  const measured = first.cells.flatMap((_, c) => (rest.some((row) => isMeasure(cellAt(row, c))) ? [c] : []));
  const isAbove = (c: number) => !isDate(first.cells[c]) || rest.some((row) => isNumber(cellAt(row, c)));
  if (measured.some((c) => texts.includes(c) && isAbove(c))) return "names";
  if (measured.some((c) => c > 0 || first.cells[c] !== "" || !isIndex(rest))) return "either";
  return texts.length === 0 || texts.some((c) => recurs(first, rest, c)) ? "either" : "names";
}

function asked({ row, cells }: Row, path: string) {
  const number = cells.findIndex(isNumber);
  const c = number >= 0 ? number : cells.findIndex(isText);
  const [cell, column] = [cells[c], `x${c + 1}`];
  const secondMeans = number >= 0 ? cell : `${column} = ${cell}`;
  const means = { first: "yes", firstMeans: `"${cell}"`, second: "no", secondMeans };
  return twoReadings(path, { column, row, cell, choice: "header", ...means });
}

/** The values below a cell of the first row: numbers, or null where a text is among them. */
function numbersBelow(rest: readonly Row[], c: number): Below[number] {
  const present = rest.map((row) => cellAt(row, c)).filter((cell) => missingKind(cell) === "no");
  const numbers = present.map((cell) => numberIn(cell)?.value).filter((value) => value !== undefined);
  return numbers.length === present.length ? numbers : null;
}

/** Writers that quote texts alone quote the names and not the numbers. */
function quotesTell(first: Row, rest: readonly Row[]): boolean {
  const named = first.cells.flatMap((cell, c) => (cell === "" ? [] : [c]));
  const isBare = (c: number) =>
    rest.some(({ cells }) => cells[c] !== "") && rest.every(({ cells, quoted }) => !quoted[c] || cells[c] === "");
  // A number with a separator in it needs its quotes: "1,5".
  const isName = (c: number) => first.quoted[c] && !(isNumber(first.cells[c]) && /[,;|\s]/.test(first.cells[c]));
  // A text above texts may need them, too.
  const isTold = (c: number) => isBare(c) && (!isText(first.cells[c]) || rest.some((row) => isNumber(cellAt(row, c))));
  return named.length > 0 && named.every(isName) && named.some(isTold);
}

/** "seconds since 1970-01-01 00:00:00". */
const LONGEST_UNIT = 60;

/** Whether the row below the names holds units: texts alone, above nothing but numbers and dates where the table has them. */
export function hasUnits(rows: readonly Row[], reading: Reading): boolean {
  if (reading.units !== undefined) return reading.units === "yes" && rows.length > 1;
  const [, units, ...rest] = rows;
  if (units === undefined || rest.length === 0) return false;
  if (!units.cells.every((cell) => cell.length <= LONGEST_UNIT && !isNumber(cell) && !isDate(cell))) return false;
  const measured = units.cells.flatMap((_, c) => (isMeasured(rest, c) ? [c] : []));
  return (
    measured.some((c) => isText(units.cells[c])) &&
    measured.every((c) => missingKind(units.cells[c]) !== "always" || units.cells[c] === "")
  );
}

function isMeasured(rest: readonly Row[], c: number): boolean {
  const present = rest.map((row) => cellAt(row, c)).filter((cell) => missingKind(cell) === "no");
  return present.length > 0 && present.every((cell) => isNumber(cell) || isDate(cell));
}
