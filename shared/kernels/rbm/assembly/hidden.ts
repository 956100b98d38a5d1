/** Hidden units in annealing, from their input in `input`: what they weigh, and their draws. */
import { log } from "../../../math/assembly/elementary";
import { expMinusAbsf4 } from "../../../math/assembly/elementary4";
import { putSet } from "./draw";
import { drawFour } from "./leading";
import { H, HP, hiddenOn, input, p } from "./state";
import { sumSoftplus } from "./units";

const MOST_CHANGE: f32 = 0.25;
const MOST_FACTORS: i32 = 2048;
/** 1/6!, 1/5!, … 1/1!. */
const EXPM1 = memory.data<f32>([
  0.0013888889225199819, 0.008333333767950535, 0.0416666679084301, 0.1666666716337204, 0.5, 1,
]);

@inline
function probabilityf4(x: v128): v128 {
  const e = expMinusAbsf4(x);
  const one = f32x4.splat(1);
  return f32x4.div(v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0))), f32x4.add(one, e));
}

/** Probabilities at β = to, to `p`; returns Σ_j log(1 + e^(to x_j)) − log(1 + e^(from x_j)), as ../scalar-annealing.ts says. */
export function weighHidden(from: f64, to: f64): f64 {
  for (let j = H; j < HP; j++) store<f32>(input + (<usize>j << 2), 0);
  const beta = f32x4.splat(<f32>to);
  const back = f32x4.splat(<f32>(from - to));
  const one = f64x2.splat(1);
  let low = one;
  let high = one;
  let isSmall = i32x4.splat(-1);
  for (let at: usize = 0; at < <usize>HP << 2; at += 16) {
    const x = v128.load(input + at);
    const d = f32x4.mul(back, x);
    isSmall = v128.and(isSmall, f32x4.le(f32x4.abs(d), f32x4.splat(MOST_CHANGE)));
    let series = v128.load32_splat(EXPM1);
    series = f32x4.add(f32x4.mul(series, d), v128.load32_splat(EXPM1, 4));
    series = f32x4.add(f32x4.mul(series, d), v128.load32_splat(EXPM1, 8));
    series = f32x4.add(f32x4.mul(series, d), v128.load32_splat(EXPM1, 12));
    series = f32x4.add(f32x4.mul(series, d), v128.load32_splat(EXPM1, 16));
    series = f32x4.add(f32x4.mul(series, d), v128.load32_splat(EXPM1, 20));
    const own = probabilityf4(f32x4.mul(beta, x));
    v128.store(p + at, own);
    const y = f32x4.mul(own, f32x4.mul(d, series));
    low = f64x2.mul(low, f64x2.add(one, f64x2.promote_low_f32x4(y)));
    high = f64x2.mul(high, f64x2.add(one, f64x2.promote_low_f32x4(v128.shuffle<i32>(y, y, 2, 3, 0, 1))));
  }
  // Units of the padding are never on.
  for (let j = H; j < HP; j++) store<f32>(p + (<usize>j << 2), 0);
  if (H > MOST_FACTORS || i32x4.bitmask(isSmall) != 15) return sumSoftplus(input, H, <f32>to) - sumSoftplus(input, H, <f32>from);
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
  for (let j = 0; j < HP; j += 4) store<u8>(sets + (j >> 2), <u8>drawFour(j, v128.load(p + (<usize>j << 2))));
}
