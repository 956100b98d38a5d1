/** Hidden units in annealing, from their input in `input`: what they weigh, and their draws. */
import { log } from "../../../math/assembly/elementary";
import { constant, expMinusAbsf4 } from "../../../math/assembly/elementary4";
import { putSet } from "./draw";
import { drawFour, drawSixteen } from "./leading";
import { H, HP, hiddenOn, input, p } from "./state";
import { sumSoftplus } from "./units";

const MOST_CHANGE: f32 = 0.25;
const MOST_FACTORS: i32 = 2048;
/** 1/6!, 1/5!, … 1/1!. */
const EXPM1 = memory.data<f32>([
  0.0013888889225199819, 0.008333333767950535, 0.0416666679084301, 0.1666666716337204, 0.5, 1,
]);

/** For the loop below, loaded: engines build literals anew from integers in every round. */
const ONE = memory.data<f32>([1]);
const ONE64 = memory.data<f64>([1]);
const SIZE = memory.data<i32>([0x7fffffff]);

/** The probability of x, from e = e^−|x|. */
@inline
function probability(x: v128, e: v128): v128 {
  const one = constant(ONE);
  // Where the sign of x is set, e; otherwise 1.
  const top = v128.xor(one, v128.and(v128.xor(one, e), i32x4.shr_s(x, 31)));
  return f32x4.div(top, f32x4.add(one, e));
}

/** own · (e^d − 1). */
@inline
function changeOf(own: v128, d: v128): v128 {
  let series = constant(EXPM1);
  series = f32x4.add(f32x4.mul(series, d), constant(EXPM1, 1));
  series = f32x4.add(f32x4.mul(series, d), constant(EXPM1, 2));
  series = f32x4.add(f32x4.mul(series, d), constant(EXPM1, 3));
  series = f32x4.add(f32x4.mul(series, d), constant(EXPM1, 4));
  series = f32x4.add(f32x4.mul(series, d), constant(EXPM1, 5));
  return f32x4.mul(own, f32x4.mul(d, series));
}

/** Probabilities at β = to, to `p`; returns Σ_j log(1 + e^(to x_j)) − log(1 + e^(from x_j)), as ../scalar-annealing.ts says. */
export function weighHidden(from: f64, to: f64): f64 {
  for (let j = H; j < HP; j++) store<f32>(input + (<usize>j << 2), 0);
  const beta = f32x4.splat(<f32>to);
  const back = f32x4.splat(<f32>(from - to));
  let low = v128.load64_splat(ONE64);
  let high = low;
  let size = i32x4.splat(0);
  for (let at: usize = 0; at < <usize>HP << 2; at += 16) {
    const x = v128.load(input + at);
    const d = f32x4.mul(back, x);
    // As integers sizes are in the same order, and NaN is above them all.
    size = i32x4.max_s(size, v128.and(d, constant(SIZE)));
    const own = f32x4.mul(beta, x);
    const o = probability(own, expMinusAbsf4(own));
    v128.store(p + at, o);
    const y = changeOf(o, d);
    const one = v128.load64_splat(ONE64);
    low = f64x2.mul(low, f64x2.add(one, f64x2.promote_low_f32x4(y)));
    high = f64x2.mul(high, f64x2.add(one, f64x2.promote_low_f32x4(v128.shuffle<i32>(y, y, 2, 3, 0, 1))));
  }
  // Units of the padding are never on.
  for (let j = H; j < HP; j++) store<f32>(p + (<usize>j << 2), 0);
  const isSmall = i32x4.bitmask(i32x4.gt_s(size, i32x4.splat(reinterpret<i32>(MOST_CHANGE)))) == 0;
  if (H > MOST_FACTORS || !isSmall) return sumSoftplus(input, H, <f32>to) - sumSoftplus(input, H, <f32>from);
  const pairs = f64x2.mul(low, high);
  return -log(f64x2.extract_lane(pairs, 0) * f64x2.extract_lane(pairs, 1));
}

/** Draws them by the probabilities in `p`: their list to `hiddenOn`; returns how many are on. */
export function drawHidden(): i32 {
  let out = hiddenOn;
  for (let j = 0; j < HP; j += 4) out = putSet(out, j, drawFour(j, v128.load(p + (<usize>j << 2))));
  return <i32>((out - hiddenOn) >> 2);
}

/** The same: the set of each four that is on, to the bytes at `sets`. */
export function drawSets(sets: usize): void {
  let j = 0;
  for (; j + 16 <= HP; j += 16) store<u32>(sets + (j >> 2), spread(drawSixteen(j, p + (<usize>j << 2))));
  for (; j < HP; j += 4) store<u8>(sets + (j >> 2), <u8>drawFour(j, v128.load(p + (<usize>j << 2))));
}
/** Four bits in each byte. */
@inline
function spread(set: u32): u32 {
  const bytes = (set | (set << 8)) & 0x00ff00ff;
  return (bytes | (bytes << 4)) & 0x0f0f0f0f;
}
