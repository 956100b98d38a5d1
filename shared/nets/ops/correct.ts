import { asRows, shapeOfRows } from "../rows.ts";
import { apply, type Operation, type Tensor } from "../tensor.ts";

/** 1 where the (first) largest number of a row is at the same place in both, else 0, and where a row has a NaN. */
export const correctOperation: Operation<null> = {
  name: "correct",
  shape: (shapes) => shapeOfRows("correct", shapes),
  gradient: () => [null, null],
  scalar({ x: [z, t], y, shapes: [[rows, classes]] }) {
    for (let r = 0; r < rows; r++) {
      const [a, b] = [z, t].map((own) => argMax(own.subarray(r * classes, (r + 1) * classes)));
      y[r] = a === b && a >= 0 ? 1 : 0;
    }
  },
  wasm:
    (module, { x: [z, t], y, shapes: [[rows, classes]] }) =>
    () =>
      module.correct(rows, classes, z, t, y),
};

function argMax(row: Float32Array | Float64Array): number {
  let most = 0;
  for (let j = 0; j < row.length; j++) {
    if (Number.isNaN(row[j])) return -1;
    if (row[j] > row[most]) most = j;
  }
  return most;
}

/** Whether each sample is put into its class, [rows]: scores z and targets t, rows × classes. No derivative. */
export function correct(z: Tensor, t: Tensor): Tensor {
  return apply(correctOperation, [asRows(z), asRows(t)], null);
}
