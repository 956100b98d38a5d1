/** Eigenvalues and eigenvectors of a symmetric matrix: the twin of shared/linalg/symmetric-eigen.ts, with its bits. */
import { exponent, powerOfTwo } from "../../math/bits";
import { addMultiple, at, dot, get, set } from "../../wasm/lib/rows";

const MAX_STEPS = 60;
/** 2^-500. */
const LEAST_NORM: f64 = 3.054936363499605e-151;

function hypotenuse(a: f64, b: f64): f64 {
  const x = abs<f64>(a);
  const y = abs<f64>(b);
  const large = max<f64>(x, y);
  if (large == 0 || large == Infinity) return large;
  const ratio = min<f64>(x, y) / large;
  return large * sqrt<f64>(1 + ratio * ratio);
}

/** Bytes of the workspace of symmetricEigen. */
export function symmetricEigenWorkspace(n: i32): usize {
  return (<usize>n * <usize>n + 5 * <usize>n) << 3;
}

/**
 * Eigenvalues of the symmetric a (n × n, upper triangle read, overwritten) into `values`, largest first, and unit
 * eigenvectors into the rows of `vectors` (n × n). Returns false, having done nothing, when an element is not finite.
 */
export function symmetricEigen(a: usize, n: i32, values: usize, vectors: usize, work: usize): bool {
  let size: f64 = 0;
  for (let i = 0; i < n * n; i++) size = max<f64>(size, abs<f64>(get(a, i)));
  if (!(size < Infinity)) return false;
  const e = size > 0 ? min<f64>(max<f64>(exponent(size), -1000), 1000) : 0;
  const down = powerOfTwo(-e);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const x = get(a, i * n + j) * down;
      set(a, i * n + j, x);
      set(a, j * n + i, x);
    }
  }
  const diagonal = work;
  const beside = at(diagonal, n);
  const scales = at(beside, n);
  const v = at(scales, n);
  const w = at(v, n);
  const q = at(w, n);
  memory.fill(work, 0, symmetricEigenWorkspace(n));
  tridiagonalize(a, n, diagonal, beside, scales, v, w);
  accumulate(a, n, scales, q, w);
  // The reflections are no longer needed: a takes Qᵀ.
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) set(a, j * n + i, get(q, i * n + j));
  diagonalize(diagonal, beside, a, n);
  sort(diagonal, a, n, powerOfTwo(e), values, vectors, v);
  return true;
}

function tridiagonalize(a: usize, n: i32, diagonal: usize, beside: usize, scales: usize, v: usize, w: usize): void {
  for (let k = 0; k < n - 2; k++) {
    const first = at(a, k * n + k + 1);
    const count = n - k - 1;
    const norm = sqrt<f64>(dot(first, first, count));
    if (norm < LEAST_NORM) continue;
    const head = load<f64>(first);
    const target = head > 0 ? -norm : norm;
    set(beside, k, target);
    store<f64>(first, head - target);
    const beta = 1 / (norm * (norm + abs<f64>(head)));
    set(scales, k, beta);
    memory.copy(v, first, <usize>count << 3);
    memory.fill(w, 0, <usize>count << 3);
    for (let j = 0; j < count; j++) addMultiple(w, get(v, j), at(a, (k + 1 + j) * n + k + 1), count);
    for (let j = 0; j < count; j++) set(w, j, get(w, j) * beta);
    addMultiple(w, -0.5 * beta * dot(w, v, count), v, count);
    for (let i = 0; i < count; i++) subtractBoth(at(a, (k + 1 + i) * n + k + 1), get(v, i), w, get(w, i), v, count);
  }
  if (n > 1) set(beside, n - 2, get(a, (n - 2) * n + n - 1));
  for (let i = 0; i < n; i++) set(diagonal, i, get(a, i * n + i));
}

/** row −= p·w + q·v. */
@inline
function subtractBoth(row: usize, p: f64, w: usize, q: f64, v: usize, n: i32): void {
  const p2 = f64x2.splat(p);
  const q2 = f64x2.splat(q);
  let j = 0;
  for (; j + 2 <= n; j += 2) {
    const both = f64x2.add(f64x2.mul(p2, v128.load(at(w, j))), f64x2.mul(q2, v128.load(at(v, j))));
    v128.store(at(row, j), f64x2.sub(v128.load(at(row, j)), both));
  }
  if (j < n) set(row, j, get(row, j) - (p * get(w, j) + q * get(v, j)));
}

