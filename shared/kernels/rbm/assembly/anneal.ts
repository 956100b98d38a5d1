/**
 * Between the base-rate machine (β = 0: no weights) and this one (β = 1): with x the input of the hidden units and A, B what visible units contribute in
 * the base and in the machine, log p*_β(v) = (1 − β) A(v) + β B(v) + Σ_j log(1 + e^(β x_j)). A = a · v and B = b · v where units are binary,
 * −½ Σ (v − a)²/s² and −½ Σ (v − b)²/σ² where they are Gaussian.
 */
import { isCoarse, sampleCoarsely } from "./coarse";
import { sampleLogistic } from "./draw";
import {
  H,
  HIDDEN,
  HP,
  VISIBLE,
  VP,
  gaussian,
  hiddenBias,
  hiddenOn,
  input,
  list,
  negative,
  negativeCount,
  transposed,
  uniforms,
  uniformsOf,
  visibleBias,
  weights,
} from "./state";
import { NEVER, drive, sumSoftplus } from "./units";
import { drawBetween, hiddenInput, termGain } from "./visible";

/** log p*_to(v) − log p*_from(v) of chain n, then one Gibbs sweep that leaves p_to invariant. */
export function anneal(n: i32, from: f64, to: f64, step: i32, k0: u32, k1: u32): f64 {
  const gain = logRatio(n, from, to);
  sweepAt(n, to, step, k0, k1);
  return gain;
}

/** One Gibbs sweep of chain n that leaves p_β invariant. */
export function temper(n: i32, beta: f64, step: i32, k0: u32, k1: u32): void {
  hiddenInput(input, hiddenBias, weights, negative, negativeCount, n);
  sweepAt(n, beta, step, k0, k1);
}

/** log p*_to(v) − log p*_from(v) of chain n, whose hidden input is left in `input`. */
export function logRatio(n: i32, from: f64, to: f64): f64 {
  hiddenInput(input, hiddenBias, weights, negative, negativeCount, n);
  return (to - from) * termGain(n) + sumSoftplus(input, H, <f32>to) - sumSoftplus(input, H, <f32>from);
}

/** From the hidden input of chain n in `input`. */
function sweepAt(n: i32, to: f64, step: i32, k0: u32, k1: u32): void {
  const beta = f32x4.splat(<f32>to);
  for (let j = 0; j < HP; j += 4) {
    const at = <usize>j << 2;
    v128.store(input + at, f32x4.mul(beta, v128.load(input + at)));
  }
  for (let j = H; j < HP; j++) store<f32>(input + (<usize>j << 2), NEVER);
  uniformsOf(k0, k1, HIDDEN, step, n, HP);
  const on = sampleLogistic(hiddenOn, input, uniforms, HP);
  if (!gaussian && isCoarse(to, on)) {
    uniformsOf(k0, k1, VISIBLE, step, n, VP);
    store<i32>(negativeCount + (<usize>n << 2), sampleCoarsely(list(negative, n), to, on));
    return;
  }
  drive(input, visibleBias, transposed, VP, hiddenOn, on);
  drawBetween(n, to, step, k0, k1);
}
