/**
 * Rows of a table by their numbers, which are given as floats, and sums of rows that bear the same number: each is the derivative of the other. What
 * is no number of a row (a fraction, too large, negative, NaN) picks a row of NaN, and is added nowhere.
 */
import { addTree, segmentsOf } from "../kernels/tree.ts";
import { apply, type Operation, sameShape, sizeOf, type Tensor, told } from "../tensor.ts";

const isRow = (x: number, rows: number) => Number.isInteger(x) && x >= 0 && x < rows;

/** From a table (rows × columns) and indexes of any shape: their shape × columns. */
export const gatherOperation: Operation<null> = {
  name: "gather",
  shape([table, indexes]) {
    if (table.length !== 2) throw new RangeError(`gather from shape ${told(table)} (must be rows × columns)`);
    return [...indexes, table[1]];
  },
  perSample: ([, indexes]) => indexes.perSample,
  mixesSamples: ([table]) => table.perSample > 0,
  gradient: ({ inputs: [table, indexes] }, dy) => [scatterAdd(indexes, dy, table.shape[0]), null],
  scalar({ x: [table, indexes], y, shapes }) {
    const [rows, columns] = shapes[0];
    for (const [i, row] of indexes.entries()) {
      const to = y.subarray(i * columns, (i + 1) * columns);
      if (isRow(row, rows)) to.set(table.subarray(row * columns, (row + 1) * columns));
      else to.fill(Number.NaN);
    }
  },
  wasm(module, { x: [table, indexes], y, shapes }) {
    const [rows, columns] = shapes[0];
    const count = sizeOf(shapes[1]);
    return () => module.gather(count, columns, rows, indexes, table, y);
  },
};

interface ScatterAttributes {
  readonly rows: number;
}

/** rows × columns: row r the sum of the entries of dy whose index is r, ascending from zero; over samples within each shard, then as a tree. */
export const scatterAddOperation: Operation<ScatterAttributes> = {
  name: "scatterAdd",
  shape([indexes, dy], { rows }) {
    if (!sameShape(indexes, dy.slice(0, -1)))
      throw new RangeError(`scatterAdd of ${told(dy)} by indexes ${told(indexes)} (must be one for each row)`);
    return [rows, dy[dy.length - 1]];
  },
  perSample: () => 0,
  reducesSamples: ([indexes, dy]) => indexes.perSample > 0 || dy.perSample > 0,
  gradient: ({ inputs: [indexes] }, slope) => [null, gather(slope, indexes)],
  scalar({ x: [indexes, dy], y, shapes, shape: [rows, columns], segment }, { round }) {
    const own = segment * sizeOf(shapes[0].slice(1));
    const sums = segmentsOf(indexes.length, own).map(([from, to]) => {
      const sum = y.slice().fill(0);
      for (let i = from; i < to; i++) {
        if (!isRow(indexes[i], rows)) continue;
        for (let j = 0; j < columns; j++) {
          const at = indexes[i] * columns + j;
          sum[at] = round(sum[at] + dy[i * columns + j]);
        }
      }
      return sum;
    });
    y.set(addTree(sums, round));
  },
  wasm(module, { x: [indexes, dy], y, shapes, shape: [rows, columns], segment }) {
    const count = sizeOf(shapes[0]);
    const own = Math.max(1, Math.min(count, segment * sizeOf(shapes[0].slice(1))));
    return () => module.scatterAdd(count, columns, rows, indexes, dy, y, own);
  },
};

function scatterAdd(indexes: Tensor, dy: Tensor, rows: number): Tensor {
  return apply(scatterAddOperation, [indexes, dy], { rows });
}

/** Rows of a table, rows × columns, by indexes of any shape, whole numbers from 0 on: shape of the indexes × columns. */
export function gather(table: Tensor, indexes: Tensor): Tensor {
  return apply(gatherOperation, [table, indexes], null);
}
