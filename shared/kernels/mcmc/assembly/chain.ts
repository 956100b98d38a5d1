// One chain: start, warm-up, draws. As in shared/kernels/mcmc/{chain,warmup}.ts; what is learnt at the end of a window, learn-metric.ts says, which
// works on the memory of this module.
import { exp, log } from "../../../math/assembly/elementary";
import {
  accept,
  copyPlace,
  Place,
  dimension,
  divergent,
  energy,
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
import { DIAGONAL, forceOf, LOW_RANK, setMetric, setRank } from "./metric";
import { fold, folded0, folded1, normals } from "./random";
import { prepareRemembering, startRemembering, stepRemembering } from "./remembering";
import { hmc, metropolis, prepareSamplers } from "./samplers";
import { logDensity, report as reportPosition, reported } from "./targets";
import { nextUniform, prepareTransitions, startTransition, startUniforms } from "./transition";

// Numbers of the samplers, in the order of SAMPLERS of shared/kernels/mcmc/wasm.ts.
const NUTS: i32 = 0;
const HMC: i32 = 1;
const METROPOLIS: i32 = 2;
const MALA: i32 = 3;
const WALNUTS: i32 = 4;
/** The first of those with a memory. */
const REMEMBERING: i32 = 5;
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
let metricKind: i32 = DIAGONAL;

export let state: Place = changetype<Place>(0);
let trialPoint: Place = changetype<Place>(0);
let trialMomentum: usize = 0;
let trialForce: usize = 0;

/** The chain as shared/kernels/mcmc/checkpoint.ts lays it out, `chainBytes` long, and the parts of it that this file uses. */
export let chain: usize = 0;
let chainBytes: usize = 0;
let mean: usize = 0;
let squares: usize = 0;
let gradientMean: usize = 0;
let gradientSquares: usize = 0;
/** The state's numbers, in the order of SCALARS. */
let scalars: usize = 0;

const LOG_DENSITY: usize = 0;
const DRAWS: usize = 8;
const STEP: usize = 16;
const ADAPTED: usize = 24;
const SHORTFALL: usize = 32;
const LOG_STEP_MEAN: usize = 40;
const SHRINK_TO: usize = 48;
const COUNT: usize = 56;
const WINDOW_END: usize = 72;
const RANK: usize = 80;
const SCALARS_BYTES: usize = 88;

/** Draws from `first` on, and before `last`, are watched. */
let first: i32 = 0;
let last: i32 = 0;
/** Whether the draw that was made last ended a window: then the metric has to be learnt, and `metricChanged` called. */
export let windowEnded: bool = false;

/** `newSampler`: 0 NUTS, 1 HMC, 2 Metropolis, 3 MALA, 4 WALNUTS, then those with a memory. Further settings follow: prepareMetric, prepareMemory. */
export function prepare(
  k0: u32,
  k1: u32,
  newSampler: i32,
  newWarmup: i32,
  newThin: i32,
  adapt: bool,
  newTarget: f64,
  newSteps: i32,
  newDepth: i32,
  maxError: f64,
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
  trialPoint = makePlace();
  trialMomentum = vector();
  trialForce = vector();
  prepareTransitions(k0, k1, newWarmup, newThin, vectorBytes);
  if (sampler === NUTS) prepareNuts(maxDepth, 0);
  else if (sampler === WALNUTS) prepareNuts(maxDepth, maxError);
  else prepareSamplers();
}

/** `kind`: DIAGONAL, DENSE or LOW_RANK. Draws in [from, to) are watched for it. */
export function prepareMetric(kind: i32, from: i32, to: i32): void {
  metricKind = kind;
  first = from;
  last = to;
  const matrixBytes: usize = kind === DIAGONAL ? 0 : <usize>dimension * vectorBytes;
  const squaresBytes = kind === DIAGONAL ? vectorBytes : matrixBytes;
  const lowRankBytes = kind === LOW_RANK ? vectorBytes : 0;
  chainBytes = 5 * vectorBytes + squaresBytes + matrixBytes + 2 * lowRankBytes + (kind === LOW_RANK ? matrixBytes : 0) + SCALARS_BYTES;
  chain = heap.alloc(chainBytes);
  memory.fill(chain, 0, chainBytes);
  state = changetype<Place>(heap.alloc(offsetof<Place>()));
  state.position = chain;
  state.gradient = chain + vectorBytes;
  state.logDensity = 0;
  state.energy = 0;
  const scale = chain + 3 * vectorBytes;
  mean = scale + vectorBytes;
  squares = mean + vectorBytes;
  const matrix = squares + squaresBytes;
  const stretch = matrix + matrixBytes;
  gradientMean = stretch + lowRankBytes;
  gradientSquares = gradientMean + lowRankBytes;
  scalars = chain + chainBytes - SCALARS_BYTES;
  setMetric(kind, dimension, vectorBytes, scale, matrix, stretch);
  setRank(0);
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

/**
 * Makes up to `count` draws, no more than to the end of a window (`windowEnded`), and returns their number. Writes for each reported + 7 numbers: its
 * parameters, log density, accept, step size, energy, tree depth, leapfrogs, divergent.
 */
export function advance(count: i32, records: usize): i32 {
  const width = <usize>(reported + 7) << 3;
  let made: i32 = 0;
  windowEnded = false;
  while (made < count && !windowEnded) {
    const at = records + <usize>reported * 8;
    const stepSize = load<f64>(scalars, STEP);
    advanceDraw(stepSize, at);
    reportPosition(state.position, records);
    store<f64>(at, state.logDensity);
    store<f64>(at, stepSize, 16);
    records += width;
    made++;
  }
  store<f64>(scalars, state.logDensity, LOG_DENSITY);
  return made;
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
    if (sampler === NUTS || sampler === WALNUTS) nuts(state, stepSize, maxDepth);
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
  watchDraw(draw);
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

function watchDraw(draw: i32): void {
  if (draw < first || draw >= last) return;
  const count = load<f64>(scalars, COUNT) + 1;
  store<f64>(scalars, count, COUNT);
  if (metricKind === DIAGONAL) addToVariance(count);
  else addToCovariance(count, state.position, mean, squares);
  if (metricKind === LOW_RANK) addToCovariance(count, state.gradient, gradientMean, gradientSquares);
  windowEnded = draw === <i32>load<f64>(scalars, WINDOW_END);
}

/** After the metric was learnt. */
export function metricChanged(): void {
  setRank(<i32>load<f64>(scalars, RANK));
  findStepSize();
}

function addToVariance(count: f64): void {
  const n = f64x2.splat(count);
  for (let i: usize = 0; i < vectorBytes; i += 16) {
    const value = v128.load(state.position + i);
    const delta = f64x2.sub(value, v128.load(mean + i));
    const average = f64x2.add(v128.load(mean + i), f64x2.div(delta, n));
    v128.store(mean + i, average);
    const square = f64x2.mul(delta, f64x2.sub(value, average));
    v128.store(squares + i, f64x2.add(v128.load(squares + i), square));
  }
}

function addToCovariance(count: f64, x: usize, center: usize, sums: usize): void {
  const share = (count - 1) / count;
  let row = sums;
  for (let i = 0; i < dimension; i++) {
    const at = <usize>i << 3;
    const weighted = f64x2.splat(share * (load<f64>(x + at) - load<f64>(center + at)));
    for (let j: usize = 0; j < at + 8; j += 16) {
      const product = f64x2.mul(weighted, f64x2.sub(v128.load(x + j), v128.load(center + j)));
      v128.store(row + j, f64x2.add(v128.load(row + j), product));
    }
    row += vectorBytes;
  }
  const n = f64x2.splat(count);
  for (let j: usize = 0; j < vectorBytes; j += 16) {
    const old = v128.load(center + j);
    v128.store(center + j, f64x2.add(old, f64x2.div(f64x2.sub(v128.load(x + j), old), n)));
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
  normals(folded0, folded1, dimension, trialMomentum);
  forceOf(trialPoint.gradient, trialForce);
  const before = totalEnergy(trialPoint, trialMomentum);
  leapfrog(trialPoint, trialMomentum, trialForce, load<f64>(scalars, STEP));
  return before - totalEnergy(trialPoint, trialMomentum);
}

/** Numbers of the chain, without what the sampler remembers. */
export function chainLength(): i32 {
  return <i32>(chainBytes >> 3);
}

/** Copies the chain and what the sampler remembers to a buffer, or back. */
export function moveCheckpoint(buffer: usize, restore: bool): void {
  if (restore) {
    memory.copy(chain, buffer, chainBytes);
    keep(0, buffer + chainBytes, memoryCount);
    state.logDensity = load<f64>(scalars, LOG_DENSITY);
    setRank(<i32>load<f64>(scalars, RANK));
  } else {
    store<f64>(scalars, state.logDensity, LOG_DENSITY);
    memory.copy(buffer, chain, chainBytes);
    fetch(0, buffer + chainBytes, memoryCount);
  }
}