function accumulate(a: usize, n: i32, scales: usize, q: usize, u: usize): void {
  for (let i = 0; i < n; i++) set(q, i * n + i, 1);
  for (let k = n - 3; k >= 0; k--) {
    const beta = get(scales, k);
    if (beta == 0) continue;
    const v = at(a, k * n + k + 1);
    const count = n - k - 1;
    memory.fill(u, 0, <usize>count << 3);
    for (let i = 0; i < count; i++) addMultiple(u, get(v, i), at(q, (k + 1 + i) * n + k + 1), count);
    for (let i = 0; i < count; i++) addMultiple(at(q, (k + 1 + i) * n + k + 1), -beta * get(v, i), u, count);
  }
}

function diagonalize(d: usize, e: usize, z: usize, n: i32): void {
  for (let l = 0; l < n; l++) {
    for (let step = 0; step < MAX_STEPS; step++) {
      let m = l;
      while (
        m < n - 1 &&
        abs<f64>(get(e, m)) > 2.220446049250313e-16 * (abs<f64>(get(d, m)) + abs<f64>(get(d, m + 1)))
      ) {
        m++;
      }
      if (m == l) break;
      qlStep(d, e, z, n, l, m);
    }
  }
}

function qlStep(d: usize, e: usize, z: usize, n: i32, l: i32, m: i32): void {
  const half = (get(d, l + 1) - get(d, l)) / (2 * get(e, l));
  const root = hypotenuse(half, 1);
  let g = get(d, m) - get(d, l) + get(e, l) / (half + (half < 0 ? -root : root));
  let s: f64 = 1;
  let c: f64 = 1;
  let p: f64 = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = s * get(e, i);
    const b = c * get(e, i);
    const r = hypotenuse(f, g);
    set(e, i + 1, r);
    if (r == 0) {
      set(d, i + 1, get(d, i + 1) - p);
      set(e, m, 0);
      return;
    }
    s = f / r;
    c = g / r;
    g = get(d, i + 1) - p;
    const t = (get(d, i) - g) * s + 2 * c * b;
    p = s * t;
    set(d, i + 1, g + p);
    g = c * t - b;
    rotateRows(at(z, i * n), at(z, (i + 1) * n), c, s, n);
  }
  set(d, l, get(d, l) - p);
  set(e, l, g);
  set(e, m, 0);
}

/** (row a, row b) ← (c·a − s·b, s·a + c·b). */
@inline
function rotateRows(a: usize, b: usize, c: f64, s: f64, n: i32): void {
  const c2 = f64x2.splat(c);
  const s2 = f64x2.splat(s);
  let k = 0;
  for (; k + 2 <= n; k += 2) {
    const x = v128.load(at(a, k));
    const y = v128.load(at(b, k));
    v128.store(at(b, k), f64x2.add(f64x2.mul(s2, x), f64x2.mul(c2, y)));
    v128.store(at(a, k), f64x2.sub(f64x2.mul(c2, x), f64x2.mul(s2, y)));
  }
  if (k < n) {
    const x = get(a, k);
    const y = get(b, k);
    set(b, k, s * x + c * y);
    set(a, k, c * x - s * y);
  }
}

/** Stable, largest first; the component of largest modulus of each vector made positive. */
function sort(d: usize, z: usize, n: i32, scale: f64, values: usize, vectors: usize, order: usize): void {
  for (let i = 0; i < n; i++) {
    let j = i;
    for (; j > 0 && get(d, <i32>get(order, j - 1)) < get(d, i); j--) set(order, j, get(order, j - 1));
    set(order, j, i);
  }
  for (let to = 0; to < n; to++) {
    const from = <i32>get(order, to);
    set(values, to, get(d, from) * scale);
    const row = at(z, from * n);
    let largest = 0;
    for (let k = 1; k < n; k++) if (abs<f64>(get(row, k)) > abs<f64>(get(row, largest))) largest = k;
    const sign: f64 = get(row, largest) < 0 ? -1 : 1;
    for (let k = 0; k < n; k++) set(vectors, to * n + k, sign * get(row, k));
  }
}
