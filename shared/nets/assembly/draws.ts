/** Random tensors addressed by (key, index), the bits of shared/random. Indexes cross the border as float64 (exact to 2^53). */
import * as d from "../../random/assembly/distributions";
import { floats } from "./vectors";

/** n uniforms in [0, 1), those of the indexes from, from + 1, … */
export function uniforms(n: i32, key0: u32, key1: u32, from: f64, y: usize): void {
  d.fillUniform32(y, n, key0, key1, <u64>from);
}

/** n standard normals. */
export function normals(n: i32, key0: u32, key1: u32, from: f64, y: usize): void {
  d.fillNormal32(y, n, key0, key1, <u64>from);
}

/** A mask of dropout: 0 where the uniform is below the rate (in [0, 1)), elsewhere 1 / (1 − rate), rounded once. */
export function dropMask(n: i32, key0: u32, key1: u32, from: f64, rate: f64, y: usize): void {
  d.fillUniform32(y, n, key0, key1, <u64>from);
  const kept = <f32>(1 / (1 - rate));
  // Uniforms are multiples of 2^-24: below the rate is below the next multiple, which a float32 holds.
  const least = <f32>(ceil(rate * 16777216) / 16777216);
  const leasts = f32x4.splat(least);
  const scale = f32x4.splat(kept);
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) v128.store(floats(y, i), v128.andnot(scale, f32x4.lt(v128.load(floats(y, i)), leasts)));
  for (; i < n; i++) store<f32>(floats(y, i), load<f32>(floats(y, i)) < least ? 0 : kept);
}
