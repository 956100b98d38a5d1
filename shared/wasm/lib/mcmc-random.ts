// Keys and draws of a transition: uniforms one after the other, normals a vector at a time.
import { fillNormal, fillUniform } from "./distributions";
import { fold as foldPhilox } from "./philox";

/** The key that the last `fold` made. */
export let folded0: u32 = 0;
export let folded1: u32 = 0;

export function fold(k0: u32, k1: u32, a: u32, b: u32, c: u32): void {
  const key = foldPhilox(k0, k1, a, b, c);
  folded0 = <u32>key;
  folded1 = <u32>(key >> 32);
}

/** normal(key, 0 … count − 1) to `out`. */
export function normals(k0: u32, k1: u32, count: i32, out: usize): void {
  fillNormal(out, count, k0, k1, 0);
}

const pair = memory.data(16, 16);
let stream0: u32 = 0;
let stream1: u32 = 0;
let next: u32 = 0;

/** `nextUniform` goes on with uniform(key, 0), uniform(key, 1), … */
export function startUniforms(k0: u32, k1: u32): void {
  stream0 = k0;
  stream1 = k1;
  next = 0;
}

export function nextUniform(): f64 {
  const odd = next & 1;
  if (odd === 0) fillUniform(pair, 2, stream0, stream1, next);
  next++;
  return load<f64>(pair + (<usize>odd << 3));
}
