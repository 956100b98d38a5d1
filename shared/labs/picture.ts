import { array, type NDArray } from "../arrays.ts";
import type { Table } from "../data/table.ts";

/** A small picture of a finished run, for the card of its preset: arrays as they are, scaled and thinned by the view that draws them. */
export type CardPicture =
  /** Pictures [count, width × height], zero in the middle of the scale. */
  | { readonly kind: "images"; readonly rows: NDArray; readonly width: number; readonly height: number }
  /** The first two columns of each series [rows, ≥ 2]. */
  | { readonly kind: "points"; readonly series: readonly NDArray[] }
  /**
   * What a model says at each cell of a square, row by row from the top: probabilities of classes [side², classes], or a number [side², 1]; and the points
   * of each class, [rows, 2] within the unit square.
   */
  | {
      readonly kind: "map";
      readonly surface: NDArray;
      readonly classes: boolean;
      readonly series: readonly NDArray[];
    }
  /** A graph: its nodes in the unit square, the pairs of them that are joined, and those that are filled (what is known). */
  | {
      readonly kind: "graph";
      readonly directed: boolean;
      readonly places: readonly (readonly [x: number, y: number])[];
      readonly lines: readonly (readonly [from: number, to: number])[];
      readonly filled: readonly number[];
    }
  /** Over their index: on one scale, or as waves under each other. */
  | { readonly kind: "lines"; readonly lines: readonly ArrayLike<number>[]; readonly apart?: boolean };

/** The columns of a matrix [inputs, units], each as a picture of the table's shape: what each unit looks for, or adds. */
export function columnsAsImages(matrix: NDArray, table: Table): CardPicture {
  return rowsAsImages(transposed(matrix), table.image);
}

/** The rows of a matrix [units, inputs]; as strips where they have no shape of their own. */
export function rowsAsImages(rows: NDArray, shape?: { readonly width: number; readonly height: number }): CardPicture {
  const { width, height } = shape ?? { width: rows.shape[1], height: 1 };
  return { kind: "images", rows, width, height };
}

/** Rows that are patches of pictures, where they are square. */
export function rowsAsPatches(rows: NDArray): CardPicture {
  const side = Math.sqrt(rows.shape[1]);
  return rowsAsImages(rows, Number.isInteger(side) ? { width: side, height: side } : undefined);
}

/** One column of a matrix [rows, columns]. */
export function columnOf({ shape: [rows, columns], values }: NDArray, column: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => Number(values[row * columns + column]));
}

export function transposed({ shape: [m, n], values }: NDArray): NDArray {
  return array(
    Float64Array.from({ length: m * n }, (_, at) => Number(values[(at % m) * n + Math.floor(at / m)])),
    [n, m],
  );
}

/** Pictures of any colours, units × height × width × channels, values from 0 to 1: as differences from grey. */
export function picturesInGrey({ shape: [units, height, width, channels], values }: NDArray): CardPicture {
  const area = height * width;
  const grey = Float32Array.from({ length: units * area }, (_, p) => {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += values[p * channels + c];
    return sum / channels - 0.5;
  });
  return rowsAsImages(array(grey, [units, area]), { width, height });
}

/** Nodes of a graph as points, over each other where they have one depth; those that stand out apart. */
export function nodesByDepth(depths: ArrayLike<number>, standsOut: (node: number) => boolean): CardPicture {
  const all = Array.from(depths, (_, node) => node);
  const places = all.map((node) => {
    const beside = all.filter((other) => depths[other] === depths[node]);
    return [depths[node], (beside.indexOf(node) + 0.5) / beside.length] as const;
  });
  const series = [false, true].map((isOut) => {
    const own = places.filter((_, node) => standsOut(node) === isOut);
    return array(Float64Array.from(own.flat()), [own.length, 2]);
  });
  return { kind: "points", series };
}

/** A function at the centres of side × side cells over [−1, 1]², the first row at the top. */
export function overSquare(side: number, value: (x: readonly [number, number]) => number): Float32Array {
  const at = (i: number) => (2 * i + 1) / side - 1;
  return Float32Array.from({ length: side * side }, (_, cell) =>
    value([at(cell % side), -at(Math.floor(cell / side))]),
  );
}
