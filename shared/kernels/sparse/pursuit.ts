import type { LassoProblem } from "./lasso.ts";

/** Share of an atom's square that must be new: below it the atom depends on those that were taken. */
const NEW = 1e-10;

/**
 * Orthogonal matching pursuit on products of atoms alone (Rubinstein, Zibulevsky & Elad 2008): picks the atom that best fits the residual, solves for all that
 * were taken, until there are `most` or the squared error is at most `error`. `square` is |x|².
 */
export function pursue(problem: LassoProblem, square: number, most: number, error: number): void {
  const { gram, correlations, code } = problem;
  const count = code.length;
  code.fill(0);
  const norms = Float64Array.from({ length: count }, (_, j) => gram[j * count + j]);
  const residual = correlations.slice();
  const taken: number[] = [];
  const factor: Float64Array[] = [];
  let solution: readonly number[] = [];
  let rest = square;
  while (taken.length < most && rest > error) {
    const best = bestAtom(residual, norms, taken);
    if (best < 0) break;
    const products = taken.map((j) => gram[best * count + j]);
    if (!extend(factor, products, norms[best])) break;
    taken.push(best);
    solution = solve(
      factor,
      taken.map((j) => correlations[j]),
    );
    residual.set(correlations);
    let explained = 0;
    for (const [n, j] of taken.entries()) {
      for (let k = 0; k < count; k++) residual[k] += -solution[n] * gram[j * count + k];
      explained += solution[n] * correlations[j];
    }
    rest = square - explained;
  }
  for (const [n, j] of taken.entries()) code[j] = solution[n];
}

/** The same where only inputs with known = 1 count. */
export function pursueKnown(
  atoms: Float64Array,
  x: Float64Array,
  known: Uint8Array,
  code: Float64Array,
  most: number,
  error: number,
): void {
  const [inputs, count] = [x.length, code.length];
  const places = [...known.keys()].filter((i) => known[i]);
  const product = (a: number, b: number) =>
    places.reduce((sum, i) => sum + atoms[a * inputs + i] * atoms[b * inputs + i], 0);
  const correlate = (values: Float64Array) =>
    Float64Array.from({ length: count }, (_, j) =>
      places.reduce((sum, i) => sum + values[i] * atoms[j * inputs + i], 0),
    );
  code.fill(0);
  const norms = Float64Array.from({ length: count }, (_, j) => product(j, j));
  const correlations = correlate(x);
  let residual = correlations;
  let rest = places.reduce((sum, i) => sum + x[i] * x[i], 0);
  const taken: number[] = [];
  const factor: Float64Array[] = [];
  let solution: readonly number[] = [];
  while (taken.length < most && rest > error) {
    const best = bestAtom(residual, norms, taken);
    if (best < 0) break;
    const products = taken.map((j) => product(best, j));
    if (!extend(factor, products, norms[best])) break;
    taken.push(best);
    solution = solve(
      factor,
      taken.map((j) => correlations[j]),
    );
    const left = x.map((value, i) => taken.reduce((v, j, n) => v - solution[n] * atoms[j * inputs + i], value));
    rest = places.reduce((sum, i) => sum + left[i] * left[i], 0);
    residual = correlate(left);
  }
  for (const [n, j] of taken.entries()) code[j] = solution[n];
}

/** The atom that removes most of the residual: largest residual² / norm²; −1 where none removes any. The first among equals. */
function bestAtom(residual: Float64Array, norms: Float64Array, taken: readonly number[]): number {
  let best = -1;
  let most = 0;
  for (let j = 0; j < norms.length; j++) {
    if (norms[j] === 0) continue;
    const gain = (residual[j] * residual[j]) / norms[j];
    if (gain <= most || taken.includes(j)) continue;
    most = gain;
    best = j;
  }
  return best;
}

/** One more row of the Cholesky factor of the products of those taken; false where the new atom depends on them. */
function extend(factor: Float64Array[], products: readonly number[], norm: number): boolean {
  const row = new Float64Array(products.length + 1);
  let square = norm;
  for (let n = 0; n < products.length; n++) {
    let sum = products[n];
    for (let m = 0; m < n; m++) sum -= factor[n][m] * row[m];
    row[n] = sum / factor[n][n];
    square -= row[n] * row[n];
  }
  if (square <= NEW * norm) return false;
  row[products.length] = Math.sqrt(square);
  factor.push(row);
  return true;
}

function solve(factor: readonly Float64Array[], right: readonly number[]): number[] {
  const solution: number[] = [];
  for (let n = 0; n < right.length; n++) {
    let sum = right[n];
    for (let m = 0; m < n; m++) sum -= factor[n][m] * solution[m];
    solution.push(sum / factor[n][n]);
  }
  for (let n = right.length - 1; n >= 0; n--) {
    let sum = solution[n];
    for (let m = n + 1; m < right.length; m++) sum -= factor[m][n] * solution[m];
    solution[n] = sum / factor[n][n];
  }
  return solution;
}
