// Adaptive Metropolis, as in shared/kernels/mcmc/adaptive-metropolis.ts.
import { exp, log } from "../../../math/assembly/elementary";
import { copyPlace, dimension, makePlace, PATH_ACCEPTED, PATH_REJECTED, Place, report, visitMarked } from "./hamiltonian";
import { add, addressOf, makeMemory, recall, remember } from "./memory";
import { logDensityAlone } from "./targets";
import { nextUniform, transitionNormals } from "./transition";

const SCALE: i32 = 0;
const LOG_SCALE: i32 = 1;
const COUNT: i32 = 2;
const DUE: i32 = 3;
const MEAN: i32 = 4;

let scatter: i32 = 0;
let factor: i32 = 0;
let warmup: i32 = 0;
let forgets: i32 = 0;
let first: f64 = 0;
let stepSize: f64 = 0;
let proposal: Place = changetype<Place>(0);
let trial: usize = 0;

export function bestAcceptance(): f64 {
  return 0.234 + 0.206 / <f64>dimension;
}

export function prepareAdaptive(newWarmup: i32, newStepSize: f64): void {
  warmup = newWarmup;
  stepSize = newStepSize;
  forgets = warmup / 4;
  first = <f64>max<i32>(2 * dimension, 10);
  scatter = MEAN + dimension;
  factor = scatter + dimension * dimension;
  proposal = makePlace();
  trial = heap.alloc(<usize>(dimension * dimension) << 3);
  memory.fill(trial, 0, <usize>(dimension * dimension) << 3);
  makeMemory(factor + dimension * dimension);
}

export function startAdaptive(): void {
  remember(SCALE, stepSize);
  remember(LOG_SCALE, log(stepSize));
  remember(DUE, first);
  for (let i = 0; i < dimension; i++) remember(factor + i * dimension + i, 1);
}

export function stepAdaptive(state: Place, draw: i32): void {
  const normals = transitionNormals();
  for (let i = 0; i < dimension; i++) {
    let step: f64 = 0;
    for (let j = 0; j <= i; j++) step += recall(factor + i * dimension + j) * load<f64>(normals + (<usize>j << 3));
    const at = <usize>i << 3;
    store<f64>(proposal.position + at, load<f64>(state.position + at) + recall(SCALE) * step);
  }
  proposal.logDensity = logDensityAlone(proposal.position);
  const ratio = exp(min<f64>(proposal.logDensity - state.logDensity, 0));
  const accept: f64 = ratio >= 0 ? ratio : 0;
  const moves = nextUniform() < accept;
  visitMarked(proposal.position, 1, moves ? PATH_ACCEPTED : PATH_REJECTED);
  if (moves) copyPlace(proposal, state);
  if (draw < warmup) learn(state.position, draw, accept);
  report(accept, 1, 0, false, -state.logDensity);
}

function learn(position: usize, draw: i32, accept: f64): void {
  add(LOG_SCALE, (accept - bestAcceptance()) / sqrt(<f64>(draw + 1)));
  if (draw === forgets) {
    for (let i = MEAN; i < factor; i++) remember(i, 0);
    remember(COUNT, 0);
    remember(DUE, max<f64>(first, recall(DUE) / 2));
  }
  addToMoments(position);
  if (recall(COUNT) === recall(DUE)) {
    takeFactor();
    remember(DUE, recall(DUE) * 2);
  }
  remember(SCALE, exp(recall(LOG_SCALE)));
}

function addToMoments(position: usize): void {
  const count = recall(COUNT) + 1;
  remember(COUNT, count);
  const share = (count - 1) / count;
  for (let i = 0; i < dimension; i++) {
    const delta = load<f64>(position + (<usize>i << 3)) - recall(MEAN + i);
    const row = scatter + i * dimension;
    for (let j = 0; j <= i; j++) add(row + j, share * delta * (load<f64>(position + (<usize>j << 3)) - recall(MEAN + j)));
  }
  for (let i = 0; i < dimension; i++) add(MEAN + i, (load<f64>(position + (<usize>i << 3)) - recall(MEAN + i)) / count);
}

@inline
function trialAt(i: i32, j: i32): usize {
  return trial + (<usize>(i * dimension + j) << 3);
}

function takeFactor(): void {
  const n = recall(COUNT);
  const weight = n / (n + 5) / (n - 1);
  const trust = n / (n + 5 * <f64>dimension);
  const ridge = 1e-3 * (5 / (n + 5));
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j <= i; j++) {
      const covariance = weight * recall(scatter + i * dimension + j);
      let rest = i === j ? covariance + ridge : covariance * trust;
      for (let k = 0; k < j; k++) rest -= load<f64>(trialAt(i, k)) * load<f64>(trialAt(j, k));
      if (i === j && !(rest > 0)) return;
      store<f64>(trialAt(i, j), i === j ? sqrt(rest) : rest / load<f64>(trialAt(j, j)));
    }
  }
  if (recall(DUE) === first) remember(LOG_SCALE, log(2.38 / sqrt(<f64>dimension)));
  memory.copy(addressOf(factor), trial, <usize>(dimension * dimension) << 3);
}
