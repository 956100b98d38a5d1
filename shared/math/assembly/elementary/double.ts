/**
 * What rounding took away: exact sums and products as an unevaluated pair (value, tail).
 * T. J. Dekker, "A floating-point technique for extending the available precision" (1971).
 */

/** The first 26 bits of x, |x| < 2^996. */
function upperHalf(x: f64): f64 {
  const t = 134217729 * x;
  return t - (t - x);
}

/** a·b − p exactly, for p the rounded product of a and b (no overflow, no underflow). */
export function productTail(a: f64, b: f64, p: f64): f64 {
  const ah = upperHalf(a);
  const bh = upperHalf(b);
  const al = a - ah;
  const bl = b - bh;
  return ah * bh - p + ah * bl + al * bh + al * bl;
}

/** a + b − s exactly, for s the rounded sum of a and b. */
export function sumTail(a: f64, b: f64, s: f64): f64 {
  const t = s - a;
  return a - (s - t) + (b - t);
}
