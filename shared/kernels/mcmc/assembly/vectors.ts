// Vectors of float64 at 16-byte aligned addresses, `bytes` long (a multiple of 16, zero beyond the dimension). Sums run in two lanes.

export function copyVector(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, v128.load(from + i));
}

export function fillVector(to: usize, value: f64, bytes: usize): void {
  const lanes = f64x2.splat(value);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, lanes);
}

@inline
export function sumLanes(lanes: v128): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
}

/** Σ p_i² / 2 */
export function halfSquare(momentum: usize, bytes: usize): f64 {
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const p = v128.load(momentum + i);
    sum = f64x2.add(sum, f64x2.mul(p, p));
  }
  return 0.5 * sumLanes(sum);
}

/** to += factor · from */
export function addScaled(to: usize, factor: f64, from: usize, bytes: usize): void {
  const lanes = f64x2.splat(factor);
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(to + i, f64x2.add(v128.load(to + i), f64x2.mul(lanes, v128.load(from + i))));
  }
}
