/** A net with a posterior without what is drawn in it. */
import { type Arrays, array, type NDArray } from "../../../arrays.ts";

/** The weights of the autoencoder that encodes a row as its posterior mean: those of the net without the log variances. */
export function meanNet(weights: Arrays, { hidden }: { readonly hidden: readonly number[] }, encoder: number): Arrays {
  const name = `layer${encoder - 1}`;
  const width = hidden[hidden.length - 1];
  const own = Object.entries(weights).filter(([key]) => !key.endsWith(".logVariance"));
  return Object.fromEntries(
    own.map(([key, one]) => [key, key.startsWith(`${name}.`) ? firstColumns(one, width) : one]),
  );
}

/** Of rows, or of one row. */
function firstColumns({ shape, values }: NDArray, count: number): NDArray {
  const columns = shape[shape.length - 1];
  const rows = values.length / columns;
  const out = new Float32Array(rows * count);
  for (let r = 0; r < rows; r++) for (let c = 0; c < count; c++) out[r * count + c] = values[r * columns + c];
  return array(out, [...shape.slice(0, -1), count]);
}
