/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder reflections to tridiagonal form, then QL with
 * implicit shifts (Martin & Wilkinson 1968; Bowdler, Martin, Reinsch & Wilkinson 1968; Golub & Van Loan, ch. 8).
 * Errors of the eigenvalues are some n·2^-53·‖a‖. shared/linalg/assembly/matrices.ts is the twin, with the same bits.
 */
import { exponent, powerOfTwo } from "../math/bits.ts";
import { addMultiple, dot, hypotenuse, identity, maxAbs, transpose } from "./matrices.ts";

export interface SymmetricEigen {
  /** n eigenvalues, largest first. */
  readonly values: Float64Array;
  /** n × n: row i is the unit eigenvector of values[i]; its component of largest modulus is positive. */
  readonly vectors: Float64Array;
}

/** Eigenvalues beyond this number of QL steps each never occur with finite input. */
const MAX_STEPS = 60;
/** Beside elements near 1, a shorter vector is nothing, and its square would underflow: matrices of low rank end in such. */
const LEAST_NORM = 2 ** -500;

/** `a` is n × n, symmetric, finite; only its upper triangle is read. Throws RangeError for NaN or infinite elements. */
export function symmetricEigen(a: Float64Array, n: number): SymmetricEigen {
  const { scaled, unscale } = scaledToOne(a, n);
  const { diagonal, beside, scales } = tridiagonalize(scaled, n);
  const q = identity(n);
  // What lies left of a reflection is 0 and stays so.
  reflect(scaled, scales, n, q, n, (k) => k + 1);
  const basis = transpose(q, n, n);
  diagonalize(diagonal, beside, n, (i, c, s) => rotateRows(basis, i * n, (i + 1) * n, c, s, n));
  const order = orderOf(diagonal);
  const vectors = new Float64Array(n * n);
  for (const [to, from] of order.entries()) vectors.set(turned(basis.subarray(from * n, from * n + n)), to * n);
  return { values: Float64Array.from(order, (i) => diagonal[i] * unscale), vectors };
}

/**
 * All n eigenvalues, and the eigenvectors of those from `from` to `to` − 1 alone, (to − from) × n. The rotations are kept, and the columns asked for taken back
 * through them: orthonormal as those of `symmetricEigen`, whose values have the same bits, at the cost of the values where they are few.
 */
export function symmetricEigenRange(a: Float64Array, n: number, from: number, to: number): SymmetricEigen {
  const { scaled, unscale } = scaledToOne(a, n);
  const { diagonal, beside, scales } = tridiagonalize(scaled, n);
  const places: number[] = [];
  const turns: number[] = [];
  diagonalize(diagonal, beside, n, (i, c, s) => {
    places.push(i);
    turns.push(c, s);
  });
  const order = orderOf(diagonal);
  const count = to - from;
  // Columns of n elements, of which each begins as the one that it is in the basis of the eigenvectors.
  const columns = new Float64Array(n * count);
  for (let k = 0; k < count; k++) columns[order[from + k] * count + k] = 1;
  for (let r = places.length - 1; r >= 0; r--) {
    const row = places[r] * count;
    rotateRows(columns, row, row + count, turns[2 * r], -turns[2 * r + 1], count);
  }
  reflect(scaled, scales, n, columns, count, () => 0);
  const rows = transpose(columns, n, count);
  const vectors = new Float64Array(count * n);
  for (let k = 0; k < count; k++) vectors.set(turned(rows.subarray(k * n, k * n + n)), k * n);
  return { values: Float64Array.from(order, (i) => diagonal[i] * unscale), vectors };
}

/** The same eigenvalues to the last bit, largest first, where nobody asks for vectors. */
export function symmetricEigenvalues(a: Float64Array, n: number): Float64Array {
  return symmetricEigenRange(a, n, 0, 0).values;
}

/** A power of two scales without rounding and keeps squares from overflow and underflow. */
function scaledToOne(a: Float64Array, n: number) {
  const size = maxAbs(a);
  if (!(size < Infinity)) throw new RangeError(`invalid matrix: an element is ${size} (must be finite)`);
  const e = size > 0 ? Math.min(Math.max(exponent(size), -1000), 1000) : 0;
  const scaled = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      scaled[i * n + j] = a[i * n + j] * powerOfTwo(-e);
      scaled[j * n + i] = scaled[i * n + j];
    }
  }
  return { scaled, unscale: powerOfTwo(e) };
}

