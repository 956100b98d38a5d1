/** A symmetric matrix to tridiagonal form by Householder reflections: the first half of the decompositions beside it. */
import { exponent, powerOfTwo } from "../../math/bits";
import { addMultiple, at, dot, get, set } from "../../wasm/lib/rows";

/** Columns of a strip. */
export const STRIP: i32 = 8;
/** 2^-500. */
const LEAST_NORM: f64 = 3.054936363499605e-151;

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
