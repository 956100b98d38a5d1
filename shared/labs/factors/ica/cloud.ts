import type { NDArray } from "../../../arrays.ts";

/** Two columns of rows × columns without their means, as points of a plane. */
export interface Cloud {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** 1.15 times the size within which 99.5 % of the coordinates lie; positive. */
  readonly extent: number;
}

export function cloudOf(table: NDArray, a: number, b: number): Cloud {
  const [x, y] = [centred(table, a), centred(table, b)];
  const sizes = Float64Array.from([...x, ...y], Math.abs).sort();
  return { x, y, extent: 1.15 * (sizes[Math.floor(0.995 * (sizes.length - 1))] || 1) };
}

function centred({ shape: [rows, columns], values }: NDArray, c: number): Float64Array {
  let mean = 0;
  for (let r = 0; r < rows; r++) mean += values[r * columns + c] / rows;
  return Float64Array.from({ length: rows }, (_, r) => values[r * columns + c] - mean);
}
