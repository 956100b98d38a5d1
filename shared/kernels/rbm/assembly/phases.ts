/** The two phases of the log-likelihood's gradient: hidden units given the data, and block Gibbs sampling of the model. */
import { drive, probabilities, sample, transpose } from "./units";
import {
  BINARISE,
  HIDDEN,
  HP,
  RECONSTRUCTION,
  V,
  VISIBLE,
  VP,
  count,
  hiddenBias,
  hiddenOn,
  input,
  list,
  negative,
  negativeCount,
  negativeHidden,
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

/** Rows whose positiveHidden belongs to the present minibatch and weights. */
let fresh: i32 = 0;

/** After the caller has written `weights` (and biases). */
export function weightsChanged(): void {
  fresh = 0;
  transpose(transposed, VP, weights, HP, VP, HP);
}

/** Sets row n of the batch from V bytes: on where pixel ≥ 128 (threshold), or with probability pixel / 255. */
export function present(n: i32, pixels: usize, sampled: bool, k0: u32, k1: u32): void {
  fresh = 0;
  const out = list(positive, n);
  let on = 0;
  if (sampled) uniformsOf(k0, k1, BINARISE, n, 0, V);
  for (let i = 0; i < V; i++) {
    const pixel = load<u8>(pixels + i);
    const active = sampled ? load<f32>(uniforms + (<usize>i << 2)) * 255 < <f32>pixel : pixel >= 128;
    if (active) {
      store<u32>(out + (<usize>on << 2), i);
      on++;
    }
  }
  store<i32>(positiveCount + (<usize>n << 2), on);
}

function hiddenOfList(out: usize, active: usize, length: i32): void {
  drive(input, hiddenBias, weights, HP, active, length);
  probabilities(out, input, HP);
}

/** Starts the persistent chains at the rows of the present batch. */
export function startParticles(rows: i32): void {
  for (let n = 0; n < rows; n++) {
    memory.copy(list(negative, n), list(positive, n), <usize>count(positiveCount, n) << 2);
    store<i32>(negativeCount + (<usize>n << 2), count(positiveCount, n));
  }
}

/** Positive phase of `rows` rows: hidden probabilities given the data. */
export function positivePhase(rows: i32): void {
  for (let n = 0; n < rows; n++) hiddenOfList(row(positiveHidden, n, HP), list(positive, n), count(positiveCount, n));
  fresh = rows;
}

/** k steps of block Gibbs sampling for `rows` chains, from the data (CD) or from where the chains stand (PCD); leaves negative and negativeHidden. */
export function negativePhase(rows: i32, k: i32, persistent: bool, k0: u32, k1: u32): void {
  if (!persistent) startParticles(rows);
  // Chains that start at the data have its hidden probabilities.
  if (!persistent && rows <= fresh) memory.copy(negativeHidden, positiveHidden, (<usize>rows * HP) << 2);
  else for (let n = 0; n < rows; n++) hiddenOfList(row(negativeHidden, n, HP), list(negative, n), count(negativeCount, n));
  for (let step = 0; step < k; step++) for (let n = 0; n < rows; n++) gibbs(n, step, k0, k1);
}

/** One sweep of chain n: its hidden units, then its visible ones, then the hidden probabilities that these give. */
function gibbs(n: i32, step: i32, k0: u32, k1: u32): void {
  uniformsOf(k0, k1, HIDDEN, step, n, HP);
  const on = sample(hiddenOn, row(negativeHidden, n, HP), uniforms, HP);
  drive(input, visibleBias, transposed, VP, hiddenOn, on);
  probabilities(p, input, VP);
  uniformsOf(k0, k1, VISIBLE, step, n, VP);
  const seen = sample(list(negative, n), p, uniforms, VP);
  store<i32>(negativeCount + (<usize>n << 2), seen);
  hiddenOfList(row(negativeHidden, n, HP), list(negative, n), seen);
}

/** Mean over the first `rows` rows and V pixels of (v − p(v | h))², with h drawn from the positive phase. */
export function reconstructionError(rows: i32, k0: u32, k1: u32): f64 {
  let sum: f64 = 0;
  for (let n = 0; n < rows; n++) {
    uniformsOf(k0, k1, RECONSTRUCTION, n, 0, HP);
    const on = sample(hiddenOn, row(positiveHidden, n, HP), uniforms, HP);
    drive(input, visibleBias, transposed, VP, hiddenOn, on);
    probabilities(p, input, VP);
    const active = list(positive, n);
    const length = count(positiveCount, n);
    let a = 0;
    for (let i = 0; i < V; i++) {
      const v: f64 = a < length && load<u32>(active + (<usize>a << 2)) == i ? 1 : 0;
      if (v == 1) a++;
      const difference = v - <f64>load<f32>(p + (<usize>i << 2));
      sum += difference * difference;
    }
  }
  return sum / (<f64>rows * <f64>V);
}
