/** Whether the first row of a table names its columns, and the second holds their units. */
import type { Reading } from "../../../experiment/reading.ts";
import { numberIn } from "./numbers.ts";
import { twoReadings } from "./readings.ts";
import { isDate, missingKind } from "./words.ts";

/** A row as text, for looking at. */
export interface Row {
  /** From 1 as the file counts them: blank lines and comments too. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly quoted: readonly boolean[];
}

const isNumber = (cell: string) => numberIn(cell) !== null;
const isText = (cell: string) => missingKind(cell) === "no" && !isNumber(cell);
const isBlankOrWord = (cell: string) => cell === "" || (!isNumber(cell) && missingKind(cell) !== "always");

/** The values below a cell of the first row: numbers, or null where a text is among them. */
function numbersBelow(rest: readonly Row[], c: number): readonly number[] | null {
  const present = rest.map(({ cells }) => cells[c] ?? "").filter((cell) => missingKind(cell) === "no");
  const numbers = present.map((cell) => numberIn(cell)?.value).filter((value) => value !== undefined);
  return numbers.length === present.length ? numbers : null;
}

/**
 * A header is text alone, text above numbers, all in quotes above cells without, or numbers in rising or falling order (years, wavelengths, a
 * count from 0) that do not fit what is below. Throws an ExperimentError ("two-readings") for such numbers that may be a sample.
 */
export function isHeader(rows: readonly Row[], reading: Reading, path: string): boolean {
  if (reading.header !== undefined) return reading.header === "yes";
  const [first, ...rest] = rows;
  if (quotesTell(first, rest)) return true;
  if (first.cells.some((cell, c) => isDate(cell) && isDate(rest[0]?.cells[c] ?? ""))) return false;
  if (first.cells.some(isText) && first.cells.every(isBlankOrWord)) return true;
  const below = first.cells.map((_, c) => numbersBelow(rest, c));
  if (first.cells.some((cell, c) => isText(cell) && (below[c]?.length ?? 0) > 0)) return true;
  return hasNumericNames(first, below, path);
}

/** Writers that quote texts alone quote the names and not the numbers. */
function quotesTell(first: Row, rest: readonly Row[]): boolean {
  const named = first.cells.flatMap((cell, c) => (cell === "" ? [] : [c]));
  const isBare = (c: number) =>
    rest.some(({ cells }) => cells[c] !== "") && rest.every(({ cells, quoted }) => !quoted[c] || cells[c] === "");
  // A number with a separator in it needs its quotes: "1,5".
  const isName = (c: number) => first.quoted[c] && !(isNumber(first.cells[c]) && /[,;|\s]/.test(first.cells[c]));
  return named.length > 0 && named.every(isName) && named.some(isBare);
}

/** Whole, or with the decimals of a wavelength. */
const NAME = /^\d{1,15}(?:[.,]\d{1,3})?$/;
const isYear = (value: number) => value >= 1800 && value <= 2100;

function hasNumericNames(first: Row, below: readonly (readonly number[] | null)[], path: string): boolean {
  const places = first.cells.flatMap((cell, c) => (isNumber(cell) ? [c] : []));
  const names = places.map((c) => numberIn(first.cells[c])?.value ?? 0);
  const isRising = names.every((name, i) => i === 0 || name > names[i - 1]);
  const isFalling = names.every((name, i) => i === 0 || name < names[i - 1]);
  if (names.length === 0 || (!isRising && !isFalling)) return false;
  if (places.some((c) => !NAME.test(first.cells[c])) || places.every((c) => below[c] === null)) return false;
  // A column of gaps alone, or with a text among its numbers, says nothing.
  const values = places.map((c) => below[c] ?? []);
  const isSaid = (is: (name: number, own: readonly number[]) => boolean) =>
    values.some((own) => own.length > 0) && names.every((name, i) => values[i].length === 0 || is(name, values[i]));
  const outside = isSaid(isOutside);
  const isWhole = names.every(Number.isInteger);
  const unlike = outside || (isWhole && isSaid((name, own) => isOutside(name, own) || isBroken(own)));
  const years = names.every(isYear);
  const counts = names.length >= 3 && names.every((name, i) => name === i);
  if (first.cells[0] === "" && names.length === first.cells.length - 1) {
    // The corner above an index: pandas leaves it blank.
    const index = below[0];
    const isIndex = index === null || index.every((value, i) => value === index[0] + i && (i > 0 || value <= 1));
    if ((unlike && names.length >= 2) || (isIndex && (unlike || names.every((name, i) => name === i)))) return true;
  }
  const step = names[1] - names[0];
  const even =
    names.length >= 5 && names.every((name, i) => Math.abs(name - names[0] - i * step) < 1e-6 * Math.abs(step));
  // Beside the name of another column, or so many in equal steps, they are names as sure as can be.
  const isBeside = first.cells.some(isText);
  if (outside && names.length >= 2 && (years || (isBeside && names.length >= 3) || (even && names.length >= 10)))
    return true;
  if (counts && (names.length >= 10 || (unlike && names.length >= 5))) return true;
  if (!(unlike && names.length >= 2) && !years && !counts && !(even && isWhole)) return false;
  // One year above whole numbers like it, as of births, is a sample.
  if (names.length === 1 && !unlike) return false;
  const cell = first.cells[places[0]];
  const column = `x${places[0] + 1}`;
  const means = { first: "yes", firstMeans: `"${cell}"`, second: "no", secondMeans: cell };
  throw twoReadings(path, { column, row: first.row, cell, choice: "header", ...means });
}

/** Far from all the values below: by more than twice their range. */
function isOutside(name: number, values: readonly number[]): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = high - low;
  if (range === 0) return Math.abs(name - low) > 10 * Math.max(1, Math.abs(low));
  return name < low - 2 * range || name > high + 2 * range;
}

/** Of numbers with decimals, to which a whole one does not belong. */
function isBroken(values: readonly number[]): boolean {
  return values.length >= 2 && values.filter((value) => !Number.isInteger(value)).length >= 0.8 * values.length;
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
  const present = rest.map(({ cells }) => cells[c] ?? "").filter((cell) => missingKind(cell) === "no");
  return present.length > 0 && present.every((cell) => isNumber(cell) || isDate(cell));
}
