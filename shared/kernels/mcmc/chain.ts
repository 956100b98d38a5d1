import { symmetricEigen } from "../../linalg/index.ts";
import { foldIn, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Kernel, Place, Transition, Visit } from "./hamiltonian.ts";
import { makeLeapfrog, makePhasePoint, startFrom, totalEnergy, UNIFORMS } from "./hamiltonian.ts";
import { hmc } from "./hmc.ts";
import { learnMetric } from "./learn-metric.ts";
import { mala } from "./mala.ts";
import type { Remembering, RememberingParams } from "./memory.ts";
import { type Metric, type MetricKind, makeMetric } from "./metric.ts";
import { metropolis } from "./metropolis.ts";
import { NoStart, TRIALS } from "./no-start.ts";
import { nuts } from "./nuts.ts";
import { isRemembering, type RememberingSampler, rememberingOf } from "./remembering.ts";
import type { Target } from "./target.ts";
import { paddedLength } from "./vectors.ts";
import { walnuts } from "./walnuts.ts";
import type { WarmupState } from "./warmup.ts";
import { adaptStepSize, restartStepSize, settledStepSize, startWarmup, startWindow, watchDraw } from "./warmup.ts";

export interface ChainParams extends RememberingParams {
  readonly sampler: "nuts" | "walnuts" | "hmc" | "mala" | "metropolis" | RememberingSampler;
  readonly warmup: number;
  /** Transitions per draw after warm-up, ≥ 1: all but the last of them are discarded. */
  readonly thin: number;
  /** Whether step size and metric are adapted during warm-up: of NUTS, HMC and MALA. */
  readonly adapt: boolean;
  readonly targetAccept: number;
  /** First guess of the step size when it is adapted, the step size otherwise; the scale of the proposal for Metropolis. */
  readonly stepSize: number;
  readonly leapfrogs: number;
  readonly maxDepth: number;
  /** Energy error within which a macro step of WALNUTS stays, > 0 (0.5 by default). */
  readonly maxError?: number;
  /** What of the inverse mass matrix is learnt in warm-up; "diagonal" by default. */
  readonly metric?: MetricKind;
  /** Chains start uniformly in [−initRadius, initRadius] in each unconstrained coordinate. */
  readonly initRadius: number;
}

/** A chain between two draws. Everything that its future depends on, besides key, target and params. */
export interface ChainState extends Place {
  /** Draws made, warm-up included. */
  draws: number;
  stepSize: number;
  readonly metric: Metric;
  readonly warmup: WarmupState;
  /** What a remembering sampler carries besides; empty for the others. */
  readonly memory: Float64Array;
}

// Uses of a chain's key, folded with the number of the draw and of the transition within it.
const START = 1;
const STEP_SIZE = 2;
const TRANSITION = 3;
const MEMORY = 4;

const LOG_08 = -0.2231435513142097;

export const MAX_ERROR = 0.5;

/** A chain before it has a place. */
export function blankChain(target: Target, params: ChainParams): ChainState {
  const { dimension } = target;
  const metric = params.metric ?? "diagonal";
  return {
    position: new Float64Array(paddedLength(dimension)),
    gradient: new Float64Array(paddedLength(dimension)),
    logDensity: -Infinity,
    draws: 0,
    stepSize: params.stepSize,
    metric: makeMetric(metric, dimension),
    warmup: startWarmup(dimension, params, metric),
    memory: makeMemory(target, params),
  };
}

/** A first state of finite density, by at most 100 trials; throws NoStart when there is none. */
export function startChain(key: Key, target: Target, params: ChainParams): ChainState {
  const { dimension } = target;
  const state = blankChain(target, params);
  for (let trial = 0; trial < TRIALS; trial++) {
    const uniforms = foldIn(key, trial, 0, START);
    for (let i = 0; i < dimension; i++)
      state.position[i] = params.initRadius * (2 * uniform(uniforms, UNIFORMS + i) - 1);
    state.logDensity = target.logDensity(state.position, state.gradient);
    if (Number.isFinite(state.logDensity) && state.gradient.every(Number.isFinite)) {
      if (adapts(params)) findStepSize(key, target, state);
      startMemory(key, target, params, state);
      return state;
    }
  }
  throw new NoStart(params.initRadius);
}

/** Room for what the sampler remembers. */
export function makeMemory(target: Target, params: ChainParams): Float64Array {
  return new Float64Array(rememberingOf(target, params)?.size ?? 0);
}

