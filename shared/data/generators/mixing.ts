import { svd } from "../../linalg/index.ts";
import { foldIn, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";

/** Matrices that are tried. Beyond four sources nearly every second one is good enough. */
const ATTEMPTS = 200;

/**
 * A mixing matrix, n × n row-major: row i is mixture i. Every source is heard in every mixture, with a weight of 0.4 to 1 and either sign, and the matrix is
 * well conditioned: the first of those drawn whose condition number is at most 2n + 2, else the best of all.
 */
export function mixingMatrix(key: Key, n: number): Float64Array {
  let best = new Float64Array(n * n).fill(1);
  let least = Infinity;
  for (let attempt = 0; attempt < ATTEMPTS && least > 2 * n + 2; attempt++) {
    const own = foldIn(key, attempt);
    const drawn = Float64Array.from({ length: n * n }, (_, at) => {
      const size = 0.4 + 0.6 * uniform(own, 2 * at);
      return uniform(own, 2 * at + 1) < 0.5 ? -size : size;
    });
    const { values } = svd(drawn, n, n);
    const condition = values[n - 1] > 0 ? values[0] / values[n - 1] : Infinity;
    if (condition < least) [best, least] = [drawn, condition];
  }
  return best;
}

/**
 * x = A·s for every row of the sources (rows × n), and on top of it normal noise of standard deviation `noise` times that of the mixture. Returns rows × n.
 */
export function mix(sources: Float64Array, rows: number, matrix: Float64Array, noise: number, key: Key): Float64Array {
  const n = Math.sqrt(matrix.length);
  const out = new Float64Array(rows * n);
  for (let r = 0; r < rows; r++)
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += matrix[i * n + j] * sources[r * n + j];
      out[r * n + i] = sum;
    }
  if (noise === 0) return out;
  for (let i = 0; i < n; i++) {
    const size = noise * deviation(out, rows, n, i);
    const own = foldIn(key, i);
    for (let r = 0; r < rows; r++) out[r * n + i] += size * normal(own, r);
  }
  return out;
}

function deviation(values: Float64Array, rows: number, columns: number, column: number): number {
  let [sum, squares] = [0, 0];
  for (let r = 0; r < rows; r++) sum += values[r * columns + column];
  for (let r = 0; r < rows; r++) squares += (values[r * columns + column] - sum / rows) ** 2;
  return Math.sqrt(squares / rows);
}
