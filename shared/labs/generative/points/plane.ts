/** Points of a table of two columns as models see them, and the square of the plane that is looked at. */
import { type Parts, split, splitWithin } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { fillNormal32 } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { squareAbout } from "../../../stats/noised-density.ts";

/** What a model sees of x is (x − mean)·scale: one scale for all columns, so that circles stay circles. */
export interface Scaling {
  /** Per column. */
  readonly means: Float64Array;
  readonly scale: number;
}

/** Mean of each column, and one over the deviation that all of them share, of these rows; constant columns alone give scale 1. */
export function scalingOf({ values, columns }: Pick<Table, "values" | "columns">, rows: Uint32Array): Scaling {
  const means = new Float64Array(columns);
  let variance = 0;
  for (let c = 0; c < columns; c++) {
    for (const row of rows) means[c] += values[row * columns + c] / rows.length;
    for (const row of rows) variance += (values[row * columns + c] - means[c]) ** 2 / rows.length / columns;
  }
  return { means, scale: variance > 0 ? 1 / Math.sqrt(variance) : 1 };
}

/** Rows × columns as a model sees them, in float32. */
export function scaled(values: ArrayLike<number>, { means, scale }: Scaling): Float32Array {
  return Float32Array.from(values, (x, i) => (x - means[i % means.length]) * scale);
}

/** The same as files of weights have it: means, then deviations. */
export const scaleOfColumns = ({ means, scale }: Scaling): Float64Array =>
  Float64Array.of(...means, ...means.map(() => 1 / scale));

/** Back in the units of the data. */
export function unscaled(values: ArrayLike<number>, { means, scale }: Scaling): Float32Array {
  return Float32Array.from(values, (x, i) => x / scale + means[i % means.length]);
}

/** Rows that are held out, as `split` does; where rows have classes, over each class (generators deal classes out in turns), unless that leaves fewer than two. */
export function heldOutOf(table: Table, fraction: number): Parts {
  const { labels, classes, heldOut } = table;
  const within = labels && classes && splitWithin({ labels, heldOut }, fraction);
  return within && within.test.length >= 2 ? within : split(table, fraction);
}

/** Held-out rows that are compared with as many of a model. */
export function comparedRows(
  { test }: { readonly test: Uint32Array },
  { compared }: { readonly compared: number },
): Uint32Array {
  return test.subarray(0, compared);
}

/** What a model learns from and is compared with, all as it sees them. */
export interface PlanarSamples {
  /** Rows × 2. */
  readonly values: Float32Array;
  readonly train: Uint32Array;
  readonly test: Uint32Array;
  readonly scaling: Scaling;
  /** Of data whose density is known: k × 2 and the deviation, as the model sees them. */
  readonly gaussians?: { readonly centres: Float64Array; readonly deviation: number };
}

/** `testFraction` of the rows are held out (`heldOutOf`); the scaling is that of the others. The table has two columns. */
export function planarSamples(table: Table, testFraction: number): PlanarSamples {
  const { train, test } = heldOutOf(table, testFraction);
  const scaling = scalingOf(table, train);
  const { gaussians } = table;
  return {
    values: scaled(table.values, scaling),
    train,
    test,
    scaling,
    ...(gaussians && {
      gaussians: {
        centres: gaussians.centres.map((x, i) => (x - scaling.means[i % 2]) * scaling.scale),
        deviation: gaussians.deviation * scaling.scale,
      },
    }),
  };
}

/** A square of the plane. */
export type Square = ReturnType<typeof squareAbout>;

/** The square about these points with a margin of a fifth of its side all around: what a model puts near the data is seen too. */
export function squareOf(points: ArrayLike<number>): Square {
  const { side } = squareAbout(points, 0);
  return squareAbout(points, 0.2 * (side || 1));
}

/** The square of the plane that is shown: about the rows that are learnt from, in the units of the data. */
export function shownSquare({ values, train, scaling }: Pick<PlanarSamples, "values" | "train" | "scaling">): Square {
  const points = new Float32Array(2 * train.length);
  for (const [n, row] of train.entries()) points.set(values.subarray(2 * row, 2 * row + 2), 2 * n);
  return squareOf(unscaled(points, scaling));
}

/** The share of these points, x, y, x, y, …, that lie outside a square; what is not a number lies outside. */
export function shareOutside(points: ArrayLike<number>, { low, side }: Square): number {
  const isWithin = (x: number, axis: number) => x >= low[axis] && x <= low[axis] + side;
  let outside = 0;
  for (let i = 0; i < points.length; i += 2) if (!isWithin(points[i], 0) || !isWithin(points[i + 1], 1)) outside++;
  return points.length === 0 ? 0 : (2 * outside) / points.length;
}

/** So many standard normal points, or rows of more columns: rows × columns. */
export function latentPoints(rows: number, key: Key, columns = 2): Float32Array {
  const z = new Float32Array(columns * rows);
  fillNormal32(key, 0, z);
  return z;
}

/** Cells on a side of the grid at whose centres fields over the plane are asked for. */
export const ACROSS = 40;

/** The centres of the cells of that grid, row by row from the top, as a picture has them: ACROSS² × 2. */
export function gridOf({ low, side }: Square): Float32Array {
  const out = new Float32Array(2 * ACROSS * ACROSS);
  for (let row = 0; row < ACROSS; row++)
    for (let column = 0; column < ACROSS; column++) {
      const x = low[0] + (side * (column + 0.5)) / ACROSS;
      const y = low[1] + side * (1 - (row + 0.5) / ACROSS);
      out.set([x, y], 2 * (row * ACROSS + column));
    }
  return out;
}
