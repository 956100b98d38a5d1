/**
 * Singular values by one-sided Jacobi rotations (Hestenes 1958): columns are rotated in pairs until all are
 * orthogonal; their lengths are the singular values. Small singular values of a graded matrix come out with high
 * relative accuracy (Demmel & Veselić 1992).
 */
import { exponent, powerOfTwo } from "../math/bits.ts";
import { addMultiple, dot, identity, maxAbs, transpose } from "./matrices.ts";

export interface SVD {
  /** r = min(m, n) singular values, largest first, ≥ 0. */
  readonly values: Float64Array;
  /** r × m: row i is the left singular vector of values[i]. */
  readonly left: Float64Array;
  /** r × n: row i is the right singular vector; its component of largest modulus is positive. */
  readonly right: Float64Array;
}

const MAX_SWEEPS = 40;

/** a (m × n, finite) = Σ values[i] · left[i]ᵀ · right[i]. */
export function svd(a: Float64Array, m: number, n: number): SVD {
  const size = maxAbs(a);
  if (!(size < Infinity)) throw new RangeError(`invalid matrix: an element is ${size} (must be finite)`);
  const e = size > 0 ? Math.min(Math.max(exponent(size), -1000), 1000) : 0;
  const wide = m < n;
  const rows = Math.min(m, n);
  const length = Math.max(m, n);
  const u = (wide ? a.slice() : transpose(a, m, n)).map((x) => x * powerOfTwo(-e));
  const v = identity(rows);
  for (let sweep = 0; sweep < MAX_SWEEPS && orthogonalize(u, v, rows, length); sweep++);
  const norms = Float64Array.from({ length: rows }, (_, i) => Math.sqrt(dot(u, i * length, u, i * length, length)));
  const order = Array.from(norms.keys()).sort((i, j) => norms[j] - norms[i] || i - j);
  const long = normalized(u, norms, order, length);
  const short = pick(v, order, rows);
  const values = Float64Array.from(order, (i) => norms[i] * powerOfTwo(e));
  const [left, right] = wide ? [short, long] : [long, short];
  fixSigns(left, right, rows, m, n);
  return { values, left, right };
}

/** One sweep over all pairs of rows; true when something was rotated. */
function orthogonalize(u: Float64Array, v: Float64Array, rows: number, length: number): boolean {
  // Rounding leaves this much between orthogonal rows, relative to their lengths.
  const tolerance = 2.3e-16 * Math.sqrt(length + 8);
  let rotated = false;
  for (let i = 0; i < rows; i++) {
    for (let j = i + 1; j < rows; j++) {
      const alpha = dot(u, i * length, u, i * length, length);
      const beta = dot(u, j * length, u, j * length, length);
      const gamma = dot(u, i * length, u, j * length, length);
      if (Math.abs(gamma) <= tolerance * Math.sqrt(alpha) * Math.sqrt(beta) || gamma === 0) continue;
      rotated = true;
      const zeta = (beta - alpha) / (2 * gamma);
      const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
      const c = 1 / Math.sqrt(1 + t * t);
      rotate(u, i * length, j * length, c, c * t, length);
      rotate(v, i * rows, j * rows, c, c * t, rows);
    }
  }
  return rotated;
}

function rotate(x: Float64Array, a: number, b: number, c: number, s: number, n: number): void {
  for (let k = 0; k < n; k++) {
    const p = x[a + k];
    const q = x[b + k];
    x[a + k] = c * p - s * q;
    x[b + k] = s * p + c * q;
  }
}

/** Unit rows in the order given; where a singular value is 0, unit vectors orthogonal to all others. */
function normalized(u: Float64Array, norms: Float64Array, order: readonly number[], length: number): Float64Array {
  const out = new Float64Array(order.length * length);
  order.forEach((from, to) => {
    if (norms[from] > 0) for (let k = 0; k < length; k++) out[to * length + k] = u[from * length + k] / norms[from];
    else complete(out, to, length);
  });
  return out;
}

/** Fills row `to` with a unit vector orthogonal to the rows before it: the unit vector farthest from their span. */
function complete(out: Float64Array, to: number, length: number): void {
  const inside = new Float64Array(length);
  for (let i = 0; i < to; i++) for (let k = 0; k < length; k++) inside[k] += out[i * length + k] ** 2;
  let axis = 0;
  for (let k = 1; k < length; k++) if (inside[k] < inside[axis]) axis = k;
  const at = to * length;
  out[at + axis] = 1;
  // Twice is enough (Kahan): the second pass removes what rounding left.
  for (let pass = 0; pass < 2; pass++) {
    for (let i = 0; i < to; i++) addMultiple(out, at, -dot(out, at, out, i * length, length), out, i * length, length);
  }
  const norm = Math.sqrt(dot(out, at, out, at, length));
  for (let k = 0; k < length; k++) out[at + k] /= norm;
}

function pick(v: Float64Array, order: readonly number[], n: number): Float64Array {
  const out = new Float64Array(order.length * n);
  order.forEach((from, to) => {
    out.set(v.subarray(from * n, from * n + n), to * n);
  });
  return out;
}

function fixSigns(left: Float64Array, right: Float64Array, rows: number, m: number, n: number): void {
  for (let i = 0; i < rows; i++) {
    const row = right.subarray(i * n, i * n + n);
    let largest = 0;
    for (let k = 1; k < n; k++) if (Math.abs(row[k]) > Math.abs(row[largest])) largest = k;
    if (row[largest] >= 0) continue;
    for (let k = 0; k < n; k++) row[k] = -row[k];
    for (let k = 0; k < m; k++) left[i * m + k] = -left[i * m + k];
  }
}
