/** Phases of the log-likelihood's gradient: hidden units given the data, and block Gibbs sampling of the model. */
import { sample } from "./draw";
import {
  BINARISE,
  HIDDEN,
  HP,
  V,
  VP,
  chainHiddenBias,
  chainTransposed,
  chainVisibleBias,
  chainWeights,
  count,
  fastHiddenBias,
  fastVisibleBias,
  fastWeights,
  gaussian,
  hiddenBias,
  hiddenOn,
  input,
  list,
  negative,
  negativeCount,
  negativeHidden,
  positive,
  positiveCount,
  positiveHidden,
  row,
  stride,
  transposed,
  uniforms,
  uniformsOf,
  visibleBias,
  weights,
} from "./state";
import { drive, probabilities, transpose } from "./units";
import { drawChain, hiddenInput, parametersChanged, variancesChanged } from "./visible";

/** Rows whose positiveHidden belongs to the present minibatch and weights. */
let fresh: i32 = 0;

/** After the caller has written `weights` (and biases, and variances). */
export function weightsChanged(): void {
  fresh = 0;
  transpose(transposed, VP, weights, HP, VP, HP);
  if (gaussian) variancesChanged();
  else parametersChanged();
  if (fastWeights) chainsChanged();
}

function chainsChanged(): void {
  add(chainWeights, weights, fastWeights, VP * HP);
  add(chainVisibleBias, visibleBias, fastVisibleBias, VP);
  add(chainHiddenBias, hiddenBias, fastHiddenBias, HP);
  transpose(chainTransposed, VP, chainWeights, HP, VP, HP);
}
function add(out: usize, a: usize, b: usize, floats: i32): void {
  for (let i = 0; i < floats; i += 4) {
    const at = <usize>i << 2;
    v128.store(out + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
  }
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

/** Sets row n of the batch of a machine with Gaussian units from V floats. */
export function presentReal(n: i32, values: usize): void {
  fresh = 0;
  memory.copy(list(positive, n), values, <usize>V << 2);
}

/** Starts the persistent chains at the rows of the present batch. */
export function startParticles(rows: i32): void {
  for (let n = 0; n < rows; n++) {
    const words = gaussian ? stride : count(positiveCount, n);
    memory.copy(list(negative, n), list(positive, n), <usize>words << 2);
    store<i32>(negativeCount + (<usize>n << 2), count(positiveCount, n));
  }
}

/** Chains n and m change places; their hidden probabilities do not. */
export function swapChains(n: i32, m: i32): void {
  swapWords(list(negative, n), list(negative, m), stride);
  swapWords(negativeCount + (<usize>n << 2), negativeCount + (<usize>m << 2), 1);
}
function swapWords(a: usize, b: usize, words: i32): void {
  for (let i = 0; i < words; i++, a += 4, b += 4) {
    const kept = load<u32>(a);
    store<u32>(a, load<u32>(b));
    store<u32>(b, kept);
  }
}

/** Positive phase of `rows` rows: hidden probabilities given the data. */
export function positivePhase(rows: i32): void {
  for (let n = 0; n < rows; n++) {
    hiddenInput(input, hiddenBias, weights, positive, positiveCount, n);
    probabilities(row(positiveHidden, n, HP), input, HP);
  }
  fresh = rows;
}

/** Hidden probabilities of chain n, fast weights included where there are some. */
function chainHidden(n: i32): void {
  hiddenInput(input, chainHiddenBias, chainWeights, negative, negativeCount, n);
  probabilities(row(negativeHidden, n, HP), input, HP);
}

/** k steps of block Gibbs sampling for `rows` chains, from the data (CD) or from where the chains stand (PCD); leaves negative and negativeHidden. */
export function negativePhase(rows: i32, k: i32, persistent: bool, k0: u32, k1: u32): void {
  if (!persistent) startParticles(rows);
  // Chains that start at the data have its hidden probabilities.
  if (!persistent && rows <= fresh && chainWeights == weights)
    memory.copy(negativeHidden, positiveHidden, (<usize>rows * HP) << 2);
  else for (let n = 0; n < rows; n++) chainHidden(n);
  for (let step = 0; step < k; step++) for (let n = 0; n < rows; n++) gibbs(n, step, k0, k1);
}

/** One sweep of chain n: its hidden units, then its visible ones, then the hidden probabilities that these give. */
function gibbs(n: i32, step: i32, k0: u32, k1: u32): void {
  uniformsOf(k0, k1, HIDDEN, step, n, HP);
  const on = sample(hiddenOn, row(negativeHidden, n, HP), uniforms, HP);
  drive(input, chainVisibleBias, chainTransposed, VP, hiddenOn, on);
  drawChain(n, step, k0, k1);
  chainHidden(n);
}

/** Sets chain n to visible states drawn given the hidden states whose indices stand in `hidden`. */
export function drawVisible(n: i32, hidden: usize, on: i32, k0: u32, k1: u32): void {
  drive(input, visibleBias, transposed, VP, hidden, on);
  drawChain(n, 0, k0, k1);
}
