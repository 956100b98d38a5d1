// One chain: start, warm-up, draws. As in shared/kernels/mcmc/{chain,warmup}.ts.
import { exp, log } from "../../../math/assembly/elementary";
import {
  accept,
  copyPlace,
  Place,
  dimension,
  divergent,
  drawMomentum,
  energy,
  inverseMetric,
  leapfrog,
  leapfrogs,
  makePlace,
  startPath,
  totalEnergy,
  treeDepth,
  vector,
  vectorBytes,
} from "./hamiltonian";
import { nuts, prepareNuts } from "./nuts";
import { fetch, keep, memoryCount, recall } from "./memory";
import { fold, folded0, folded1 } from "./random";
import { prepareRemembering, startRemembering, stepRemembering } from "./remembering";
import { hmc, metropolis, prepareSamplers } from "./samplers";
import { logDensity, report as reportPosition, reported } from "./targets";
import { nextUniform, prepareTransitions, startTransition, startUniforms } from "./transition";
import { fillVector } from "./vectors";

const NUTS: i32 = 0;
const HMC: i32 = 1;
const METROPOLIS: i32 = 2;
const MALA: i32 = 3;
/** The first of those with a memory. */
const REMEMBERING: i32 = 4;
const START: u32 = 1;
const STEP_SIZE: u32 = 2;
const MEMORY: u32 = 4;
const LOG_08: f64 = -0.2231435513142097;

let key0: u32 = 0;
let key1: u32 = 0;
let sampler: i32 = 0;
let warmup: i32 = 0;
let thin: i32 = 1;
let adapts: bool = false;
let targetAccept: f64 = 0.8;
let steps: i32 = 0;
let maxDepth: i32 = 0;

export let state: Place = changetype<Place>(0);
let trialPoint: Place = changetype<Place>(0);
let trialMomentum: usize = 0;
let mean: usize = 0;
let squares: usize = 0;
/** The state's numbers, in the order of SCALARS in shared/kernels/mcmc/checkpoint.ts: 11 float64. */
export let scalars: usize = 0;

const LOG_DENSITY: usize = 0;
const DRAWS: usize = 8;
const STEP: usize = 16;
const ADAPTED: usize = 24;
const SHORTFALL: usize = 32;
const LOG_STEP_MEAN: usize = 40;
const SHRINK_TO: usize = 48;
const COUNT: usize = 56;
const WINDOW_LENGTH: usize = 64;
const WINDOW_END: usize = 72;

let first: i32 = 0;
let last: i32 = 0;

/** `newSampler`: 0 NUTS, 1 HMC, 2 Metropolis, 3 MALA, then those with a memory, for which `prepareMemory` follows. */
export function prepare(
  k0: u32,
  k1: u32,
  newSampler: i32,
  newWarmup: i32,
  newThin: i32,
  adapt: bool,
  newTarget: f64,
  stepSize: f64,
  newSteps: i32,
  newDepth: i32,
): void {
  key0 = k0;
  key1 = k1;
  sampler = newSampler;
  warmup = newWarmup;
  thin = newThin;
  adapts = adapt;
  targetAccept = newTarget;
  steps = newSteps;
  maxDepth = newDepth;
  state = makePlace();
  trialPoint = makePlace();
  trialMomentum = vector();
  mean = vector();
  squares = vector();
  scalars = heap.alloc(80);
  memory.fill(scalars, 0, 80);
  prepareTransitions(k0, k1, newWarmup, newThin, vectorBytes);
  fillVector(inverseMetric, 1, vectorBytes);
  if (sampler === NUTS) prepareNuts(maxDepth);
  else prepareSamplers();
  store<f64>(scalars, stepSize, STEP);
  startWindows();
}

/** What the samplers with a memory are told (`RememberingParams`); to be called for all, after `prepare`. */
export function prepareMemory(
  levels: i32,
  hottest: f64,
  walkers: i32,
  conditionals: i32,
  stepSize: f64,
  initRadius: f64,
): void {
  prepareRemembering(sampler - REMEMBERING, warmup, levels, hottest, walkers, conditionals, stepSize, initRadius);
}

