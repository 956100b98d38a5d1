// Sums run in two interleaved parts, even and odd indices, as two SIMD lanes do: the fast kernels give the same bits.

/** Length of the arrays that hold a vector of `dimension` numbers: even, the last one zero where it is not used. */
export function paddedLength(dimension: number): number {
  return dimension + (dimension & 1);
}

/** Σ a_i b_i. */
export function dot(a: Float64Array, b: Float64Array): number {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < a.length; i += 2) {
    even += a[i] * b[i];
    odd += a[i + 1] * b[i + 1];
  }
  return even + odd;
}

/** Σ a_i. */
export function sum(a: Float64Array): number {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < a.length; i += 2) {
    even += a[i];
    odd += a[i + 1];
  }
  return even + odd;
}

/** Σ a_i (b_i + c_i). */
export function dotSum(a: Float64Array, b: Float64Array, c: Float64Array): number {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < a.length; i += 2) {
    even += a[i] * (b[i] + c[i]);
    odd += a[i + 1] * (b[i + 1] + c[i + 1]);
  }
  return even + odd;
}
