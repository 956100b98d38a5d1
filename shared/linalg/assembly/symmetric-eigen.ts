/** Eigenvalues and eigenvectors of a symmetric matrix: the twin of shared/linalg/symmetric-eigen.ts, with its bits. */
import { exponent, powerOfTwo } from "../../math/bits";
import { addMultiple, at, dot, get, set } from "../../wasm/lib/rows";

export const MAX_STEPS = 60;
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

/** Sweeps of rotations that are applied together: a strip of columns is then read from the first cache but once. */
const SWEEPS: i32 = 16;
/** Columns of a strip. */
const STRIP: i32 = 8;

/** Bytes of the workspace of symmetricEigen. */
export function symmetricEigenWorkspace(n: i32): usize {
  return (<usize>n * <usize>n + (5 + 2 * SWEEPS) * <usize>n) << 3;
}

/**
 * Eigenvalues of the symmetric a (n × n, upper triangle read, overwritten) into `values`, largest first, and unit
 * eigenvectors into the rows of `vectors` (n × n). Returns false, having done nothing, when an element is not finite.
 */
export function symmetricEigen(a: usize, n: i32, values: usize, vectors: usize, work: usize): bool {
  const e = scaleToOne(a, n);
  if (isNaN(e)) return false;
  const diagonal = work;
  const beside = at(diagonal, n);
  const scales = at(beside, n);
  const v = at(scales, n);
  const w = at(v, n);
  const sweeps = at(w, n);
  const q = at(sweeps, 2 * SWEEPS * n);
  memory.fill(work, 0, symmetricEigenWorkspace(n));
  tridiagonalize(a, n, diagonal, beside, scales, v, w);
  accumulate(a, n, scales, q, w);
  // The reflections are no longer needed: a takes Qᵀ.
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) set(a, j * n + i, get(q, i * n + j));
  diagonalize(diagonal, beside, a, n, sweeps);
  sort(diagonal, a, n, powerOfTwo(e), values, vectors, v);
  return true;
}

/** Brings a, of which the upper triangle is read, near 1 by a power of two, and returns its exponent; NaN, having done nothing, when an element is not finite. */
export function scaleToOne(a: usize, n: i32): f64 {
  let size: f64 = 0;
  for (let i = 0; i < n * n; i++) size = max<f64>(size, abs<f64>(get(a, i)));
  if (!(size < Infinity)) return NaN;
  const e = size > 0 ? min<f64>(max<f64>(exponent(size), -1000), 1000) : 0;
  const down = powerOfTwo(-e);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const x = get(a, i * n + j) * down;
      set(a, i * n + j, x);
      set(a, j * n + i, x);
    }
  }
  return e;
}

export function tridiagonalize(a: usize, n: i32, diagonal: usize, beside: usize, scales: usize, v: usize, w: usize): void {
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
    addRows(w, v, at(a, (k + 1) * n + k + 1), n, count);
    for (let j = 0; j < count; j++) set(w, j, get(w, j) * beta);
    addMultiple(w, -0.5 * beta * dot(w, v, count), v, count);
    for (let i = 0; i < count; i++) subtractBoth(at(a, (k + 1 + i) * n + k + 1), get(v, i), w, get(w, i), v, count);
  }
  if (n > 1) set(beside, n - 2, get(a, (n - 2) * n + n - 1));
  for (let i = 0; i < n; i++) set(diagonal, i, get(a, i * n + i));
}

/** y += Σ v_j·(row j of x), in ascending order: `count` rows, `n` numbers apart, of `count` numbers. */
function addRows(y: usize, v: usize, x: usize, n: i32, count: i32): void {
  let j = 0;
  for (; j + 4 <= count; j += 4) addFour(y, at(v, j), at(x, j * n), n, count);
  for (; j < count; j++) addMultiple(y, get(v, j), at(x, j * n), count);
}

