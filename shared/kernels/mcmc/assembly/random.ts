// Keys, and normals of a key that is used once.
import { fillNormal } from "../../../random/assembly/distributions";
import { cosTurns, log, sinTurns } from "../../../math/assembly/elementary";
import { block, fold as foldPhilox } from "../../../random/assembly/philox";

/** The key that the last `fold` made. */
export let folded0: u32 = 0;
export let folded1: u32 = 0;

export function fold(k0: u32, k1: u32, a: u32, b: u32, c: u32): void {
  const key = foldPhilox(k0, k1, a, b, c);
  folded0 = <u32>key;
  folded1 = <u32>(key >> 32);
}

const TWO_M53: f64 = 1.1102230246251565e-16;

/**
 * normal(key, 0 … count − 1) to `out`, which has room for an even number. Both normals of a block are made together, as chains of a few
 * coordinates need them.
 */
export function normals(k0: u32, k1: u32, count: i32, out: usize): void {
  const eights = count & ~7;
  if (eights > 0) fillNormal(out, eights, k0, k1, 0);
  for (let i = eights; i < count; i += 2) {
    const words = block(k0, k1, <u64>i >> 1);
    const r = sqrt<f64>(-2 * log(1 - uniformOfHalf(i64x2.extract_lane(words, 0))));
    const turns = uniformOfHalf(i64x2.extract_lane(words, 1));
    const at = out + (<usize>i << 3);
    store<f64>(at, r * cosTurns(turns));
    store<f64>(at, i + 1 < count ? r * sinTurns(turns) : 0, 8);
  }
}

/** 53 bits, the high 27 from the first word: as in distributions.ts. */
@inline
function uniformOfHalf(half: u64): f64 {
  return <f64>((((half & 0xffffffff) >> 5) << 26) | (half >> 38)) * TWO_M53;
}
