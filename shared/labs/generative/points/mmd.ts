/**
 * Maximum mean discrepancy (Gretton et al. 2012, JMLR 13): how far two samples are apart in the mean of the functions exp(−‖x − ·‖²/2h²). The unbiased
 * estimate of its square (their equation 3) is, of n rows x and m rows y,
 *   Σ_{i≠j} k(xᵢ, xⱼ)/n(n − 1) + Σ_{i≠j} k(yᵢ, yⱼ)/m(m − 1) − 2 Σ_{i,j} k(xᵢ, yⱼ)/nm,
 * about 0, and as often below as above, where both come from one distribution.
 */
import { exp } from "../../../math/elementary.ts";

type Rows = ArrayLike<number>;

/** Rows of each sample whose distances decide the bandwidth: the first ones. */
const MOST = 400;

/** h: the median distance between two rows of both samples together (Gretton et al., section 8), of the first rows of each. At least 1e-6. */
export function medianBandwidth(x: Rows, y: Rows, columns: number): number {
  const rows = [x, y].flatMap((sample) =>
    Array.from({ length: Math.min(MOST, sample.length / columns) }, (_, n) => [sample, n * columns] as const),
  );
  const squares = new Float64Array((rows.length * (rows.length - 1)) / 2);
  let at = 0;
  for (let i = 1; i < rows.length; i++)
    for (let j = 0; j < i; j++) squares[at++] = squaredDistance(...rows[i], ...rows[j], columns);
  squares.sort();
  return Math.max(1e-6, Math.sqrt(squares[Math.floor(squares.length / 2)] ?? 0));
}

function squaredDistance(a: Rows, from: number, b: Rows, to: number, columns: number): number {
  let sum = 0;
  for (let c = 0; c < columns; c++) sum += (a[from + c] - b[to + c]) ** 2;
  return sum;
}

/** The estimate as the formula has it, in float64; two rows of each sample or more. It may be negative. */
export function squaredMmd(x: Rows, y: Rows, columns: number, bandwidth: number): number {
  const [n, m] = [x.length / columns, y.length / columns];
  const factor = -1 / (2 * bandwidth * bandwidth);
  const within = (a: Rows, count: number) => {
    let sum = 0;
    for (let i = 1; i < count; i++)
      for (let j = 0; j < i; j++) sum += exp(factor * squaredDistance(a, i * columns, a, j * columns, columns));
    return (2 * sum) / (count * (count - 1));
  };
  let across = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) across += exp(factor * squaredDistance(x, i * columns, y, j * columns, columns));
  return within(x, n) + within(y, m) - (2 * across) / (n * m);
}
