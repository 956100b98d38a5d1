import { foldIn, integer, keyOfSeed, permutation } from "../random/index.ts";
import type { Table } from "./table.ts";

/** Rows to learn from and rows that are held out, each ascending. */
export interface Parts {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** The rows of a table, and how some of them are held out. */
type Way = Table["heldOut"];
type Rows = Pick<Table, "rows"> & { readonly heldOut?: Way | undefined };

/** One key for all draws of held-out rows: the same table is parted alike in every run, whatever its seed. */
const KEY = foldIn(keyOfSeed(0), 0x68656c64);

/**
 * Holds out the whole part of rows · fraction. As the table says: evenly spread, row i where the whole part of (i + 1) · fraction passes that of
 * i · fraction; one of each of as many stretches of equal length, at a place that is drawn; or the last.
 */
export function split({ rows, heldOut }: Rows, fraction: number): Parts {
  return parted(rows, heldOut === undefined ? (i) => passes(i, fraction) : heldPlaces(rows, fraction, heldOut));
}

/**
 * Holds out a fraction of the rows of each class, as `split` does of a table of that class alone: where classes alternate, rows evenly spread over all
 * would be of one class.
 */
export function splitWithin(
  { labels, heldOut }: { readonly labels: ArrayLike<number>; readonly heldOut?: Way | undefined },
  fraction: number,
): Parts {
  const sizes = new Map<number, number>();
  for (let row = 0; row < labels.length; row++) sizes.set(labels[row], (sizes.get(labels[row]) ?? 0) + 1);
  const held = new Map(
    Array.from(sizes, ([label, rows]) => [label, new Set(split({ rows, heldOut }, fraction).test)] as const),
  );
  const seen = new Map<number, number>();
  return parted(labels.length, (row) => {
    const place = seen.get(labels[row]) ?? 0;
    seen.set(labels[row], place + 1);
    return held.get(labels[row])?.has(place) ?? false;
  });
}

/**
 * Holds out part `fold` of `folds`, for cross-validation: of the rows in the order of their classes (of one class in the order of the table), those whose
 * place leaves that remainder, or of each `folds` places in turn one that is drawn. The parts share no row, hold all of them, and differ by at most one row,
 * in all and of each class (by two where places are drawn). Without labels, of the rows as they come. Where the last rows are held out, the parts are
 * stretches of the table, whatever the classes.
 */
export function cvSplit(
  { rows, heldOut, labels }: Rows & { readonly labels?: ArrayLike<number> },
  folds: number,
  fold: number,
): Parts {
  if (heldOut === "last") return parted(rows, (row) => Math.floor((row * folds) / rows) === fold);
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  const ordered = labels ? all.slice().sort((a, b) => labels[a] - labels[b] || a - b) : all;
  const isHeld = new Uint8Array(rows);
  for (const [place, row] of ordered.entries()) isHeld[row] = foldOf(place, folds, heldOut) === fold ? 1 : 0;
  return parted(rows, (row) => isHeld[row] === 1);
}

/** Loops: `from` and `filter` with functions take fifteen times as long, and studies of many small runs split at each. */
function parted(rows: number, isHeld: (row: number) => boolean): Parts {
  const train = new Uint32Array(rows);
  const test = new Uint32Array(rows);
  let kept = 0;
  for (let row = 0; row < rows; row++) {
    if (isHeld(row)) test[row - kept] = row;
    else train[kept++] = row;
  }
  return { train: train.slice(0, kept), test: test.slice(0, rows - kept) };
}

const passes = (i: number, fraction: number) => Math.floor((i + 1) * fraction) > Math.floor(i * fraction);

function heldPlaces(rows: number, fraction: number, way: NonNullable<Way>): (row: number) => boolean {
  const count = Math.floor(rows * fraction);
  if (way === "last") return (row) => row >= rows - count;
  const drawn = Array.from({ length: count }, (_, k) => {
    const [from, to] = [Math.floor((k * rows) / count), Math.floor(((k + 1) * rows) / count)];
    return from + integer(KEY, k, to - from);
  });
  const places = new Set(drawn);
  return (row) => places.has(row);
}

/** Drawn: the folds of each `folds` places in turn are in an order of their own. */
function foldOf(place: number, folds: number, way: Way): number {
  const own = place % folds;
  if (way === undefined) return own;
  return permutation(foldIn(KEY, 1, Math.floor(place / folds)), folds)[own];
}
