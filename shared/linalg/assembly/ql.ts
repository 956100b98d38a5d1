/** Steps of QL with implicit shifts on a tridiagonal matrix, and the eigenvalues in order. */
import { at, get, set } from "../../wasm/lib/rows";

export const MAX_STEPS = 60;

function hypotenuse(a: f64, b: f64): f64 {
  const x = abs<f64>(a);
  const y = abs<f64>(b);
  const large = max<f64>(x, y);
  if (large == 0 || large == Infinity) return large;
  const ratio = min<f64>(x, y) / large;
  return large * sqrt<f64>(1 + ratio * ratio);
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
