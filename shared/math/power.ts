/** x^y = e^(y log x), with the logarithm and the product carried as pairs of about 100 bits. */
import { exponent, significand } from "./bits.ts";
import { LEAST_NORMAL, LN2_HIGH, LN2_LOW, TWO_54 } from "./constants.ts";
import { productTail, sumTail } from "./double.ts";
import { expOfPair } from "./exponential.ts";

const TWO_THIRDS = 0.6666666666666666;
const TWO_THIRDS_TAIL = 3.700743415417188e-17;

let logTail: number = 0;

/** log x of a finite x > 0; sets logTail to what the result lacks (relative error of the pair < 2^-64). */
function logAsPair(x: number): number {
  const subnormal = x < LEAST_NORMAL;
  const scaled = subnormal ? x * TWO_54 : x;
  let k = exponent(scaled);
  if (subnormal) k -= 54;
  let m = significand(scaled);
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  // s = f / (2 + f) as a pair
  const f = m - 1;
  const d = 2 + f;
  const s = f / d;
  const sd = s * d;
  const sTail = (f - sd - productTail(s, d, sd) - s * (f - (d - 2))) / d;
  // log(1 + f) = 2s + s³ (2/3 + z·T(z)), z = s²
  const z = s * s;
  const zTail = productTail(s, s, z) + 2 * s * sTail;
  const t =
    0.18181818335562422 +
    z * (0.1538459494439715 + z * (0.13334805679298412 + z * (0.11706209953550312 + z * 0.11723454509771844)));
  const w = z * (0.4 + z * (0.2857142857142937 + z * (0.22222222221655138 + z * t)));
  const c = TWO_THIRDS + w;
  const cTail = w - (c - TWO_THIRDS) + TWO_THIRDS_TAIL;
  const cube = s * z;
  const cubeTail = productTail(s, z, cube) + (s * zTail + sTail * z);
  const q = cube * c;
  const qTail = productTail(cube, c, q) + (cube * cTail + cubeTail * c);
  const a = 2 * s + q;
  const aTail = q - (a - 2 * s) + (2 * sTail + qTail);
  const high = k * LN2_HIGH + a;
  const low = sumTail(k * LN2_HIGH, a, high) + (aTail + k * LN2_LOW);
  const sum = high + low;
  logTail = low - (sum - high);
  return sum;
}

function isOdd(y: number): boolean {
  return Math.abs(y) < 9007199254740992 && Math.floor(y) === y && Math.floor(y * 0.5) * 2 !== y;
}

/** x^y with the special values of ECMAScript's **. Error < 1 ulp where the result is normal. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const a = Math.abs(x);
  if (Math.abs(y) === Infinity) {
    if (a === 1) return NaN;
    return a > 1 === y > 0 ? Infinity : 0;
  }
  const negative = (x < 0 || 1 / x < 0) && isOdd(y);
  if (a === 0 || a === Infinity) {
    const magnitude = (a === 0) === y > 0 ? 0 : Infinity;
    return negative ? -magnitude : magnitude;
  }
  if (x < 0 && Math.floor(y) !== y) return NaN;
  const magnitude = a === 1 ? 1 : powOfPositive(a, y);
  return negative ? -magnitude : magnitude;
}

function powOfPositive(x: number, y: number): number {
  const l = logAsPair(x);
  const p = y * l;
  if (p > 710) return Infinity;
  if (p < -746) return 0;
  if (Math.abs(p) < 1e-18) return 1;
  return expOfPair(p, productTail(y, l, p) + y * logTail);
}
