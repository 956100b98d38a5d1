/**
 * Between the base-rate machine (β = 0: no weights) and this one (β = 1): with x the input of the hidden units and A, B what visible units contribute in
 * the base and in the machine, log p*_β(v) = (1 − β) A(v) + β B(v) + Σ_j log(1 + e^(β x_j)). A = a · v and B = b · v where units are binary,
 * −½ Σ (v − a)²/s² and −½ Σ (v − b)²/σ² where they are Gaussian.
 */
import { alloc } from "../../../wasm/lib/memory";
import { goTo, isCoarse } from "./coarse";
import { drawHidden, drawSets, weighHidden } from "./hidden";
import { beginChain, beginSweep } from "./leading";
import { gaussian, hiddenBias, HP, hiddenOn, input, negative, negativeCount, transposed, VP, visibleBias, weights } from "./state";
import { addRows, gained, inputOfChain, prepareSteps } from "./steps";
import { drive } from "./units";
import { drawBetween, hiddenInput, termGain } from "./visible";
import { beginWalk, decide, drawWindows } from "./walk";
import { enter, findRows, leave, maskBytes, rows, rowsEnd } from "./windows";

/** Chains that go all the way before the next ones do: few enough that caches hold them, and many for what is made anew at each temperature. */
const TOGETHER: i32 = 64;

/** log p*_to(v) − log p*_from(v) of chain n, then one Gibbs sweep that leaves p_to invariant. */
export function anneal(n: i32, from: f64, to: f64, step: i32, k0: u32, k1: u32): f64 {
  const gain = logRatio(n, from, to);
  sweepAt(n, to, step, k0, k1);
  return gain;
}

/** One Gibbs sweep of chain n that leaves p_β invariant. */
export function temper(n: i32, beta: f64, step: i32, k0: u32, k1: u32): void {
  logRatio(n, beta, beta);
  sweepAt(n, beta, step, k0, k1);
}

/** log p*_to(v) − log p*_from(v) of chain n. Leaves the probabilities of hidden units at β = to in `p`. */
export function logRatio(n: i32, from: f64, to: f64): f64 {
  if (gaussian) {
    hiddenInput(input, hiddenBias, weights, negative, negativeCount, n);
    return (to - from) * termGain(n) + weighHidden(from, to);
  }
  inputOfChain(input, n);
  return (to - from) * gained + weighHidden(from, to);
}

/** From the probabilities of the hidden units in `p`. */
function sweepAt(n: i32, to: f64, step: i32, k0: u32, k1: u32): void {
  beginSweep(k0, k1, step);
  beginChain(n);
  drive(input, visibleBias, transposed, VP, hiddenOn, drawHidden());
  drawBetween(n, to, step, k0, k1);
}

/**
 * `anneal` of the first `chains` chains, from betas[s] to betas[s + 1] at `step` + s, for s from 0 to `sweeps` − 1; adds the ratios to `logs`
 * (`chains` float64).
 */
export function annealAll(chains: i32, betas: usize, sweeps: i32, step: i32, k0: u32, k1: u32, logs: usize): void {
  if (gaussian || !isBetween(betas, sweeps) || !isWalkable()) {
    for (let s = 0; s < sweeps; s++)
      for (let n = 0; n < chains; n++) gainOn(logs, n, anneal(n, betaAt(betas, s), betaAt(betas, s + 1), step + s, k0, k1));
    return;
  }
  for (let first = 0; first < chains; first += TOGETHER) {
    const end = min(first + TOGETHER, chains);
    for (let n = first; n < end; n++) enter(masksOf(n - first), n);
    for (let s = 0; s < sweeps; s++) {
      const from = betaAt(betas, s);
      const to = betaAt(betas, s + 1);
      goTo(to);
      beginSweep(k0, k1, step + s);
      for (let n = first; n < end; n++) gainOn(logs, n, walk(n - first, n, from, to));
      decide();
    }
    for (let n = first; n < end; n++) leave(masksOf(n - first), n);
  }
}

/** Chain n, the one at `place` of those that go together. */
function walk(place: i32, n: i32, from: f64, to: f64): f64 {
  const masks = masksOf(place);
  const own = sets + <usize>(place * (HP >> 2));
  findRows(masks);
  addRows(input, rows, rowsEnd);
  const ratio = (to - from) * gained + weighHidden(from, to);
  beginChain(n);
  drawSets(own);
  drawWindows(masks, own, n);
  return ratio;
}

/** States of the chains that go together, and of their hidden units the sets of each four that are on, a byte each. */
let masks: usize = 0;
let sets: usize = 0;

function isWalkable(): bool {
  prepareSteps();
  if (!isCoarse()) return false;
  if (masks == 0) {
    masks = alloc(maskBytes * TOGETHER);
    sets = alloc((HP >> 2) * TOGETHER);
  }
  beginWalk();
  return true;
}

@inline
function masksOf(place: i32): usize {
  return masks + <usize>(place * maskBytes);
}
@inline
function betaAt(betas: usize, s: i32): f64 {
  return load<f64>(betas + (<usize>s << 3));
}
@inline
function gainOn(logs: usize, n: i32, gain: f64): void {
  const at = logs + (<usize>n << 3);
  store<f64>(at, load<f64>(at) + gain);
}

function isBetween(betas: usize, sweeps: i32): bool {
  for (let s = 0; s <= sweeps; s++) if (!(betaAt(betas, s) >= 0 && betaAt(betas, s) <= 1)) return false;
  return true;
}
