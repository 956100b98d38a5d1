import { literal } from "../literal.ts";

/** 0.044715 of Hendrycks & Gimpel 2016, and √(2/π). */
const CUBE = 0.044715;
const ROOT = literal(0.7978845608028654);

/** Parts of activations and of their slopes: the formulas, and the order of their steps, are those of the operations of `ops/`. */
export const activations = {
  /** Of a negative number NaN. */
  root: {
    uses: ["isNaN", "ofBits"],
    code: "fn root(x: f32) -> f32 { if (isNaN(x)) { return x; } if (x < 0f) { return ofBits(0x7fc00000u); } return sqrt(x); }",
  },
  signOf: {
    uses: ["isNaN"],
    code: "fn signOf(x: f32) -> f32 { if (isNaN(x)) { return x; } if (x > 0f) { return 1f; } if (x < 0f) { return -1f; } return x; }",
  },
  elu: {
    uses: ["expm1f"],
    code: "fn elu(x: f32, above: f32, below: f32) -> f32 { if (x > 0f) { return x * above; } return expm1f(x) * below; }",
  },
  cumulative: {
    uses: ["erff"],
    code: `fn cumulative(x: f32) -> f32 { return 0.5f * (1f + erff(x * ${literal(Math.SQRT1_2)})); }`,
  },
  geluSlope: {
    uses: ["cumulative", "expf"],
    code: `
fn geluSlope(x: f32) -> f32 {
  let bell = ${literal(0.3989422804014327)} * expf((x * x) * -0.5f);
  return cumulative(x) + x * bell;
}`,
  },
  bend: {
    uses: ["tanhf"],
    code: `fn bend(x: f32) -> f32 { return tanhf(${ROOT} * (x * (1f + ${literal(CUBE)} * (x * x)))); }`,
  },
  geluTanhSlope: {
    uses: ["bend"],
    code: `
fn geluTanhSlope(x: f32) -> f32 {
  let t = bend(x);
  let inner = ${ROOT} * (1f + ${literal(3 * CUBE)} * (x * x));
  return 0.5f * ((1f + t) + (x * (1f - t * t)) * inner);
}`,
  },
  siluSlope: {
    uses: ["sigmoidf"],
    code: `
fn siluSlope(x: f32) -> f32 {
  let s = sigmoidf(x);
  return s * (1f + x * (1f - s));
}`,
  },
} as const;