@inline
function addFour(y: usize, v: usize, x: usize, n: i32, count: i32): void {
  const row = <usize>n << 3;
  const f0 = v128.load64_splat(v);
  const f1 = v128.load64_splat(v, 8);
  const f2 = v128.load64_splat(v, 16);
  const f3 = v128.load64_splat(v, 24);
  const x2 = x + (row << 1);
  let i: usize = 0;
  const end = (<usize>count & ~1) << 3;
  for (; i < end; i += 16) {
    let s = f64x2.add(v128.load(y + i), f64x2.mul(f0, v128.load(x + i)));
    s = f64x2.add(s, f64x2.mul(f1, v128.load(x + row + i)));
    s = f64x2.add(s, f64x2.mul(f2, v128.load(x2 + i)));
    v128.store(y + i, f64x2.add(s, f64x2.mul(f3, v128.load(x2 + row + i))));
  }
  if (count & 1) {
    let s = load<f64>(y + i) + load<f64>(v) * load<f64>(x + i);
    s += load<f64>(v, 8) * load<f64>(x + row + i);
    s += load<f64>(v, 16) * load<f64>(x2 + i);
    store<f64>(y + i, s + load<f64>(v, 24) * load<f64>(x2 + row + i));
  }
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

/** Columns of Q know nothing of each other: strip by strip, each through all reflections that reach it. What lies left of a reflection is 0 and stays so. */
function accumulate(a: usize, n: i32, scales: usize, q: usize, u: usize): void {
  for (let i = 0; i < n; i++) set(q, i * n + i, 1);
  const row = <usize>n << 3;
  let j = 0;
  for (; j + STRIP <= n; j += STRIP) {
    for (let k = min(n - 3, j + STRIP - 2); k >= 0; k--) {
      const beta = get(scales, k);
      if (beta != 0) reflectStrip(at(a, k * n + k + 1), at(q, (k + 1) * n + j), row, n - k - 1, beta);
    }
  }
  for (let k = n - 3; j < n && k >= 0; k--) {
    const beta = get(scales, k);
    if (beta == 0) continue;
    const v = at(a, k * n + k + 1);
    const count = n - k - 1;
    const from = max(j, k + 1);
    const wide = n - from;
    memory.fill(u, 0, <usize>wide << 3);
    for (let i = 0; i < count; i++) addMultiple(u, get(v, i), at(q, (k + 1 + i) * n + from), wide);
    for (let i = 0; i < count; i++) addMultiple(at(q, (k + 1 + i) * n + from), -beta * get(v, i), u, wide);
  }
}

/** q −= β·v·(vᵀ·q) on eight columns. */
export function reflectStrip(v: usize, q: usize, row: usize, count: i32, beta: f64): void {
  let u0 = f64x2.splat(0);
  let u1 = f64x2.splat(0);
  let u2 = f64x2.splat(0);
  let u3 = f64x2.splat(0);
  let to = q;
  for (let i = 0; i < count; i++) {
    const x = v128.load64_splat(at(v, i));
    u0 = f64x2.add(u0, f64x2.mul(x, v128.load(to)));
    u1 = f64x2.add(u1, f64x2.mul(x, v128.load(to, 16)));
    u2 = f64x2.add(u2, f64x2.mul(x, v128.load(to, 32)));
    u3 = f64x2.add(u3, f64x2.mul(x, v128.load(to, 48)));
    to += row;
  }
  const down = f64x2.splat(-beta);
  to = q;
  for (let i = 0; i < count; i++) {
    const x = f64x2.mul(down, v128.load64_splat(at(v, i)));
    v128.store(to, f64x2.add(v128.load(to), f64x2.mul(x, u0)));
    v128.store(to, f64x2.add(v128.load(to, 16), f64x2.mul(x, u1)), 16);
    v128.store(to, f64x2.add(v128.load(to, 32), f64x2.mul(x, u2)), 32);
    v128.store(to, f64x2.add(v128.load(to, 48), f64x2.mul(x, u3)), 48);
    to += row;
  }
}

/** Rotations follow from d and e alone: z takes those of several sweeps at once. */
function diagonalize(d: usize, e: usize, z: usize, n: i32, sweeps: usize): void {
  let kept = 0;
  for (let l = 0; l < n; l++) {
    for (let step = 0; step < MAX_STEPS; step++) {
      const m = endOfBlock(d, e, n, l);
      if (m == l) break;
      qlStep(d, e, at(sweeps, 2 * n * kept), l, m);
      if (++kept == SWEEPS) {
        rotate(z, n, sweeps, kept);
        kept = 0;
      }
    }
  }
  rotate(z, n, sweeps, kept);
}

/** The last row of the block that begins at l: what is beside it is nothing. */
export function endOfBlock(d: usize, e: usize, n: i32, l: i32): i32 {
  let m = l;
  while (m < n - 1 && abs<f64>(get(e, m)) > 2.220446049250313e-16 * (abs<f64>(get(d, m)) + abs<f64>(get(d, m + 1)))) m++;
  return m;
}

/** Writes to `sweep` the row m where it begins, the number of its rotations, and of each c and s. */
export function qlStep(d: usize, e: usize, sweep: usize, l: i32, m: i32): void {
  set(sweep, 0, m);
  let to = at(sweep, 2);
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
      set(sweep, 1, m - 1 - i);
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
    store<f64>(to, c);
    store<f64>(to, s, 8);
    to += 16;
  }
  set(sweep, 1, m - l);
  set(d, l, get(d, l) - p);
  set(e, l, g);
  set(e, m, 0);
}

