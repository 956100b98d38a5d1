// Parallel tempering, as in shared/kernels/mcmc/tempering.ts.
import { exp, log } from "../../../math/assembly/elementary";
import { bestAcceptance } from "./adaptive-metropolis";
import {
  dimension,
  makePlace,
  PATH_ACCEPTED,
  PATH_REJECTED,
  PATH_SWAPPED,
  Place,
  report,
  vector,
  visitMarked,
} from "./hamiltonian";
import { add, addressOf, fetch, keep, makeMemory, recall, remember } from "./memory";
import { fold, folded0, folded1, normals } from "./random";
import { logDensityAlone } from "./targets";
import { nextUniform, transitionKey0, transitionKey1 } from "./transition";

const SCALE: i32 = 0;
const ROUND: i32 = 1;
const LEARNT: i32 = 2;
const ATTEMPTS: i32 = 3;

let warmup: i32 = 0;
let forgets: i32 = 0;
let stepSize: f64 = 0;
let levels: i32 = 0;
let swaps: i32 = 0;
let first: i32 = 0;
let width: i32 = 0;
let betas: usize = 0;
let noise: usize = 0;
let proposal: Place = changetype<Place>(0);

export function prepareTempering(newWarmup: i32, newStepSize: f64, newLevels: i32, hottest: f64): void {
  warmup = newWarmup;
  forgets = warmup / 4;
  stepSize = newStepSize;
  levels = newLevels;
  swaps = ATTEMPTS + levels - 1;
  first = swaps + levels - 1;
  width = 2 + 4 * dimension;
  betas = heap.alloc(<usize>levels << 3);
  const step = log(hottest) / <f64>(levels - 1);
  for (let k = 0; k < levels; k++) store<f64>(betas + (<usize>k << 3), exp(step * <f64>k));
  noise = vector();
  proposal = makePlace();
  makeMemory(first + levels * width);
}

@inline
function beta(k: i32): f64 {
  return load<f64>(betas + (<usize>k << 3));
}

export function startTempering(state: Place): void {
  remember(SCALE, stepSize);
  for (let k = 0; k < levels; k++) {
    const level = first + k * width;
    remember(level, state.logDensity);
    remember(level + 1, log(stepSize / sqrt(beta(k))));
    keep(level + 2, state.position, dimension);
    for (let i = level + 2 + 3 * dimension; i < level + width; i++) remember(i, 1);
  }
}

export function stepTempering(state: Place, draw: i32): void {
  const learns = draw < warmup;
  if (learns) remember(LEARNT, draw === forgets ? 1 : recall(LEARNT) + 1);
  let cold: f64 = 0;
  for (let k = 0; k < levels; k++) {
    fold(transitionKey0(), transitionKey1(), k, 0, 0);
    normals(folded0, folded1, dimension, noise);
    const accept = move(k, nextUniform());
    if (k === 0) cold = accept;
    if (learns) learn(k, draw, accept);
  }
  const odd = <i32>recall(ROUND) % 2;
  for (let k = 0; k < levels - 1; k++) {
    const u = nextUniform();
    if (k % 2 === odd) swap(k, u, !learns);
  }
  add(ROUND, 1);
  if (learns) remember(SCALE, exp(recall(first + 1)));
  fetch(first + 2, state.position, dimension);
  state.logDensity = recall(first);
  report(cold, levels, 0, false, -state.logDensity);
}

function move(k: i32, u: f64): f64 {
  const level = first + k * width;
  const position = level + 2;
  const deviations = position + 3 * dimension;
  const scale = exp(recall(level + 1));
  for (let i = 0; i < dimension; i++) {
    const at = <usize>i << 3;
    store<f64>(proposal.position + at, recall(position + i) + scale * recall(deviations + i) * load<f64>(noise + at));
  }
  const found = logDensityAlone(proposal.position);
  const ratio = exp(min<f64>(beta(k) * (found - recall(level)), 0));
  const accept: f64 = ratio >= 0 ? ratio : 0;
  const moves = u < accept;
  visitMarked(proposal.position, k, moves ? PATH_ACCEPTED : PATH_REJECTED);
  if (moves) {
    keep(position, proposal.position, dimension);
    remember(level, found);
  }
  return accept;
}

function learn(k: i32, draw: i32, accept: f64): void {
  const level = first + k * width;
  const mean = level + 2 + dimension;
  const squares = mean + dimension;
  const n = recall(LEARNT);
  add(level + 1, (accept - bestAcceptance()) / sqrt(<f64>(draw + 1)));
  for (let i = 0; i < dimension; i++) {
    if (n === 1) {
      remember(mean + i, 0);
      remember(squares + i, 0);
    }
    const x = recall(level + 2 + i);
    const delta = x - recall(mean + i);
    add(mean + i, delta / n);
    add(squares + i, delta * (x - recall(mean + i)));
  }
  if (<i32>n % 50 !== 0) return;
  for (let i = 0; i < dimension; i++) {
    const variance = recall(squares + i) / (n - 1);
    remember(squares + dimension + i, sqrt((n / (n + 5)) * variance + 1e-3 * (5 / (n + 5))));
  }
}

function swap(k: i32, u: f64, counts: bool): void {
  const cold = first + k * width;
  const hot = cold + width;
  const swapped = u < exp(min<f64>((beta(k) - beta(k + 1)) * (recall(hot) - recall(cold)), 0));
  if (counts) add(ATTEMPTS + k, 1);
  if (!swapped) return;
  if (counts) add(swaps + k, 1);
  exchange(cold, hot);
  for (let i = 2; i < 2 + dimension; i++) exchange(cold + i, hot + i);
  visitMarked(addressOf(cold + 2), k, PATH_SWAPPED);
  visitMarked(addressOf(hot + 2), k + 1, PATH_SWAPPED);
}

function exchange(a: i32, b: i32): void {
  const kept = recall(a);
  remember(a, recall(b));
  remember(b, kept);
}
