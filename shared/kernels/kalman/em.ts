/**
 * Expectation–maximisation for linear-Gaussian state space (Shumway and Stoffer, "An approach to time series smoothing and forecasting using the EM
 * algorithm", 1982; Ghahramani and Hinton, "Parameter estimation for linear dynamical systems", 1996). Measurement noise must be independent between
 * outputs (a diagonal R): then each output has an equation of its own, and a missing value is simply left out of it.
 */
import {
  cholesky,
  multiply,
  NotPositiveDefiniteError,
  solveCholesky,
  solveLower,
  transpose,
} from "../../linalg/index.ts";
import { semidefiniteFactor, squareOf } from "./factors.ts";
import { type FilterOptions, kalmanFilter } from "./filter.ts";
import type { Measurements, StateSpaceModel } from "./model.ts";
import { lagOne, smooth } from "./smoother.ts";

/** Which parameters are learned; the others stay as they are. */
export interface Learned {
  /** Rows of A: all, none, or some where Q is diagonal and stays so (otherwise rows depend on each other). */
  readonly transitionRows: readonly number[];
  /** Q as a whole, its diagonal, one factor for all of it, or not at all. */
  readonly process: "full" | "diagonal" | "scale" | "fixed";
  readonly observation: boolean;
  /** The diagonal of R. */
  readonly noise: boolean;
  readonly mean: boolean;
  readonly covariance: boolean;
}

/** Sums over all steps of what the smoother expects, as differences from the model they were made with: so that little is lost to rounding. */
export interface Expectations {
  /** Nats, of that model. */
  readonly logLikelihood: number;
  readonly steps: number;
  /** With w = x(t) − A·x(t − 1) − b: Σ E[w·wᵀ], Σ E[w·x(t − 1)ᵀ] and Σ E[x(t − 1)·x(t − 1)ᵀ] over t > 1, n × n. */
  readonly noises: Float64Array;
  readonly lagged: Float64Array;
  readonly earlier: Float64Array;
  /** With v = y − C·x − d of each output over its present values: how many, Σ E[v²], Σ E[v·xᵀ] (m × n) and Σ E[x·xᵀ] (m × n × n). */
  readonly counts: Float64Array;
  readonly squares: Float64Array;
  readonly products: Float64Array;
  readonly states: Float64Array;
  /** Of the first state: mean (n) and covariance (n × n). */
  readonly first: Float64Array;
  readonly firstCovariance: Float64Array;
}

/** The E step. */
export function expectations(model: StateSpaceModel, data: Measurements, options: FilterOptions = {}): Expectations {
  const { states: n, outputs: m } = model;
  const run = kalmanFilter(model, data, options);
  const smoothed = smooth(run, n, m);
  const { means, slots, factors } = smoothed;
  const square = () => new Float64Array(n * n);
  const sums = { noises: square(), lagged: square(), earlier: square() };
  const outputs = {
    counts: new Float64Array(m),
    squares: new Float64Array(m),
    products: new Float64Array(m * n),
    states: new Float64Array(m * n * n),
  };
  let covariance: Float64Array = square();
  let parts: PairParts = { residual: square(), lag: square(), before: square() };
  let [slot, lagSlot, runSlot, beforeSlot] = [-1, -1, -1, -1];
  for (let t = 0; t < data.steps; t++) {
    const before = covariance;
    if (slots[t] !== slot) covariance = squareOf(factors, n, slots[t] * n * n);
    if (t > 0) {
      if (slots[t] !== lagSlot || run.slots[t - 1] !== runSlot || slot !== beforeSlot)
        parts = partsOf(model.transition, covariance, lagOne(run, smoothed, t - 1, n), before, n);
      [lagSlot, runSlot, beforeSlot] = [slots[t], run.slots[t - 1], slot];
      addPair(sums, parts, model, means, t);
    }
    slot = slots[t];
    for (let i = 0; i < m; i++) if (run.used[t * m + i] !== 0) addValue(outputs, model, data, means, covariance, t, i);
  }
  return {
    logLikelihood: run.logLikelihood,
    steps: data.steps,
    ...sums,
    ...outputs,
    first: means.slice(0, n),
    firstCovariance: squareOf(factors, n, slots[0] * n * n),
  };
}

interface PairParts {
  readonly residual: Float64Array;
  readonly lag: Float64Array;
  readonly before: Float64Array;
}

/** Cov(w), Cov(w, x(t − 1)) and Cov(x(t − 1)), from Cov(x(t)), Cov(x(t), x(t − 1)) and the last. */
function partsOf(a: Float64Array, now: Float64Array, lag: Float64Array, before: Float64Array, n: number): PairParts {
  const moved = multiply(a, before, n, n, n);
  const rest = lag.map((value, at) => value - moved[at]);
  // Cov(w) = Cov(x(t)) − lag·Aᵀ − A·Cov(w, x(t − 1))ᵀ.
  const lagged = multiply(lag, transpose(a, n, n), n, n, n);
  const crossed = multiply(a, transpose(rest, n, n), n, n, n);
  return { residual: now.map((value, at) => value - lagged[at] - crossed[at]), lag: rest, before };
}

function addPair(
  sums: Pick<Expectations, "noises" | "lagged" | "earlier">,
  parts: PairParts,
  { states: n, transition, drift }: StateSpaceModel,
  means: Float64Array,
  t: number,
): void {
  const w = Float64Array.from({ length: n }, (_, i) => {
    let value = means[t * n + i] - drift[i];
    for (let j = 0; j < n; j++) value -= transition[i * n + j] * means[(t - 1) * n + j];
    return value;
  });
  for (let i = 0; i < n; i++) {
    const past = means[(t - 1) * n + i];
    for (let j = 0; j < n; j++) {
      const at = i * n + j;
      sums.noises[at] += w[i] * w[j] + parts.residual[at];
      sums.lagged[at] += w[i] * means[(t - 1) * n + j] + parts.lag[at];
      sums.earlier[at] += past * means[(t - 1) * n + j] + parts.before[at];
    }
  }
}

