/**
 * log and log1p. x = 2^k · (1 + f) with √½ ≤ 1 + f < √2; with s = f/(2 + f), log(1 + f) = 2 artanh s
 * = f − (f²/2 − s·(f²/2 + R)), R = 2s²/3 + 2s⁴/5 + …, which keeps the leading term f exact.
 * R/s² is interpolated at Chebyshev nodes (relative error 2^-54, weighted by s² ≤ 0.03).
 */
import { exponent, significand } from "./bits.ts";
import {
  LEAST_NORMAL,
  LN2_HIGH,
  LN2_LOW,
  LOG_1,
  LOG_2,
  LOG_3,
  LOG_4,
  LOG_5,
  LOG_6,
  LOG_7,
  LOG_8,
  LOG1P_LEAST,
  LOG1P_MOST,
  TINY,
  TWO_54,
} from "./constants.ts";

/** k·ln 2 + log(1 + f) + c for a small correction c. */
function logOfReduced(k: number, f: number, c: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const q = LOG_4 + z * (LOG_5 + z * (LOG_6 + z * (LOG_7 + z * LOG_8)));
  const r = z * (LOG_1 + z * (LOG_2 + z * (LOG_3 + z * q)));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + r) + (k * LN2_LOW + c)) - f);
}

/** Natural logarithm. Error < 0.9 ulp, subnormals included; log 0 = −Infinity, of a negative number NaN. */
export function log(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  let k: number = 0;
  let y = x;
  if (y < LEAST_NORMAL) {
    y *= TWO_54;
    k = -54;
  }
  k += exponent(y);
  let m = significand(y);
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  return logOfReduced(k, m - 1, 0);
}

/** log(1 + x), accurate near 0. Error < 1 ulp; keeps −0; log1p(−1) = −Infinity. */
export function log1p(x: number): number {
  if (!(x >= -1)) return NaN;
  if (x === -1) return -Infinity;
  if (x === Infinity) return Infinity;
  if (Math.abs(x) < TINY) return x;
  if (x > LOG1P_LEAST && x < LOG1P_MOST) return logOfReduced(0, x, 0);
  const u = 1 + x;
  const lost = x > 1 ? 1 - (u - x) : x - (u - 1);
  let k = exponent(u);
  let m = significand(u);
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  return logOfReduced(k, m - 1, lost / u);
}
