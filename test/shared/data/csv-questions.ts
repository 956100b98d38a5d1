/** What a table as it is written leaves open: the questions that its reader may ask, and the numbers that anyone would take for names. */
import type { ReadingChoice } from "../../../shared/experiment/reading.ts";

/** A table as its cells are written, a text column first if it has one; null where a value is missing. */
export interface WrittenTable {
  readonly hasHeader: boolean;
  /** What stands for a missing value. */
  readonly gap: string;
  readonly labels: readonly string[] | null;
  readonly rows: readonly (readonly (string | null)[])[];
  /** The lines of samples as they stand in the file. */
  readonly lines: readonly string[];
}

const OPEN = /^[-\u2212]?[1-9]\d{0,2}[.,]\d{3}$/;
/** "1.250" may be either: it looks like a decimal at first. */
function asSeen(cell: string): number {
  const plain = cell.replace(/[ '\u00a0\u202f]/g, "").replace("\u2212", "-");
  const signs = plain.replace(/[^.,]/g, "");
  const last = signs.at(-1) ?? "";
  const areGroups = signs.length > 1 && signs[0] === last;
  return Number(
    areGroups ? plain.replaceAll(last, "") : plain.replaceAll(last === "," ? "." : ",", "").replace(",", "."),
  );
}

const NAME = /^\d+(?:[.,]\d{1,3})?$/;

const isRising = (numbers: readonly number[]) => numbers.every((x, i) => i === 0 || x > numbers[i - 1]);
const isInOrder = (numbers: readonly number[]) => isRising(numbers) || isRising(numbers.toReversed());
const areYears = (numbers: readonly number[]) => numbers.every((x) => x >= 1800 && x <= 2100);
const isCount = (numbers: readonly number[], from = 0) => numbers.every((x, i) => x === from + i);
const areEven = (numbers: readonly number[]) =>
  numbers.length >= 3 && numbers.every((x, i) => i < 2 || Math.abs(x - 2 * numbers[i - 1] + numbers[i - 2]) < 1e-6);

/** The numbers of the first sample as they are seen, and those below each; null where they are not written as a name could be. */
function firstNumbers({ rows }: WrittenTable) {
  const [first, ...rest] = rows;
  const places = first.flatMap((cell, c) => (cell === null ? [] : [c]));
  if (places.some((c) => !NAME.test(first[c] ?? ""))) return null;
  return {
    names: places.map((c) => asSeen(first[c] ?? "")),
    below: places.map((c) => rest.flatMap((row) => (row[c] === null ? [] : [asSeen(row[c])]))),
  };
}

/** Further from all of them than twice their range, or whole above decimals. */
function isUnlike(x: number, below: readonly number[], areWhole: boolean): boolean {
  const [low, high] = [Math.min(...below), Math.max(...below)];
  const least = low === high ? 10 * Math.max(1, Math.abs(low)) : 2 * (high - low);
  const broken = below.filter((y) => !Number.isInteger(y)).length;
  return x < low - least || x > high + least || (areWhole && below.length >= 2 && broken >= 0.8 * below.length);
}

/** Numbers in an order that names have, of which none goes with what is below it; a sample of text and gaps. */
function mayBeNames(table: WrittenTable): boolean {
  const found = firstNumbers(table);
  if (table.hasHeader || found === null) return false;
  const { names, below } = found;
  if (names.length === 0) return table.labels !== null && ["", ".", "-", "None", "s/d"].includes(table.gap);
  const areWhole = names.every(Number.isInteger);
  const areUnlike = names.every((x, i) => below[i].length === 0 || isUnlike(x, below[i], areWhole));
  if (!isInOrder(names)) return areYears(names) && areUnlike;
  if (names.length === 1) return areYears(names) && areUnlike;
  return areUnlike || areYears(names) || (names.length >= 3 && isCount(names));
}

/** Samples that look as names do, so that nobody is asked: years, equal steps beside a text, a count under a blank corner. */
export function areTakenForNames(table: WrittenTable): boolean {
  const found = firstNumbers(table);
  if (table.hasHeader || found === null) return false;
  const { names } = found;
  if (names.length >= 2 && areYears(names)) return true;
  if (table.labels) return areEven(names);
  const [first, ...rest] = table.rows;
  const isCorner = table.gap === "" && first[0] === null && names.length === first.length - 1;
  const index = rest.map((row) => (row[0] === null ? Number.NaN : asSeen(row[0])));
  return isCorner && (isCount(names) || isCount(index) || isCount(index, 1));
}

/** A cell alone that says which sign is that of decimals. */
const says = (cell: string) => /[.,]/.test(cell) && !OPEN.test(cell);
const hasOtherGroups = (cell: string) => /\d[ '\u00a0\u202f]\d/.test(cell);

/** "1.250" where no other number of the file shows what it is. */
function mayBeEitherSign({ rows }: WrittenTable): boolean {
  const columns = rows[0].map((_, c) => rows.flatMap((row) => (row[c] === null ? [] : [row[c]])));
  const isOpen = (cell: string) => OPEN.test(cell);
  const areSaid = columns.some((own) => own.some(says) || (own.some(isOpen) && own.some(hasOtherGroups)));
  return !areSaid && columns.flat().some(isOpen);
}

/** Lines of one number each, or of gaps, of which some have the sign: it is within them, or between two columns. */
const areNumbers = (lines: readonly string[], sign: string) =>
  lines.some((line) => line.includes(sign)) &&
  lines.every((line) => /^[-\u2212]?\d[\d.,' \u00a0\u202f]*$/.test(line) || !/\d/.test(line));

/** Whether only the writer of the table knows. */
export function mayBeAsked(choice: ReadingChoice, table: WrittenTable): boolean {
  const bare = table.lines.map((line) => line.trim().replace(/^"([^"]*)"$/, "$1"));
  if (choice === "header") return mayBeNames(table);
  if (choice === "decimal") return mayBeEitherSign(table) || areNumbers(bare, ",");
  if (choice === "thousands") return areNumbers(bare, ",") || areNumbers(bare, " ");
  // Between spaces, commas may be within numbers; between commas, spaces.
  return choice === "separator" && table.lines.every((line) => line.includes(",") && line.includes(" "));
}
