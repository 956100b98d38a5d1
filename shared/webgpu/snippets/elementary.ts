/**
 * Elementary functions in WGSL, step by step those of shared/math/elementary32.ts, with the same constants: built-in ones are off by up to 62 ulp, and
 * know neither NaN nor infinities. Where a device rounds + − × ÷ one by one their bits are equal; results below 2^−126 may be 0, as devices do not
 * keep subnormal numbers. Where an intermediate result would be subnormal though the result is not, the way is another, which costs at most 1 ulp there.
 */
import {
  COS_TURNS,
  ERF,
  ERF_MOST,
  EXP,
  EXP_LEAST,
  EXP_MOST,
  EXP_NORMAL,
  EXP_SHORT,
  EXPM1_LEAST,
  EXPM1_SMALL,
  LN2_HIGH,
  LN2_LOW,
  LOG,
  LOG_ERFC,
  LOG1P,
  LOG2_E,
  SIN_TURNS,
  TANH,
  TANH_SMALL,
} from "../../math/constants32.ts";
import { horner, literal } from "../literal.ts";

/** Of y within the range: n, the nearest integer to y / ln 2, and r = y − n ln 2. */
const REDUCED = `
  let n = round(y * ${literal(LOG2_E)});
  let r = (y - n * ${literal(LN2_HIGH)}) - n * ${literal(LN2_LOW)};`;

export const elementary = {
  /** Numbers that no literal expresses: infinities, NaN, powers of two of −126 … 127. */
  ofBits: {
    code: `
fn ofBits(x: u32) -> f32 { return bitcast<f32>(x); }
fn powerOfTwo(k: i32) -> f32 { return bitcast<f32>(u32(k + 127) << 23u); }`,
  },
  expf: {
    uses: ["isNaN", "ofBits"],
    code: `
fn expf(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  let y = min(max(x, ${literal(EXP_LEAST)}), ${literal(EXP_MOST)});${REDUCED}
  let e = 1f + (r + (r * r) * ${horner(EXP, "r")});
  let k = i32(n);
  let half = k >> 1u;
  return (e * powerOfTwo(half)) * powerOfTwo(k - half);
}`,
  },
  expm1f: {
    uses: ["isNaN", "ofBits"],
    code: `
fn expm1f(x: f32) -> f32 {
  if (isNaN(x) || abs(x) < ${literal(EXPM1_SMALL)}) { return x; }
  let y = min(max(x, ${literal(EXPM1_LEAST)}), ${literal(EXP_MOST)});${REDUCED}
  let p = r + (r * r) * ${horner(EXP, "r")};
  let half = powerOfTwo(i32(n) - 1);
  return 2f * (half * p + (half - 0.5f));
}`,
  },
  /** e^−|x|, but at least e^−87. */
  expMinusAbsf: {
    uses: ["isNaN", "ofBits"],
    code: `
fn expMinusAbsf(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  let y = max(-abs(x), ${literal(EXP_NORMAL)});${REDUCED}
  return (1f + (r + (r * r) * ${horner(EXP_SHORT, "r")})) * powerOfTwo(i32(n));
}`,
  },
  /** Subnormal numbers are taken apart as integers. */
  logf: {
    uses: ["ofBits"],
    code: `
fn logf(x: f32) -> f32 {
  var own = bitcast<u32>(x);
  if ((own & 0x7fffffffu) == 0u) { return ofBits(0xff800000u); }
  if (own > 0x7f800000u) { return ofBits(0x7fc00000u); }
  if (own == 0x7f800000u) { return x; }
  var shift = 0;
  if (own < 0x00800000u) {
    // x · 2^23: the significand as a number, which is x · 2^149, with an exponent that is 126 less.
    own = bitcast<u32>(f32(own)) - (126u << 23u);
    shift = 23;
  }
  let e = (bitcast<i32>(own) - 0x3f3504f3) >> 23u;
  let g = bitcast<f32>(bitcast<i32>(own) - (e << 23u)) - 1f;
  let k = f32(e - shift);
  let s = g / (2f + g);
  let z = s * s;
  let half = (0.5f * g) * g;
  let rest = s * (half + z * ${horner(LOG, "z")}) + k * ${literal(LN2_LOW)};
  return k * ${literal(LN2_HIGH)} - ((half - rest) - g);
}`,
  },
  tanhf: {
    uses: ["expf"],
    code: `
fn tanhf(x: f32) -> f32 {
  let a = abs(x);
  if (isNaN(x) || bitcast<u32>(a) < 0x00800000u) { return x; }
  if (a < ${literal(TANH_SMALL)}) {
    let z = x * x;
    return x + (x * z) * ${horner(TANH, "z")};
  }
  let y = 1f - 2f / (expf(2f * a) + 1f);
  if (x < 0f) { return -y; }
  return y;
}`,
  },
  sigmoidf: {
    uses: ["expf"],
    code: `
fn sigmoidf(x: f32) -> f32 {
  let e = expf(-abs(x));
  if (x < 0f) { return e / (1f + e); }
  return 1f / (1f + e);
}`,
  },
  softplusf: {
    uses: ["expf"],
    code: `
fn softplusf(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  let e = expf(-abs(x));
  // Below 2^−57 only e counts, half of which may be subnormal.
  if (x < -40f) { return e; }
  let s = e / (2f + e);
  let z = s * s;
  return max(x, 0f) + ((s + s) + (s * z) * ${horner(LOG1P, "z")});
}`,
  },
  erff: {
    uses: ["expf"],
    code: `
fn erff(x: f32) -> f32 {
  if (isNaN(x) || (bitcast<u32>(x) & 0x7fffffffu) < 0x00800000u) { return x; }
  let a = min(abs(x), ${literal(ERF_MOST)});
  // Below 2^−103 the product with the last coefficient may be subnormal. Times 2^24 by its bits: of a product compilers make x · (a + b).
  if (a < ${literal(2 ** -103)}) {
    let up = bitcast<f32>(bitcast<u32>(x) + (24u << 23u));
    return (up + up * ${literal(ERF[ERF.length - 1])}) * ${literal(2 ** -24)};
  }
  if (a < 1f) {
    let z = x * x;
    return x + x * ${horner(ERF, "z")};
  }
  let y = 1f - expf(${horner(LOG_ERFC, "a")});
  if (x < 0f) { return -y; }
  return y;
}`,
  },
  /** sin 2πu, and with one quarter more cos 2πu, |u| ≤ 2^20 turns. */
  turned: {
    code: `
fn turned(u: f32, quarter: i32) -> f32 {
  let n = round(4f * u);
  let r = u - 0.25f * n;
  let z = r * r;
  let quadrant = i32(n) + quarter;
  var y = r * ${horner(SIN_TURNS, "z")};
  if ((quadrant & 1) != 0) { y = 1f + z * ${horner(COS_TURNS, "z")}; }
  if ((quadrant & 2) != 0) { return -y; }
  return y;
}`,
  },
} as const;
