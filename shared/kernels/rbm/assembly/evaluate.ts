/** What rows of the minibatch are worth to the machine: reconstruction, free energy, pseudo-likelihood. */
import { softplus } from "../../../math/assembly/elementary";
import { sample } from "./draw";
import {
  H,
  HP,
  RECONSTRUCTION,
  V,
  VP,
  count,
  gaussian,
  hiddenBias,
  hiddenOn,
  input,
  list,
  p,
  positive,
  positiveCount,
  positiveHidden,
  row,
  transposed,
  uniforms,
  uniformsOf,
  visibleBias,
  weights,
} from "./state";
import { drive, probabilities, sumSoftplus } from "./units";
import { hiddenInput, ownTerm } from "./visible";

/** Mean over the first `rows` rows and V units of (v − E[v | h])², with h drawn from the positive phase. */
export function reconstructionError(rows: i32, k0: u32, k1: u32): f64 {
  let sum: f64 = 0;
  for (let n = 0; n < rows; n++) {
    uniformsOf(k0, k1, RECONSTRUCTION, n, 0, HP);
    const on = sample(hiddenOn, row(positiveHidden, n, HP), uniforms, HP);
    drive(input, visibleBias, transposed, VP, hiddenOn, on);
    sum = gaussian ? addReal(sum, n) : addBinary(sum, n);
  }
  return sum / (<f64>rows * <f64>V);
}

/** Adds the squares of row n, less the probabilities that the visible input gives, unit by unit. */
function addBinary(before: f64, n: i32): f64 {
  probabilities(p, input, VP);
  const active = list(positive, n);
  const length = count(positiveCount, n);
  let sum = before;
  let a = 0;
  for (let i = 0; i < V; i++) {
    const v: f64 = a < length && load<u32>(active + (<usize>a << 2)) == i ? 1 : 0;
    if (v == 1) a++;
    const difference = v - <f64>load<f32>(p + (<usize>i << 2));
    sum += difference * difference;
  }
  return sum;
}
function addReal(before: f64, n: i32): f64 {
  const v = list(positive, n);
  let sum = before;
  for (let i = 0; i < V; i++) {
    const at = <usize>i << 2;
    const difference = <f64>load<f32>(v + at) - <f64>load<f32>(input + at);
    sum += difference * difference;
  }
  return sum;
}

/** Free energy of row n of the batch, in nats: −b·v, or ½ Σ (v_i − b_i)² / σ_i², less Σ log(1 + e^x). */
export function freeEnergy(n: i32): f64 {
  hiddenInput(input, hiddenBias, weights, positive, positiveCount, n);
  return -ownTerm(positive, positiveCount, n) - sumSoftplus(input, H, 1);
}

/** Log pseudo-likelihood Σ_i log p(v_i | v without i) of row n of the batch, in nats; of binary units. */
export function pseudoLikelihood(n: i32): f64 {
  const active = list(positive, n);
  const length = count(positiveCount, n);
  drive(input, hiddenBias, weights, HP, active, length);
  const here = sumSoftplus(input, H, 1);
  let total: f64 = 0;
  let a = 0;
  for (let i = 0; i < V; i++) {
    const on = a < length && load<u32>(active + (<usize>a << 2)) == i;
    if (on) a++;
    const sign: f32 = on ? -1 : 1;
    const w = row(weights, i, HP);
    for (let j = 0; j < HP; j += 4) {
      const at = <usize>j << 2;
      v128.store(p + at, f32x4.add(v128.load(input + at), f32x4.mul(f32x4.splat(sign), v128.load(w + at))));
    }
    const gain = <f64>(sign * load<f32>(visibleBias + (<usize>i << 2))) + sumSoftplus(p, H, 1) - here;
    total -= softplus(gain);
  }
  return total;
}