function addValue(
  sums: Pick<Expectations, "counts" | "squares" | "products" | "states">,
  { states: n, outputs: m, observation, offset }: StateSpaceModel,
  { values }: Measurements,
  means: Float64Array,
  covariance: Float64Array,
  t: number,
  i: number,
): void {
  let v = values[t * m + i] - offset[i];
  let spread = 0;
  const seen = new Float64Array(n);
  for (let a = 0; a < n; a++) {
    v -= observation[i * n + a] * means[t * n + a];
    for (let b = 0; b < n; b++) seen[a] += covariance[a * n + b] * observation[i * n + b];
    spread += observation[i * n + a] * seen[a];
  }
  sums.counts[i]++;
  sums.squares[i] += v * v + spread;
  for (let a = 0; a < n; a++) {
    const x = means[t * n + a];
    sums.products[i * n + a] += v * x - seen[a];
    for (let b = 0; b < n; b++) sums.states[(i * n + a) * n + b] += x * means[t * n + b] + covariance[a * n + b];
  }
}

/** The M step: the model that is most probable given the expectations, among those that differ in what is learned. */
export function maximise(model: StateSpaceModel, e: Expectations, learned: Learned): StateSpaceModel {
  const { states: n } = model;
  const change = transitionChange(model, e, learned.transitionRows);
  const mean = learned.mean ? e.first : model.mean;
  const covariance = e.firstCovariance.map((value, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return value + (e.first[i] - mean[i]) * (e.first[j] - mean[j]);
  });
  return {
    ...model,
    transition: model.transition.map((value, at) => value + change[at]),
    processFactor: learnProcess(model, e, change, learned.process),
    ...learnOutputs(model, e, learned),
    mean,
    factor: learned.covariance ? semidefiniteFactor(covariance, n) : model.factor,
  };
}

/** What is added to A, n × n. */
function transitionChange({ states: n }: StateSpaceModel, e: Expectations, rows: readonly number[]): Float64Array {
  const change = new Float64Array(n * n);
  const root = rows.length > 0 && e.steps > 1 ? rootOf(e.earlier, n) : null;
  if (root === null) return change;
  for (const i of rows) change.set(solveCholesky(root, e.lagged.subarray(i * n, (i + 1) * n), n), i * n);
  return change;
}

function learnProcess(
  { states: n, processFactor }: StateSpaceModel,
  e: Expectations,
  change: Float64Array,
  kind: Learned["process"],
): Float64Array {
  if (kind === "fixed" || e.steps < 2) return processFactor;
  const crossed = multiply(change, transpose(e.lagged, n, n), n, n, n);
  const turned = multiply(multiply(change, e.earlier, n, n, n), transpose(change, n, n), n, n, n);
  const residual = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      residual[i * n + j] =
        (e.noises[i * n + j] - crossed[i * n + j] - crossed[j * n + i] + turned[i * n + j]) / (e.steps - 1);
  if (kind === "full") return semidefiniteFactor(residual, n);
  if (kind === "scale") return scaled(processFactor, residual, n);
  const out = new Float64Array(n * n);
  // What is known to follow without noise stays so: its residual is rounding.
  for (let i = 0; i < n; i++)
    out[i * n + i] = processFactor[i * n + i] === 0 ? 0 : Math.sqrt(Math.max(residual[i * n + i], 0));
  return out;
}

/** One factor s for all of Q: s = tr(Q⁻¹·residual)/n. Q stays as it is where it has no inverse. */
function scaled(factor: Float64Array, residual: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) if (factor[i * n + i] === 0) return factor;
  const half = new Float64Array(n * n);
  for (let j = 0; j < n; j++)
    half.set(
      solveLower(
        factor,
        Float64Array.from({ length: n }, (_, i) => residual[i * n + j]),
        n,
      ),
      j * n,
    );
  let trace = 0;
  for (let i = 0; i < n; i++)
    trace += solveLower(
      factor,
      Float64Array.from({ length: n }, (_, j) => half[j * n + i]),
      n,
    )[i];
  const scale = Math.sqrt(Math.max(trace / n, 0));
  return factor.map((value) => scale * value);
}

/** Noise below this share of what was there cannot be told from rounding. */
const LEAST_NOISE = 1e-8;

function learnOutputs(model: StateSpaceModel, e: Expectations, learned: Learned) {
  const { states: n, outputs: m } = model;
  const observation = model.observation.slice();
  const noiseFactor = model.noiseFactor.slice();
  for (let i = 0; i < m; i++) {
    if (e.counts[i] === 0) continue;
    const states = e.states.subarray(i * n * n, (i + 1) * n * n);
    const products = e.products.subarray(i * n, (i + 1) * n);
    const root = learned.observation ? rootOf(states, n) : null;
    let sum = e.squares[i];
    if (root !== null) {
      const change = solveCholesky(root, products, n);
      for (let a = 0; a < n; a++) {
        observation[i * n + a] += change[a];
        sum -= change[a] * products[a];
      }
    }
    if (learned.noise)
      noiseFactor[i * m + i] = Math.max(
        Math.sqrt(Math.max(sum / e.counts[i], 0)),
        LEAST_NOISE * noiseFactor[i * m + i],
      );
  }
  return { observation, noiseFactor };
}

/** The Cholesky factor; null where there is none, so that what is learned with it stays. */
function rootOf(a: Float64Array, n: number): Float64Array | null {
  try {
    return cholesky(a, n);
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return null;
    throw error;
  }
}
