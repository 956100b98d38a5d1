/**
 * Visible units of both kinds. Binary: v_i is on with probability σ(x_i), x = b + W h. Gaussian: v_i = x_i + σ_i z with z standard normal. Each function
 * branches once per row.
 */
import { exp } from "../../../math/assembly/elementary";
import { fillNormal32 } from "../../../random/assembly/distributions";
import { fold } from "../../../random/assembly/philox";
import { alloc } from "../../../wasm/lib/memory";
import { coarseChanged } from "./coarse";
import { putSet, sampleLogistic } from "./draw";
import { drawFour, firstVisible } from "./leading";
import {
  V,
  VISIBLE,
  VP,
  HP,
  baseBias,
  baseLogVariance,
  count,
  deviation,
  gaussian,
  input,
  list,
  logVariance,
  negative,
  negativeCount,
  p,
  precision,
  scaled,
  uniforms,
  uniformsOf,
  visibleBias,
} from "./state";
import { stepsChanged } from "./steps";
import { combine, drive, probabilities } from "./units";

/** out = bias + Wᵀ(v / σ²) of row n of the states (σ = 1 where units are binary): what the hidden units are driven by. */
export function hiddenInput(out: usize, bias: usize, matrix: usize, states: usize, counts: usize, n: i32): void {
  if (!gaussian) return drive(out, bias, matrix, HP, list(states, n), count(counts, n));
  const v = list(states, n);
  for (let i = 0; i < VP; i += 4) {
    const at = <usize>i << 2;
    v128.store(scaled + at, f32x4.mul(v128.load(v + at), v128.load(precision + at)));
  }
  combine(out, bias, matrix, HP, scaled, 4, V);
}

/** Draws chain n from the visible input in `input`. */
export function drawChain(n: i32, step: i32, k0: u32, k1: u32): void {
  if (gaussian) return drawReal(n, input, deviation, step, k0, k1);
  uniformsOf(k0, k1, VISIBLE, step, n, VP);
  store<i32>(negativeCount + (<usize>n << 2), sampleLogistic(list(negative, n), input, uniforms, VP));
}

function drawReal(n: i32, mean: usize, spread: usize, step: i32, k0: u32, k1: u32): void {
  const key = fold(k0, k1, VISIBLE, step, n);
  fillNormal32(uniforms, VP, <u32>key, <u32>(key >> 32), 0);
  const v = list(negative, n);
  for (let i = 0; i < VP; i += 4) {
    const at = <usize>i << 2;
    v128.store(v + at, f32x4.add(v128.load(mean + at), f32x4.mul(v128.load(spread + at), v128.load(uniforms + at))));
  }
}

/** Σ_i precision_i (v_i − c_i)² of a row of real states, in order, in float64. */
function squares(v: usize, centre: usize, precisions: usize): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < V; i++) {
    const at = <usize>i << 2;
    const off = <f64>load<f32>(v + at) - <f64>load<f32>(centre + at);
    sum += <f64>load<f32>(precisions + at) * off * off;
  }
  return sum;
}

/** The part of log p*(v) of row n that the hidden units have nothing to do with: b · v, or −½ Σ (v_i − b_i)² / σ_i². */
export function ownTerm(states: usize, counts: usize, n: i32): f64 {
  if (gaussian) return -0.5 * squares(list(states, n), visibleBias, precision);
  const active = list(states, n);
  const length = count(counts, n);
  let linear: f64 = 0;
  for (let a = 0; a < length; a++) linear += <f64>load<f32>(visibleBias + (<usize>load<u32>(active + (<usize>a << 2)) << 2));
  return linear;
}

/** The same less that of the base-rate machine, of chain n of Gaussian units: what annealing weighs. */
export function termGain(n: i32): f64 {
  return ownTerm(negative, negativeCount, n) + 0.5 * squares(list(negative, n), baseBias, basePrecision);
}

