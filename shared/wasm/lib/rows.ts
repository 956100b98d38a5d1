/** Rows of float64 in memory: elements by index, and the two loops that linear algebra is made of. */

@inline
export function at(base: usize, i: i32): usize {
  return base + (<usize>i << 3);
}

@inline
export function get(base: usize, i: i32): f64 {
  return load<f64>(base + (<usize>i << 3));
}

@inline
export function set(base: usize, i: i32, x: f64): void {
  store<f64>(base + (<usize>i << 3), x);
}

/** y += s·x, n numbers. */
@inline
export function addMultiple(y: usize, s: f64, x: usize, n: i32): void {
  const s2 = f64x2.splat(s);
  let i = 0;
  for (; i + 2 <= n; i += 2) {
    v128.store(at(y, i), f64x2.add(v128.load(at(y, i)), f64x2.mul(s2, v128.load(at(x, i)))));
  }
  if (i < n) set(y, i, get(y, i) + s * get(x, i));
}

/** Σ x_i·y_i in ascending order. */
export function dot(x: usize, y: usize, n: i32): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < n; i++) sum += get(x, i) * get(y, i);
  return sum;
}
