/**
 * Annealed importance sampling between the base-rate machine (β = 0: no weights, visible bias `baseBias`) and this one (β = 1):
 * log p*_β(v) = ((1 − β) a + β b) · v + Σ_j log(1 + e^(β x_j)), x = c + Wᵀv.
 */
import { NEVER, drive, probabilities, sample, sumSoftplus } from "./units";
import {
  H,
  HIDDEN,
  HP,
  VISIBLE,
  VP,
  baseBias,
  count,
  hiddenBias,
  hiddenOn,
  input,
  list,
  negative,
  negativeCount,
  p,
  transposed,
  uniforms,
  uniformsOf,
  visibleBias,
  weights,
} from "./state";

/** Draws chain n from the base-rate machine. */
export function startAtBase(n: i32, k0: u32, k1: u32): void {
  uniformsOf(k0, k1, VISIBLE, 0, n, VP);
  probabilities(p, baseBias, VP);
  store<i32>(negativeCount + (<usize>n << 2), sample(list(negative, n), p, uniforms, VP));
}

/** log p*_to(v) − log p*_from(v) of chain n, then one Gibbs sweep that leaves p_to invariant. */
export function anneal(n: i32, from: f64, to: f64, step: i32, k0: u32, k1: u32): f64 {
  const active = list(negative, n);
  const length = count(negativeCount, n);
  drive(input, hiddenBias, weights, HP, active, length);
  let linear: f64 = 0;
  for (let a = 0; a < length; a++) {
    const at = <usize>load<u32>(active + (<usize>a << 2)) << 2;
    linear += <f64>load<f32>(visibleBias + at) - <f64>load<f32>(baseBias + at);
  }
  const gain = (to - from) * linear + sumSoftplus(input, H, <f32>to) - sumSoftplus(input, H, <f32>from);
  const beta = f32x4.splat(<f32>to);
  for (let j = 0; j < HP; j += 4) {
    const at = <usize>j << 2;
    v128.store(input + at, f32x4.mul(beta, v128.load(input + at)));
  }
  for (let j = H; j < HP; j++) store<f32>(input + (<usize>j << 2), NEVER);
  probabilities(p, input, HP);
  uniformsOf(k0, k1, HIDDEN, step, n, HP);
  const on = sample(hiddenOn, p, uniforms, HP);
  drive(input, visibleBias, transposed, VP, hiddenOn, on);
  const rest = f32x4.splat(<f32>(1 - to));
  for (let i = 0; i < VP; i += 4) {
    const at = <usize>i << 2;
    v128.store(input + at, f32x4.add(f32x4.mul(rest, v128.load(baseBias + at)), f32x4.mul(beta, v128.load(input + at))));
  }
  probabilities(p, input, VP);
  uniformsOf(k0, k1, VISIBLE, step, n, VP);
  store<i32>(negativeCount + (<usize>n << 2), sample(active, p, uniforms, VP));
  return gain;
}

/** Sets chain n to visible states drawn given the hidden states whose indices stand in `hidden`. */
export function drawVisible(n: i32, hidden: usize, on: i32, k0: u32, k1: u32): void {
  drive(input, visibleBias, transposed, VP, hidden, on);
  probabilities(p, input, VP);
  uniformsOf(k0, k1, VISIBLE, 0, n, VP);
  store<i32>(negativeCount + (<usize>n << 2), sample(list(negative, n), p, uniforms, VP));
}
