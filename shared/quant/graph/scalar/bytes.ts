/** Operations on each code, and on rows of them. */
import type { TypedArray } from "../../../arrays.ts";
import { type GraphHead, INPUT, type NodeHead } from "../head.ts";
import type { QuantGraph } from "../tensors.ts";
import type { Value } from "../values.ts";

/** To the nearest whole number, halves to the even one. */
function halfEven(x: number): number {
  const down = Math.floor(x);
  const rest = x - down;
  if (rest === 0.5) return down % 2 === 0 ? down : down + 1;
  return rest > 0.5 ? down + 1 : down;
}

/** clamp(roundHalfEven((x − offset) / scale) + zero), every step in float32; NaN becomes 0. */
export function quantised({ input, tensors }: QuantGraph, row: Float32Array): Uint8Array {
  const { scale, zero, top } = input.code;
  const [offsets, scales] = ["offsets", "scales"].map((part) => (input.each ? tensors[`${INPUT}.${part}`] : undefined));
  const own = Math.fround(scale);
  return Uint8Array.from(row, (x, i) => {
    const quotient = Math.fround(Math.fround(x - (offsets?.[i] ?? 0)) / (scales?.[i] ?? own));
    const code = Math.fround(halfEven(quotient) + zero);
    return code > 0 ? Math.min(code, top) : 0;
  });
}

/** The codes of things by their numbers: each brought to the nearest of 0…things − 1, halves to even; NaN to 0. */
export function embedding(
  { tensors }: QuantGraph,
  { name, units }: NodeHead & { readonly op: "embedding" },
  { things = 1 }: Value,
  row: Float32Array | Uint8Array,
): Uint8Array {
  const weights = tensors[`${name}.weights`] as Uint8Array;
  const y = new Uint8Array(row.length * units);
  for (const [i, x] of row.entries()) {
    const nearest = halfEven(x);
    const thing = nearest > 0 ? Math.min(nearest, things - 1) : 0;
    y.set(weights.subarray(thing * units, (thing + 1) * units), i * units);
  }
  return y;
}

/** Codes as they came, held to those that the input can have. */
export function asCodes({ code: { top } }: GraphHead["input"], row: Uint8Array): Uint8Array {
  return row.map((code) => code & top);
}

/** clamp(⌊(Σ_k m_k (x_k − z_k) + 2^(s − 1)) / 2^s⌋ + zero), of m_1, m_2, s. */
export function add(
  [m0, m1, shift]: TypedArray,
  [left, right]: readonly Value[],
  code: Value["code"],
  a: Uint8Array,
  b: Uint8Array,
): Uint8Array {
  return a.map((x, i) => {
    const sum = m0 * (x - left.code.zero) + m1 * (b[i] - right.code.zero);
    const scaled = Math.floor((sum + 2 ** (shift - 1)) / 2 ** shift);
    return Math.min(Math.max(scaled + code.zero, 0), code.top);
  });
}

/**
 * Shares of `top` for each row of the last axis: e = T[largest − x] with T[d] = round(65535 exp(−scale · d)), then ⌊(2 · top · e + Σ) / 2 Σ⌋. A share is
 * off the softmax of the numbers that the codes stand for by at most 1 / (2 top) for its own rounding and (n + 1) · 2^−17 for that of the exponentials.
 */
export function softmax(table: TypedArray, width: number, top: number, x: Uint8Array): Uint8Array {
  const y = new Uint8Array(x.length);
  for (let from = 0; from < x.length; from += width) {
    const row = x.subarray(from, from + width);
    const most = Math.max(...row);
    const e = Array.from(row, (code) => table[most - code]);
    const sum = e.reduce((a, b) => a + b, 0);
    for (const [i, share] of e.entries()) y[from + i] = Math.floor((2 * top * share + sum) / (2 * sum));
  }
  return y;
}

/** Pixels by their numbers: see moves.ts. */
export function gather(sources: Int32Array, channels: number, zero: number, x: Uint8Array): Uint8Array {
  const y = new Uint8Array(sources.length * channels).fill(zero);
  for (const [at, pixel] of sources.entries())
    if (pixel >= 0) y.set(x.subarray(pixel * channels, (pixel + 1) * channels), at * channels);
  return y;
}

/**
 * Layer normalisation of each row of the last axis (Ba, Kiros & Hinton 2016): with d = n x − Σ x and L = ⌊256 √(Σ d² + ε)⌋, at least 1, the normalised number in units of 1/1024 is
 * q = ⌊(512 d K + L) / 2L⌋, K = ⌊1024 √n + ½⌋; then clamp(⌊(q · gain + bias + 2^(s − 1)) / 2^s⌋ + zero). Every step is one of float64, rounded as IEEE 754 has it, so that it is
 * the same everywhere. A normalised number is off by at most 1/256 of itself for L, and 1/2048 for q.
 */
export function layerNorm(
  [affine]: readonly TypedArray[],
  { code, epsilon, shift }: NodeHead & { readonly op: "layerNorm" },
  width: number,
  x: Uint8Array,
): Uint8Array {
  const y = new Uint8Array(x.length);
  const root = Math.round(1024 * Math.sqrt(width));
  for (let from = 0; from < x.length; from += width) {
    const row = x.subarray(from, from + width);
    const sum = row.reduce((a, b) => a + b, 0);
    const differences = Array.from(row, (own) => width * own - sum);
    const squares = differences.reduce((all, d) => all + d * d, 0);
    const length = Math.max(1, Math.floor(256 * Math.sqrt(squares + epsilon)));
    for (const [i, d] of differences.entries()) {
      const q = Math.floor((512 * d * root + length) / (2 * length));
      const scaled = Math.floor((q * affine[i] + affine[width + i] + 2 ** (shift - 1)) / 2 ** shift);
      y[from + i] = Math.min(Math.max(scaled + code.zero, 0), code.top);
    }
  }
  return y;
}
