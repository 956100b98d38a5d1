/** Scaling by powers of two, which changes no bit of a significand. Built from bits: logarithms of the platform differ between engines. */

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** The word that holds the exponent. */
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The k with 2^k ≤ x < 2^(k+1), of a normal number x > 0; −1023 of smaller ones. */
export function exponentOf(x: number): number {
  double[0] = x;
  return ((words[HIGH] >>> 20) & 0x7ff) - 1023;
}

/** 2^k, −1022 ≤ k ≤ 1023. */
export function powerOfTwo(k: number): number {
  words[1 - HIGH] = 0;
  words[HIGH] = (k + 1023) << 20;
  return double[0];
}