function startMemory(key: Key, target: Target, params: ChainParams, state: ChainState): void {
  const sampler = rememberingOf(target, params);
  if (sampler === undefined) return;
  sampler.start(foldIn(key, 0, 0, MEMORY), state, state.memory);
  state.stepSize = state.memory[0];
}

/** Watches the transitions of a chain. */
export interface Watch {
  begin?(): void;
  readonly visit?: Visit;
}

/** Advances by one draw. */
export function makeChain(
  key: Key,
  target: Target,
  params: ChainParams,
  watch: Watch = {},
): (state: ChainState) => Transition {
  const remembering = rememberingOf(target, params, watch.visit);
  const kernel = remembering === undefined ? kernelOf(target, params, watch.visit) : undefined;
  const step = (key: Key, state: ChainState) =>
    kernel?.(key, state, state.stepSize, state.metric) ??
    (remembering as Remembering).step(key, state, state.memory, state.draws);
  return (state) => {
    const warming = state.draws < params.warmup;
    const transitions = warming ? 1 : params.thin;
    const sum: Transition = { accept: 0, leapfrogs: 0, treeDepth: 0, divergent: false, energy: 0 };
    for (let i = 0; i < transitions; i++) {
      watch.begin?.();
      const info = step(foldIn(key, state.draws, i, TRANSITION), state);
      sum.accept += info.accept;
      sum.leapfrogs += info.leapfrogs;
      sum.treeDepth = Math.max(sum.treeDepth, info.treeDepth);
      sum.divergent ||= info.divergent;
      sum.energy = info.energy;
    }
    sum.accept /= transitions;
    state.draws++;
    if (remembering !== undefined) state.stepSize = state.memory[0];
    if (warming && adapts(params)) adaptChain(key, target, params, state, sum.accept);
    return sum;
  };
}

function adaptChain(key: Key, target: Target, params: ChainParams, state: ChainState, accept: number): void {
  const { warmup } = state;
  state.stepSize = adaptStepSize(warmup, accept, params);
  if (watchDraw(warmup, state.draws - 1, state, params)) {
    endWindow(state, params);
    findStepSize(key, target, state);
  }
  if (state.draws === params.warmup) state.stepSize = settledStepSize(warmup);
}

/** At the end of a window: learns the metric, and starts the next window. */
export function endWindow(state: ChainState, params: ChainParams): void {
  learnMetric(state.metric, state.warmup, symmetricEigen);
  startWindow(state.warmup, state.draws - 1, params);
}

export function adapts({ sampler, adapt, warmup }: ChainParams): boolean {
  return sampler !== "metropolis" && !isRemembering(sampler) && adapt && warmup > 0;
}

function kernelOf(target: Target, params: ChainParams, visit?: Visit): Kernel {
  switch (params.sampler) {
    case "nuts":
      return nuts(target, params.maxDepth, visit);
    case "walnuts":
      return walnuts(target, params.maxDepth, params.maxError ?? MAX_ERROR, visit);
    case "hmc":
      return hmc(target, params.leapfrogs, visit);
    case "mala":
      return mala(target, visit);
    case "metropolis":
      return metropolis(target, visit);
    default:
      throw new RangeError(`sampler without a kernel: ${params.sampler} (it has a memory)`);
  }
}

/**
 * Doubles or halves the step size until one leapfrog step's acceptance probability crosses 0.8, and restarts dual averaging there
 * (Hoffman and Gelman 2014, algorithm 4, with Stan's threshold). Bounded to 2^±100.
 */
function findStepSize(key: Key, target: Target, state: ChainState): void {
  const point = makePhasePoint(target.dimension);
  const leapfrog = makeLeapfrog(target);
  /** Log acceptance probability H₀ − H of one leapfrog step with a fresh momentum. */
  const gain = (trial: number) => {
    startFrom(state, foldIn(key, state.draws, trial, STEP_SIZE), state.metric, point);
    const before = totalEnergy(point);
    leapfrog(point, state.stepSize, state.metric);
    return before - totalEnergy(point);
  };
  const grows = gain(0) > LOG_08;
  for (let trial = 1; trial <= 100; trial++) {
    if (gain(trial) > LOG_08 !== grows) break;
    state.stepSize = grows ? 2 * state.stepSize : 0.5 * state.stepSize;
  }
  restartStepSize(state.warmup, state.stepSize);
}
