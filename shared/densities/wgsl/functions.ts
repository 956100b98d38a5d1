/**
 * Functions of densities in WGSL, float32, beside those of shared/webgpu/snippets, of whose names they make use. NaN and infinities are told by their bits. Errors: of `log1pf`,
 * `sinf` and `cosf` about 2⁻²³; of `powf` that, times y·log x; of `lgammaf` and `digammaf` 2⁻²¹, relative where the result is above 1.
 */
import { COS, LOG_ERFC, LOG1P, P1, P2, P3, P4, SIN, TWO_OVER_PI } from "../../math/constants32.ts";
import { log } from "../../math/index.ts";
import { horner, literal } from "../../webgpu/literal.ts";
import { included, type SnippetName } from "../../webgpu/snippets/index.ts";

const USED: readonly SnippetName[] = [
  "isFinite",
  "expf",
  "expm1f",
  "logf",
  "tanhf",
  "erff",
  "turned",
  "extremes",
  "root",
  "signOf",
];

const log1pf = `
fn log1pf(x: f32) -> f32 {
  if (!(x >= -0.5f && x <= 1f)) { return logf(1f + x); }
  let s = x / (2f + x);
  let z = s * s;
  return (s + s) + (s * z) * ${horner(LOG1P, "z")};
}`;

/** By quarters of a turn; far away, where float32 hardly knows the angle, by turns, which keeps the result within ±1. */
const sincos = `
fn angled(x: f32, quarter: i32) -> f32 {
  if (!isFinite(x)) { return x - x; }
  if (abs(x) > 8192f) { return turned(x * ${literal(1 / (2 * Math.PI))}, quarter); }
  let n = round(x * ${literal(TWO_OVER_PI)});
  let r = (((x - n * ${literal(P1)}) - n * ${literal(P2)}) - n * ${literal(P3)}) - n * ${literal(P4)};
  let z = r * r;
  let quadrant = i32(n) + quarter;
  var y = r + (r * z) * ${horner(SIN, "z")};
  if ((quadrant & 1) != 0) { y = (1f - 0.5f * z) + (z * z) * ${horner(COS, "z")}; }
  if ((quadrant & 2) != 0) { return -y; }
  return y;
}
fn sinf(x: f32) -> f32 { return angled(x, 0); }
fn cosf(x: f32) -> f32 { return angled(x, 1); }`;

/** Stirling's series from 8 on; below, the recurrence leads there; of negative numbers, the reflection. */
const gamma = `
fn stirling(x: f32) -> f32 {
  let v = 1f / x;
  let z = v * v;
  return ((x - 0.5f) * logf(x) - x) + (${literal(0.5 * log(2 * Math.PI))} + v * (${literal(1 / 12)} - z * (${literal(1 / 360)} - z * ${literal(1 / 1260)})));
}
fn lgammaAbove(x: f32) -> f32 {
  var y = x;
  var product = 1f;
  for (var k = 0; k < 8; k++) {
    if (y < 8f) { product = product * y; y = y + 1f; }
  }
  return stirling(y) - logf(product);
}
fn lgammaf(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  if (!isFinite(x)) { return ofBits(0x7f800000u); }
  if (x > 0f) { return lgammaAbove(x); }
  let sine = abs(turned(0.5f * (x - 2f * floor(0.5f * x)), 0));
  if (sine == 0f) { return ofBits(0x7f800000u); }
  return logf(${literal(Math.PI)} / sine) - lgammaAbove(1f - x);
}
fn digammaAbove(x: f32) -> f32 {
  var y = x;
  var sum = 0f;
  for (var k = 0; k < 8; k++) {
    if (y < 8f) { sum = sum + 1f / y; y = y + 1f; }
  }
  let v = 1f / y;
  let z = v * v;
  return ((logf(y) - 0.5f * v) - z * (${literal(1 / 12)} - z * (${literal(1 / 120)} - z * ${literal(1 / 252)}))) - sum;
}
fn digammaf(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  if (x > 0f) { return digammaAbove(x); }
  let u = 0.5f * (x - 2f * floor(0.5f * x));
  let sine = turned(u, 0);
  if (sine == 0f) { return ofBits(0x7fc00000u); }
  return digammaAbove(1f - x) - ${literal(Math.PI)} * turned(u, 1) / sine;
}`;

/** From 4 on by its continued fraction; the square's rounding is taken apart there. */
const erfcf = `
fn erfcf(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  if (x < 1f) { return 1f - erff(x); }
  if (x <= 4f) { return expf(${horner(LOG_ERFC, "x")}); }
  if (x > 11f) { return 0f; }
  let high = bitcast<f32>(bitcast<u32>(x) & 0xfffff000u);
  var tail = x;
  for (var k = 7; k > 0; k--) { tail = x + (0.5f * f32(k)) / tail; }
  return (expf(-high * high) * expf((high - x) * (high + x))) * (${literal(1 / Math.sqrt(Math.PI))} / tail);
}`;

const powf = `
fn powf(x: f32, y: f32) -> f32 {
  if (y == 0f) { return 1f; }
  if (isNaN(x) || isNaN(y)) { return ofBits(0x7fc00000u); }
  if (x > 0f) { return expf(y * logf(x)); }
  let isOdd = isFinite(y) && y == floor(y) && abs(y) < 16777216f && (i32(y) & 1) != 0;
  if (x == 0f) {
    if (y > 0f) { return 0f; }
    return ofBits(0x7f800000u);
  }
  if (isFinite(y) && y != floor(y)) { return ofBits(0x7fc00000u); }
  let size = expf(y * logf(-x));
  if (isOdd) { return -size; }
  return size;
}`;

const compared = `
fn lessf(a: f32, b: f32) -> f32 { if (isNaN(a) || isNaN(b)) { return 0f; } return select(0f, 1f, a < b); }
fn atMostf(a: f32, b: f32) -> f32 { if (isNaN(a) || isNaN(b)) { return 0f; } return select(0f, 1f, a <= b); }
fn equalf(a: f32, b: f32) -> f32 { if (isNaN(a) || isNaN(b)) { return 0f; } return select(0f, 1f, a == b); }
fn floorf(x: f32) -> f32 { if (!isFinite(x)) { return x; } return floor(x); }
fn chosen(condition: f32, then: f32, otherwise: f32) -> f32 { return select(then, otherwise, (bitcast<u32>(condition) & 0x7fffffffu) == 0u); }`;

/** What the code of densities calls, beside what snippets it brings; these further snippets with it, each once. */
export function densityFunctions(more: readonly SnippetName[] = []): string {
  return [included([...USED, ...more]), log1pf, sincos, gamma, erfcf, powf, compared].join("\n");
}
