/**
 * Elementary functions, random numbers and linear algebra as a module of their own. Indices cross the border as float64 (exact to
 * 2^53): a 64-bit integer would be a BigInt on the other side.
 */
import { expd2 } from "./elementary2";
import * as d from "../../random/assembly/distributions";
import * as p from "../../random/assembly/philox";
export * from "./elementary";
export { erff, expf, expm1f, expMinusAbsf, logf, tanhf, sigmoidf, softplusf, sinf, cosf, sinTurnsf, cosTurnsf } from "./elementary4";
export { alloc } from "../../wasm/lib/memory";
export { permutation } from "../../random/assembly/distributions";
export { cholesky, invertLower, multiply, multiplyTransposed, solveLower, solveLowerTransposed, subtractFromRows } from "../../linalg/assembly/matrices";
export { symmetricEigen, symmetricEigenWorkspace } from "../../linalg/assembly/symmetric-eigen";
export { symmetricEigenRange, symmetricEigenRangeBegin, symmetricEigenRangeWorkspace } from "../../linalg/assembly/symmetric-eigen-range";

/** Writes the four words of philox([c0, c1, c2, c3], [k0, k1]) to `out`. */
export function philox(out: usize, c0: u32, c1: u32, c2: u32, c3: u32, k0: u32, k1: u32): void {
  v128.store(out, p.philox(c0, c1, c2, c3, k0, k1));
}

/** Writes the two words of the folded key to `out`. */
export function fold(out: usize, k0: u32, k1: u32, a: u32, b: u32, c: u32): void {
  store<u64>(out, p.fold(k0, k1, a, b, c));
}

export function uniform(k0: u32, k1: u32, index: f64): f64 {
  return d.uniform(k0, k1, <u64>index);
}

export function uniform32(k0: u32, k1: u32, index: f64): f32 {
  return d.uniform32(k0, k1, <u64>index);
}

export function normal(k0: u32, k1: u32, index: f64): f64 {
  return d.normal(k0, k1, <u64>index);
}

export function normal32(k0: u32, k1: u32, index: f64): f32 {
  return d.normal32(k0, k1, <u64>index);
}

export function integer(k0: u32, k1: u32, index: f64, n: u32): u32 {
  return d.integer(k0, k1, <u64>index, n);
}

export function categorical(k0: u32, k1: u32, index: f64, cumulative: usize, count: i32): i32 {
  return d.categorical(k0, k1, <u64>index, cumulative, count);
}

export function fillWords(out: usize, count: i32, k0: u32, k1: u32, start: f64): void {
  p.fillWords(out, count, k0, k1, <u64>start);
}

export function fillUniform(out: usize, count: i32, k0: u32, k1: u32, start: f64): void {
  d.fillUniform(out, count, k0, k1, <u64>start);
}

export function fillUniform32(out: usize, count: i32, k0: u32, k1: u32, start: f64): void {
  d.fillUniform32(out, count, k0, k1, <u64>start);
}

export function fillNormal(out: usize, count: i32, k0: u32, k1: u32, start: f64): void {
  d.fillNormal(out, count, k0, k1, <u64>start);
}

export function fillNormal32(out: usize, count: i32, k0: u32, k1: u32, start: f64): void {
  d.fillNormal32(out, count, k0, k1, <u64>start);
}

export function fillInteger(out: usize, count: i32, n: u32, k0: u32, k1: u32, start: f64): void {
  d.fillInteger(out, count, n, k0, k1, <u64>start);
}

/** e^x of a pair of float64 at `x`, written to `out`. */
export function expPair(out: usize, x: usize): void {
  v128.store(out, expd2(v128.load(x)));
}