// Between the base-rate machine (β = 0) and this one (β = 1): visible units given the hidden ones.

/** Of Gaussian units at the temperature at which they were last drawn: v_i = shift + factor · x_i + spread · z. */
let basePrecision: usize = 0;
let shift: usize = 0;
let factor: usize = 0;
let spread: usize = 0;
let here: f64 = NaN;

/** After parameters of a binary machine have changed, or those of its base. */
export function parametersChanged(): void {
  coarseChanged();
  stepsChanged();
}

/** After the caller has written `baseBias` (and `baseLogVariance`). */
export function baseChanged(): void {
  if (!gaussian) return parametersChanged();
  if (basePrecision == 0) {
    basePrecision = alloc(VP * 4);
    shift = alloc(VP * 4);
    factor = alloc(VP * 4);
    spread = alloc(VP * 4);
  }
  for (let i = 0; i < V; i++) {
    const at = <usize>i << 2;
    store<f32>(basePrecision + at, <f32>exp(-<f64>load<f32>(baseLogVariance + at)));
  }
  here = NaN;
}

/** Where precisions are λ_β = (1 − β)/s² + β/σ², the mean is ((1 − β) a/s² + β x/σ²) / λ_β. */
function goTo(beta: f64): void {
  if (beta == here) return;
  here = beta;
  for (let i = 0; i < V; i++) {
    const at = <usize>i << 2;
    const base = (1 - beta) * exp(-<f64>load<f32>(baseLogVariance + at));
    const own = beta * exp(-<f64>load<f32>(logVariance + at));
    store<f32>(shift + at, <f32>((base * <f64>load<f32>(baseBias + at)) / (base + own)));
    store<f32>(factor + at, <f32>(own / (base + own)));
    store<f32>(spread + at, <f32>(1 / sqrt(base + own)));
  }
}

/** Draws chain n at β from the visible input b + W h in `input`, binary units by the leading bytes of a sweep. */
export function drawBetween(n: i32, beta: f64, step: i32, k0: u32, k1: u32): void {
  if (gaussian) {
    goTo(beta);
    for (let i = 0; i < VP; i += 4) {
      const at = <usize>i << 2;
      v128.store(p + at, f32x4.add(v128.load(shift + at), f32x4.mul(v128.load(factor + at), v128.load(input + at))));
    }
    return drawReal(n, p, spread, step, k0, k1);
  }
  const own = f32x4.splat(<f32>beta);
  const rest = f32x4.splat(<f32>(1 - beta));
  for (let i = 0; i < VP; i += 4) {
    const at = <usize>i << 2;
    v128.store(input + at, f32x4.add(f32x4.mul(rest, v128.load(baseBias + at)), f32x4.mul(own, v128.load(input + at))));
  }
  probabilities(p, input, VP);
  const active = list(negative, n);
  let out = active;
  for (let i = 0; i < VP; i += 4) out = putSet(out, i, drawFour(firstVisible + i, v128.load(p + (<usize>i << 2))));
  store<i32>(negativeCount + (<usize>n << 2), <i32>((out - active) >> 2));
}

/** Draws chain n from the base-rate machine. */
export function startAtBase(n: i32, k0: u32, k1: u32): void {
  if (gaussian) {
    goTo(0);
    return drawReal(n, baseBias, spread, 0, k0, k1);
  }
  uniformsOf(k0, k1, VISIBLE, 0, n, VP);
  store<i32>(negativeCount + (<usize>n << 2), sampleLogistic(list(negative, n), baseBias, uniforms, VP));
}

/** σ and 1/σ² of each Gaussian unit, after log σ² has changed. */
export function variancesChanged(): void {
  for (let i = 0; i < V; i++) {
    const at = <usize>i << 2;
    const log = <f64>load<f32>(logVariance + at);
    store<f32>(precision + at, <f32>exp(-log));
    store<f32>(deviation + at, <f32>exp(0.5 * log));
  }
  here = NaN;
}