function startWindows(): void {
  let window: i32;
  if (warmup < 20) {
    first = warmup;
    window = 0;
    last = 0;
  } else if (warmup >= 150) {
    first = 75;
    window = 25;
    last = 50;
  } else {
    first = <i32>floor(0.15 * <f64>warmup);
    last = <i32>floor(0.1 * <f64>warmup);
    window = warmup - first - last;
  }
  store<f64>(scalars, <f64>window, WINDOW_LENGTH);
  store<f64>(scalars, window === 0 ? -1 : <f64>(first + window - 1), WINDOW_END);
}

/** Finds a first state; false when the density is zero in 100 trials. */
export function start(initRadius: f64): bool {
  for (let trial = 0; trial < 100; trial++) {
    fold(key0, key1, trial, 0, START);
    startUniforms(folded0, folded1);
    for (let i = 0; i < dimension; i++) {
      store<f64>(state.position + (<usize>i << 3), initRadius * (2 * nextUniform() - 1));
    }
    state.logDensity = logDensity(state.position, state.gradient);
    let finite = isFinite(state.logDensity);
    for (let i = 0; i < dimension; i++) finite = finite && isFinite(load<f64>(state.gradient + (<usize>i << 3)));
    if (!finite) continue;
    if (adapts) findStepSize();
    if (sampler >= REMEMBERING) {
      fold(key0, key1, 0, 0, MEMORY);
      startRemembering(folded0, folded1, state);
      store<f64>(scalars, recall(0), STEP);
    }
    return true;
  }
  return false;
}

/** Makes `count` draws and writes for each reported + 7 numbers: its parameters, log density, accept, step size, energy, tree depth, leapfrogs, divergent. */
export function advance(count: i32, records: usize): void {
  const width = <usize>(reported + 7) << 3;
  for (let i = 0; i < count; i++) {
    const at = records + <usize>reported * 8;
    const stepSize = load<f64>(scalars, STEP);
    advanceDraw(stepSize, at);
    reportPosition(state.position, records);
    store<f64>(at, state.logDensity);
    store<f64>(at, stepSize, 16);
    records += width;
  }
  store<f64>(scalars, state.logDensity, LOG_DENSITY);
}

function advanceDraw(stepSize: f64, record: usize): void {
  const draw = <i32>load<f64>(scalars, DRAWS);
  const warming = draw < warmup;
  const transitions = warming ? 1 : thin;
  let acceptSum: f64 = 0;
  let leapfrogSum: i32 = 0;
  let depth: i32 = 0;
  let anyDivergent: bool = false;
  for (let i = 0; i < transitions; i++) {
    startPath();
    startTransition(draw, i);
    if (sampler === NUTS) nuts(state, stepSize, maxDepth);
    else if (sampler === HMC) hmc(state, stepSize, steps);
    else if (sampler === METROPOLIS) metropolis(state, stepSize);
    else if (sampler === MALA) hmc(state, stepSize, 1);
    else stepRemembering(state, draw);
    acceptSum += accept;
    leapfrogSum += leapfrogs;
    depth = max<i32>(depth, treeDepth);
    anyDivergent = anyDivergent || divergent;
  }
  acceptSum /= <f64>transitions;
  store<f64>(scalars, <f64>(draw + 1), DRAWS);
  if (sampler >= REMEMBERING) store<f64>(scalars, recall(0), STEP);
  if (warming && adapts) adaptChain(draw, acceptSum);
  store<f64>(record, acceptSum, 8);
  store<f64>(record, energy, 24);
  store<f64>(record, <f64>depth, 32);
  store<f64>(record, <f64>leapfrogSum, 40);
  store<f64>(record, anyDivergent ? 1 : 0, 48);
}

function adaptChain(draw: i32, acceptance: f64): void {
  store<f64>(scalars, adaptStepSize(acceptance), STEP);
  if (adaptMetric(draw)) findStepSize();
  if (draw + 1 === warmup) store<f64>(scalars, exp(load<f64>(scalars, LOG_STEP_MEAN)), STEP);
}

function adaptStepSize(acceptance: f64): f64 {
  const adapted = load<f64>(scalars, ADAPTED) + 1;
  const weight = 1 / (adapted + 10);
  const shortfall =
    (1 - weight) * load<f64>(scalars, SHORTFALL) + weight * (targetAccept - min<f64>(acceptance, 1));
  const root = sqrt(adapted);
  const logStep = load<f64>(scalars, SHRINK_TO) - (shortfall * root) / 0.05;
  const share = 1 / (root * sqrt(root));
  store<f64>(scalars, adapted, ADAPTED);
  store<f64>(scalars, shortfall, SHORTFALL);
  store<f64>(scalars, (1 - share) * load<f64>(scalars, LOG_STEP_MEAN) + share * logStep, LOG_STEP_MEAN);
  return exp(logStep);
}

