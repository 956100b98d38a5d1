/** Draws of binary units, as lists of those that are on. A list has room for all units of the padded width: it is written by fours. */
import { constant, sigmoidf4 } from "../../../math/assembly/elementary4";

/** The lanes of each set of four: lane k is in set s where bit k of s is 1. */
const LANES = memory.data<u32>([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 1, 2, 0, 0, 0, 1, 2, 0,
  3, 0, 0, 0, 0, 3, 0, 0, 1, 3, 0, 0, 0, 1, 3, 0, 2, 3, 0, 0, 0, 2, 3, 0, 1, 2, 3, 0, 0, 1, 2, 3,
]);

/** Adds the units i + k of a set of four to a list that ends at `out`; returns its new end. */
@inline
export function putSet(out: usize, i: i32, set: i32): usize {
  v128.store(out, i32x4.add(i32x4.splat(i), v128.load(LANES + (<usize>set << 4))));
  return out + (<usize>popcnt(set) << 2);
}

/** Turns unit i on where uniforms[i] < p[i]; writes the indices of those on to `active`, ascending, and returns their number. */
export function sample(active: usize, p: usize, uniforms: usize, width: i32): i32 {
  let out = active;
  for (let i = 0; i < width; i += 4) {
    const at = <usize>i << 2;
    const on = i32x4.bitmask(f32x4.lt(v128.load(uniforms + at), v128.load(p + at)));
    out = putSet(out, i, on);
  }
  return <i32>((out - active) >> 2);
}

/** −2^14 / ln 2, and 2^23 + 2^14 (127 − 0.043): added to a number, it leaves an integer in the low bits of what it rounds to. */
const TO_POWER = memory.data<f32>([-23637.115234375, 10468671]);
/** Inputs are kept within these, and what is below is left to the exact function. */
const WITHIN = memory.data<f32>([-60, 60]);
/** e^−x is off by at most 3.03 %, and u (1 + e^−x) by no more. */
const SURELY = memory.data<f32>([0.97, 1.031]);

/** e^−x for |x| ≤ 60, beyond that its value there: a power of two, linear between the whole ones. Relative error −2.95 … 3.03 %. */
@inline
function powerRoughly(x: v128): v128 {
  const y = f32x4.pmin(f32x4.pmax(x, constant(WITHIN)), constant(WITHIN, 1));
  return i32x4.shl(f32x4.add(f32x4.mul(y, constant(TO_POWER)), constant(TO_POWER, 1)), 9);
}

/**
 * `sample` with p = sigmoidf4(input), which is seldom computed: u < 1 / (1 + e^−x) where u (1 + e^−x) < 1, and a rough power tells nearly always on
 * which side that is.
 */
export function sampleLogistic(active: usize, input: usize, uniforms: usize, width: i32): i32 {
  let out = active;
  for (let i = 0; i < width; i += 4) {
    const at = <usize>i << 2;
    const x = v128.load(input + at);
    const u = v128.load(uniforms + at);
    const t = f32x4.add(u, f32x4.mul(u, powerRoughly(x)));
    const isOn = v128.and(f32x4.lt(t, constant(SURELY)), f32x4.gt(x, constant(WITHIN)));
    let on = i32x4.bitmask(isOn);
    if (i32x4.bitmask(v128.or(isOn, f32x4.gt(t, constant(SURELY, 1)))) != 15) on = i32x4.bitmask(f32x4.lt(u, sigmoidf4(x)));
    out = putSet(out, i, on);
  }
  return <i32>((out - active) >> 2);
}