/** Applies sweeps to the rows of z: from row m upwards, (row i, row i + 1) ← (c·row i − s·row i+1, s·row i + c·row i+1). */
function rotate(z: usize, n: i32, sweeps: usize, count: i32): void {
  const row = <usize>n << 3;
  let j = 0;
  for (; j + STRIP <= n; j += STRIP)
    for (let k = 0; k < count; k++) rotateStrip(at(z, j), row, at(sweeps, 2 * n * k));
  for (; j < n; j++) for (let k = 0; k < count; k++) rotateColumn(at(z, j), row, at(sweeps, 2 * n * k));
}

/** Eight columns. What a rotation makes of its upper row stays in registers for the next one. */
function rotateStrip(z: usize, row: usize, sweep: usize): void {
  let from = z + <usize>get(sweep, 0) * row;
  const end = at(sweep, 2) + (<usize>get(sweep, 1) << 4);
  let y0 = v128.load(from);
  let y1 = v128.load(from, 16);
  let y2 = v128.load(from, 32);
  let y3 = v128.load(from, 48);
  for (let next = at(sweep, 2); next < end; next += 16) {
    const c = v128.load64_splat(next);
    const s = v128.load64_splat(next, 8);
    const to = from;
    from -= row;
    const x0 = v128.load(from);
    v128.store(to, f64x2.add(f64x2.mul(s, x0), f64x2.mul(c, y0)));
    y0 = f64x2.sub(f64x2.mul(c, x0), f64x2.mul(s, y0));
    const x1 = v128.load(from, 16);
    v128.store(to, f64x2.add(f64x2.mul(s, x1), f64x2.mul(c, y1)), 16);
    y1 = f64x2.sub(f64x2.mul(c, x1), f64x2.mul(s, y1));
    const x2 = v128.load(from, 32);
    v128.store(to, f64x2.add(f64x2.mul(s, x2), f64x2.mul(c, y2)), 32);
    y2 = f64x2.sub(f64x2.mul(c, x2), f64x2.mul(s, y2));
    const x3 = v128.load(from, 48);
    v128.store(to, f64x2.add(f64x2.mul(s, x3), f64x2.mul(c, y3)), 48);
    y3 = f64x2.sub(f64x2.mul(c, x3), f64x2.mul(s, y3));
  }
  v128.store(from, y0);
  v128.store(from, y1, 16);
  v128.store(from, y2, 32);
  v128.store(from, y3, 48);
}

function rotateColumn(z: usize, row: usize, sweep: usize): void {
  let from = z + <usize>get(sweep, 0) * row;
  const end = at(sweep, 2) + (<usize>get(sweep, 1) << 4);
  let y = load<f64>(from);
  for (let next = at(sweep, 2); next < end; next += 16) {
    const c = load<f64>(next);
    const s = load<f64>(next, 8);
    const to = from;
    from -= row;
    const x = load<f64>(from);
    store<f64>(to, s * x + c * y);
    y = c * x - s * y;
  }
  store<f64>(from, y);
}

/** Stable, largest first; the component of largest modulus of each vector made positive. */
function sort(d: usize, z: usize, n: i32, scale: f64, values: usize, vectors: usize, order: usize): void {
  orderOf(d, n, scale, order, values);
  for (let to = 0; to < n; to++) turn(at(z, <i32>get(order, to) * n), 1, n, at(vectors, to * n));
}

/** Places of d, largest first, stable; and the values in that order. */
export function orderOf(d: usize, n: i32, scale: f64, order: usize, values: usize): void {
  for (let i = 0; i < n; i++) {
    let j = i;
    for (; j > 0 && get(d, <i32>get(order, j - 1)) < get(d, i); j--) set(order, j, get(order, j - 1));
    set(order, j, i);
  }
  for (let to = 0; to < n; to++) set(values, to, get(d, <i32>get(order, to)) * scale);
}

/** Copies n numbers, `step` apart, with the sign by which that of largest modulus is positive. */
export function turn(from: usize, step: i32, n: i32, to: usize): void {
  let largest: f64 = get(from, 0);
  for (let k = 1; k < n; k++) {
    const x = get(from, k * step);
    if (abs<f64>(x) > abs<f64>(largest)) largest = x;
  }
  const sign: f64 = largest < 0 ? -1 : 1;
  for (let k = 0; k < n; k++) set(to, k, sign * get(from, k * step));
}
