import { entry } from "../math/bits.ts";
import { log } from "../math/logarithm.ts";

// Coefficients of the paper, |p − 1/2| ≤ 0.425:
export const CENTRE_TOP: StaticArray<number> = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
];
export const CENTRE_BOTTOM: StaticArray<number> = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
];
// Tails with √(−log p) ≤ 5:
const TAIL_TOP: StaticArray<number> = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const TAIL_BOTTOM: StaticArray<number> = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
// Farther out:
const FAR_TOP: StaticArray<number> = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const FAR_BOTTOM: StaticArray<number> = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
];

/**
 * Inverse of the standard normal distribution function, accurate to about 1 part in 10^16: algorithm AS 241 (PPND16) of Wichura (1988),
 * "The percentage points of the normal distribution", Applied Statistics 37. p in [0, 1]; 0 and 1 give −∞ and ∞.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE_TOP, r)) / polynomial(CENTRE_BOTTOM, r);
  }
  const tail = q < 0 ? p : 1 - p;
  if (tail <= 0) return q < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-log(tail));
  const value =
    r <= 5
      ? polynomial(TAIL_TOP, r - 1.6) / polynomial(TAIL_BOTTOM, r - 1.6)
      : polynomial(FAR_TOP, r - 5) / polynomial(FAR_BOTTOM, r - 5);
  return q < 0 ? -value : value;
}

/** Horner's rule, highest power first. */
function polynomial(coefficients: StaticArray<number>, x: number): number {
  let sum = entry(coefficients, 0);
  for (let i = 1; i < 8; i++) sum = sum * x + entry(coefficients, i);
  return sum;
}
