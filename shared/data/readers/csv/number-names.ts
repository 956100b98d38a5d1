/**
 * Whether the numbers of a first row name columns: years, wavelengths, a count. Names stand in order and do not fit what is below them.
 *
 * | numbers of the first row                                                    | are                        |
 * | --------------------------------------------------------------------------- | -------------------------- |
 * | two years or more, far from what is below                                   | names                      |
 * | three or more in equal steps beside a text, far from what is below          | names                      |
 * | ten or more in equal steps or beside a text, far from what is below         | names                      |
 * | 0, 1, 2, …: ten or more; five or more unlike what is below                  | names                      |
 * | 0, 1, 2, … or unlike what is below, beside a blank corner above row names   | names, as pandas has them  |
 * | in order and unlike what is below; years, 0, 1, 2, …, five in equal steps   | names or a sample: asked   |
 * | 1, 2, 3, …: three or more, one of them unlike what is below                 | names or a sample: asked   |
 * | any others                                                                  | a sample                   |
 *
 * One value below or two say too little for names without a question. Nor is a text a name beside them that is in its column again: it is one of its
 * values.
 */
import { numberIn } from "./numbers.ts";
import { cellAt, type Row, recurs } from "./row.ts";

export type Verdict = "names" | "sample" | "either";

/** The values below each cell of the first row: numbers, or null where a text is among them. */
export type Below = readonly (readonly number[] | null)[];

/** Whole, or with the decimals of a wavelength. */
const NAME = /^\d{1,15}(?:[.,]\d{1,3})?$/;
const isYear = (value: number) => value >= 1800 && value <= 2100;

/** What the numbers of a first row look like above what is below them. */
interface Sight {
  readonly names: readonly number[];
  readonly isOrdered: boolean;
  readonly areYears: boolean;
  /** In equal steps, three or more. */
  readonly areEven: boolean;
  /** 0, 1, 2, … */
  readonly areCount: boolean;
  /** 1, 2, 3, … with one at least that is far, or above numbers with decimals. */
  readonly areNumbered: boolean;
  /** Far from all the values below. */
  readonly areFar: boolean;
  /** Far, or whole above numbers with decimals. */
  readonly areUnlike: boolean;
  /** Three values or more are below. */
  readonly areSeen: boolean;
}

/** Null where the numbers name nothing: there are none, they are not written as names, or texts are below all of them. */
function sightOf({ cells }: Row, below: Below): Sight | null {
  const places = cells.flatMap((cell, c) => (numberIn(cell) === null ? [] : [c]));
  if (places.some((c) => !NAME.test(cells[c])) || places.every((c) => below[c] === null)) return null;
  const names = places.map((c) => numberIn(cells[c])?.value ?? 0);
  // A column of gaps alone, or with a text among its numbers, says nothing.
  const values = places.map((c) => below[c] ?? []);
  const isSaid = (is: (name: number, own: readonly number[]) => boolean) =>
    values.some((own) => own.length > 0) && names.every((name, i) => values[i].length === 0 || is(name, values[i]));
  const areFar = isSaid(isOutside);
  const isBroken = (name: number, own: readonly number[]) => isOutside(name, own) || haveDecimals(own);
  return {
    names,
    isOrdered: isOrdered(names),
    areYears: names.every(isYear),
    areEven: areEven(names),
    areCount: names.every((name, i) => name === i),
    areNumbered:
      names.every((name, i) => name === i + 1 && values[i].length > 0) &&
      names.some((name, i) => isBroken(name, values[i])),
    areFar,
    areUnlike: areFar || (names.every(Number.isInteger) && isSaid(isBroken)),
    areSeen: values.flat().length >= 3,
  };
}

/** What the numbers of the first row are; `texts` are the columns of its texts, none of which is above numbers. */
export function areNumbersNames(first: Row, rest: readonly Row[], below: Below, texts: readonly number[]): Verdict {
  const sight = sightOf(first, below);
  if (sight === null) return "sample";
  const { names, areYears, areEven, areCount, areNumbered, areFar, areUnlike, areSeen } = sight;
  const count = names.length;
  if (!sight.isOrdered) {
    const areDifferent = new Set(names).size === count;
    return areYears && areDifferent && areFar ? "either" : "sample";
  }
  const isCorner = first.cells[0] === "" && count === first.cells.length - 1;
  const asPandas = isCorner ? underCorner(sight, rest, below) : "sample";
  if (asPandas === "names") return "names";
  const isBeside = texts.length > 0;
  const areSure = (areYears && count >= 2) || (isBeside && count >= 10) || (areEven && (isBeside || count >= 10));
  if (areFar && areSeen && areSure && !texts.some((c) => recurs(first, rest, c))) return "names";
  if (areCount && (count >= 10 || (count >= 5 && areUnlike && areSeen))) return "names";
  // One year above whole numbers like it, as of births, is a sample.
  if (count === 1) return areYears && areUnlike ? "either" : asPandas;
  const isRow =
    areYears || ((areCount || areNumbered) && count >= 3) || (areEven && count >= 5 && names.every(Number.isInteger));
  return isRow || areUnlike ? "either" : asPandas;
}

/** Whether the numbers beside a name look like names, too: those of a sample would not. */
export function mayBeNumbersNames(first: Row, below: Below): boolean {
  const sight = sightOf(first, below);
  if (!sight?.isOrdered) return false;
  const isCount = sight.names.every((name, i) => name === sight.names[0] + i) && sight.names[0] <= 1;
  return sight.areUnlike || sight.areYears || sight.areEven || (isCount && sight.names.length >= 2);
}

/** pandas leaves the corner blank, beside names and above an index. */
function underCorner({ names, areCount, areUnlike }: Sight, rest: readonly Row[], below: Below): Verdict {
  if (areCount && areUnlike && names.length >= 2) return "names";
  if (!areCount && !areUnlike) return "sample";
  if (isIndex(rest) && (areCount || names.length >= 2 || below[0] !== null)) return "names";
  return below[0] === null || doCount(rest) ? "either" : "sample";
}

/** The names of rows: they count, or are texts, each once. */
export function isIndex(rest: readonly Row[]): boolean {
  const cells = rest.map((row) => cellAt(row, 0));
  const areTexts = cells.every((cell) => cell !== "" && numberIn(cell) === null);
  return cells.length >= 2 && (doCount(rest) || (areTexts && new Set(cells).size === cells.length));
}

/** From 0 or 1. */
function doCount(rest: readonly Row[]): boolean {
  const numbers = rest.map((row) => numberIn(cellAt(row, 0))?.value);
  return (numbers[0] === 0 || numbers[0] === 1) && numbers.every((number, i) => number === (numbers[0] ?? 0) + i);
}

function isOrdered(names: readonly number[]): boolean {
  const isRising = names.every((name, i) => i === 0 || name > names[i - 1]);
  return names.length > 0 && (isRising || names.every((name, i) => i === 0 || name < names[i - 1]));
}

function areEven(names: readonly number[]): boolean {
  const step = names[1] - names[0];
  return names.length >= 3 && names.every((name, i) => Math.abs(name - names[0] - i * step) < 1e-6 * Math.abs(step));
}

/** Far from all the values below: by more than twice their range. */
function isOutside(name: number, values: readonly number[]): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = high - low;
  if (range === 0) return Math.abs(name - low) > 10 * Math.max(1, Math.abs(low));
  return name < low - 2 * range || name > high + 2 * range;
}

/** To them, a whole one does not belong. */
function haveDecimals(values: readonly number[]): boolean {
  return values.length >= 2 && values.filter((value) => !Number.isInteger(value)).length >= 0.8 * values.length;
}