/** a = Q·T·Qᵀ: the diagonal of T and the off-diagonal (beside[i] = T[i, i + 1]). Of Q the reflections: `scales`, and what they leave in the rows of `a`. */
function tridiagonalize(a: Float64Array, n: number) {
  const beside = new Float64Array(n);
  const scales = new Float64Array(n);
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n - 2; k++) {
    const first = k * n + k + 1;
    const count = n - k - 1;
    const norm = Math.sqrt(dot(a, first, a, first, count));
    if (norm < LEAST_NORM) continue;
    const head = a[first];
    beside[k] = head > 0 ? -norm : norm;
    // Reflection I − β·v·vᵀ with v = x ± ‖x‖·e₁, kept in the row of a that it clears.
    a[first] = head - beside[k];
    const beta = 1 / (norm * (norm + Math.abs(head)));
    scales[k] = beta;
    v.set(a.subarray(first, first + count));
    w.fill(0, 0, count);
    for (let j = 0; j < count; j++) addMultiple(w, 0, v[j], a, (k + 1 + j) * n + k + 1, count);
    for (let j = 0; j < count; j++) w[j] *= beta;
    addMultiple(w, 0, -0.5 * beta * dot(w, 0, v, 0, count), v, 0, count);
    for (let i = 0; i < count; i++) {
      const row = (k + 1 + i) * n + k + 1;
      // One sum of both products keeps a symmetric to the last bit.
      for (let j = 0; j < count; j++) a[row + j] -= v[i] * w[j] + w[i] * v[j];
    }
  }
  if (n > 1) beside[n - 2] = a[(n - 2) * n + n - 1];
  const diagonal = Float64Array.from({ length: n }, (_, i) => a[i * n + i]);
  return { diagonal, beside, scales };
}

/** q ← Q·q, n × width: the product of the reflections kept in the rows of a. Reflection k begins at column `left(k)`. */
function reflect(
  a: Float64Array,
  scales: Float64Array,
  n: number,
  q: Float64Array,
  width: number,
  left: (k: number) => number,
): void {
  const u = new Float64Array(width);
  for (let k = n - 3; k >= 0; k--) {
    if (scales[k] === 0) continue;
    const count = n - k - 1;
    const from = (k + 1) * width + left(k);
    const wide = width - left(k);
    u.fill(0, 0, wide);
    for (let i = 0; i < count; i++) addMultiple(u, 0, a[k * n + k + 1 + i], q, from + i * width, wide);
    for (let i = 0; i < count; i++) addMultiple(q, from + i * width, -scales[k] * a[k * n + k + 1 + i], u, 0, wide);
  }
}

/** (row i, row i + 1) ← (c·row i − s·row i+1, s·row i + c·row i+1). */
type Rotate = (i: number, c: number, s: number) => void;

/** QL with implicit shifts: d becomes the eigenvalues; the rows of the basis are to be rotated along. */
function diagonalize(d: Float64Array, e: Float64Array, n: number, rotate: Rotate): void {
  for (let l = 0; l < n; l++) {
    for (let step = 0; step < MAX_STEPS; step++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]) > 2.220446049250313e-16 * (Math.abs(d[m]) + Math.abs(d[m + 1]))) m++;
      if (m === l) break;
      qlStep(d, e, l, m, rotate);
    }
  }
}

/** One QL step on the block l…m, with Wilkinson's shift. */
function qlStep(d: Float64Array, e: Float64Array, l: number, m: number, rotate: Rotate): void {
  const half = (d[l + 1] - d[l]) / (2 * e[l]);
  const root = hypotenuse(half, 1);
  let g = d[m] - d[l] + e[l] / (half + (half < 0 ? -root : root));
  let s = 1;
  let c = 1;
  let p = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i];
    const b = c * e[i];
    const r = hypotenuse(f, g);
    e[i + 1] = r;
    if (r === 0) {
      // The block splits here: continue with the smaller ones.
      d[i + 1] -= p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    const t = (d[i] - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
    rotate(i, c, s);
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0;
}

/** (row a, row b) ← (c·a − s·b, s·a + c·b). */
function rotateRows(z: Float64Array, a: number, b: number, c: number, s: number, n: number): void {
  for (let k = 0; k < n; k++) {
    const x = z[a + k];
    const y = z[b + k];
    z[b + k] = s * x + c * y;
    z[a + k] = c * x - s * y;
  }
}

/** Places of the eigenvalues, largest first; stable. */
const orderOf = (d: Float64Array) => Array.from(d.keys()).sort((i, j) => d[j] - d[i] || i - j);

/** So that its component of largest modulus is positive. */
function turned(row: Float64Array): Float64Array {
  let largest = 0;
  for (let k = 1; k < row.length; k++) if (Math.abs(row[k]) > Math.abs(row[largest])) largest = k;
  const sign = row[largest] < 0 ? -1 : 1;
  return row.map((x) => sign * x);
}