function adaptMetric(draw: i32): bool {
  if (draw >= first && draw < warmup - last) addToVariance();
  if (draw !== <i32>load<f64>(scalars, WINDOW_END) || draw >= warmup - last) return false;
  const n = load<f64>(scalars, COUNT);
  for (let i = 0; i < dimension; i++) {
    const at = <usize>i << 3;
    const variance = load<f64>(squares + at) / (n - 1);
    store<f64>(inverseMetric + at, (n / (n + 5)) * variance + 1e-3 * (5 / (n + 5)));
  }
  store<f64>(scalars, 0, COUNT);
  memory.fill(mean, 0, vectorBytes);
  memory.fill(squares, 0, vectorBytes);
  nextWindow(draw, warmup - last - 1);
  return true;
}

function nextWindow(draw: i32, end: i32): void {
  if (draw === end) return;
  const length = 2 * <i32>load<f64>(scalars, WINDOW_LENGTH);
  let windowEnd = draw + length;
  if (windowEnd !== end && windowEnd + 2 * length > end) windowEnd = end;
  store<f64>(scalars, <f64>length, WINDOW_LENGTH);
  store<f64>(scalars, <f64>windowEnd, WINDOW_END);
}

function addToVariance(): void {
  const count = load<f64>(scalars, COUNT) + 1;
  store<f64>(scalars, count, COUNT);
  for (let i = 0; i < dimension; i++) {
    const at = <usize>i << 3;
    const value = load<f64>(state.position + at);
    const delta = value - load<f64>(mean + at);
    const average = load<f64>(mean + at) + delta / count;
    store<f64>(mean + at, average);
    store<f64>(squares + at, load<f64>(squares + at) + delta * (value - average));
  }
}

function findStepSize(): void {
  const grows = gain(0) > LOG_08;
  for (let trial = 1; trial <= 100; trial++) {
    if (gain(trial) > LOG_08 !== grows) break;
    const stepSize = load<f64>(scalars, STEP);
    store<f64>(scalars, grows ? 2 * stepSize : 0.5 * stepSize, STEP);
  }
  store<f64>(scalars, 0, ADAPTED);
  store<f64>(scalars, 0, SHORTFALL);
  store<f64>(scalars, 0, LOG_STEP_MEAN);
  store<f64>(scalars, log(10 * load<f64>(scalars, STEP)), SHRINK_TO);
}

function gain(trial: i32): f64 {
  fold(key0, key1, <u32>load<f64>(scalars, DRAWS), trial, STEP_SIZE);
  copyPlace(state, trialPoint);
  drawMomentum(folded0, folded1, trialMomentum);
  const before = totalEnergy(trialPoint, trialMomentum);
  leapfrog(trialPoint, trialMomentum, load<f64>(scalars, STEP));
  return before - totalEnergy(trialPoint, trialMomentum);
}

/** Copies the checkpoint, five vectors, the scalars and what the sampler remembers, out of the chain or back into it. */
export function moveCheckpoint(buffer: usize, restore: bool): void {
  moveVector(state.position, buffer, restore);
  moveVector(state.gradient, buffer + vectorBytes, restore);
  moveVector(inverseMetric, buffer + 2 * vectorBytes, restore);
  moveVector(mean, buffer + 3 * vectorBytes, restore);
  moveVector(squares, buffer + 4 * vectorBytes, restore);
  store<f64>(scalars, state.logDensity, LOG_DENSITY);
  const numbers = buffer + 5 * vectorBytes;
  if (restore) keep(0, numbers + 80, memoryCount);
  else fetch(0, numbers + 80, memoryCount);
  if (restore) memory.copy(scalars, numbers, 80);
  else memory.copy(numbers, scalars, 80);
  state.logDensity = load<f64>(scalars, LOG_DENSITY);
}

function moveVector(own: usize, outside: usize, restore: bool): void {
  if (restore) memory.copy(own, outside, vectorBytes);
  else memory.copy(outside, own, vectorBytes);
}
