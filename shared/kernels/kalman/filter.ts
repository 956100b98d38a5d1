/**
 * Kalman filter in square-root form (array algorithm: Kailath, Sayed and Hassibi, "Linear Estimation", 2000, chapter 12). Update and prediction are each
 * one row of reflections of roots, F·Fᵀ being the covariance of the state:
 *
 *   [ R½  C·F⁺ ]       [ S½  0  ]          [ Q½  A·F ]       [ F⁺  0  ]
 *   [ 0   I    ] · Θ = [ Uₑ  Uz ]         [ 0   I   ] · Θ = [ Zᵤ  Zᵥ ]
 *
 * Read as random numbers, x = x̂⁺ + F⁺·u before a measurement, with e = S^−½·(y − C·x̂⁺ − d) after it x = x̂ + F·z, and u, z, v are N(0, I): u = Uₑ·e + Uz·z and
 * z = Zᵤ·u(next) + Zᵥ·v. So F = F⁺·Uz, the gain is K = F⁺·Uₑ·S^−½, and a smoother can go back without the inverse of any covariance: Q may be singular, A too.
 *
 * Covariances do not depend on what is measured, only on which values are missing. Where the same are present step after step they settle, and are then not
 * computed again: steps share a slot.
 */
import { log } from "../../math/elementary.ts";
import {
  DivergedError,
  lowerTimes,
  type Pattern,
  type Prediction,
  predict,
  predictionOf,
  update,
  updateOf,
} from "./array-steps.ts";
import { solveRight, triangular } from "./factors.ts";
import type { Measurements, StateSpaceModel } from "./model.ts";
import { Store, settled } from "./store.ts";

/** log 2π. */
const LOG_TWO_PI = 1.8378770664093453;

export interface FilterOptions {
  /** Measurements whose squared Mahalanobis distance from their prediction is larger count as missing; default none. */
  readonly gate?: number;
  /** Keep a slot for every step, settled or not; default false. */
  readonly everyStep?: boolean;
}

export interface Filtered {
  readonly steps: number;
  /** Nats: log density of all values that are present (and were not refused by the gate). */
  readonly logLikelihood: number;
  /** Of the state given the measurements before its step, steps × n. */
  readonly predicted: Float64Array;
  /** Of the state given the measurements up to and with its step, steps × n. */
  readonly filtered: Float64Array;
  /** y − C·x̂ − d, steps × m; 0 where a value is missing. */
  readonly innovations: Float64Array;
  /** S^−½·innovation, steps × m: of a true model independent and N(0, 1), in the order of the values that are present; 0 elsewhere. */
  readonly whitened: Float64Array;
  /** Values that were used, steps × m. */
  readonly used: Uint8Array;
  /** Where the arrays below hold what belongs to a step. */
  readonly slots: Int32Array;
  /** F⁺: lower triangular roots of the predicted covariance, n × n each. */
  readonly predictedFactors: Float64Array;
  /** F: roots (full matrices) of the filtered covariance, n × n each. */
  readonly filteredFactors: Float64Array;
  /** K, n × m each: zero in the columns of missing values. */
  readonly gains: Float64Array;
  /** Uₑ (n × m, as K), Uz, Zᵤ and Zᵥ (n × n) above. */
  readonly fromInnovation: Float64Array;
  readonly fromFiltered: Float64Array;
  readonly fromNext: Float64Array;
  readonly fromRest: Float64Array;
}

/** Runs over all steps. Throws SingularInnovationError and DivergedError. */
export function kalmanFilter(model: StateSpaceModel, data: Measurements, options: FilterOptions = {}): Filtered {
  const run = new Run(model, data, options);
  for (let t = 0; t < data.steps; t++) run.step(t);
  return run.result();
}

class Run {
  readonly #model: StateSpaceModel;
  readonly #data: Measurements;
  readonly #options: FilterOptions;
  readonly #patterns = new Map<string, Pattern>();
  readonly #predicted: Float64Array;
  readonly #filtered: Float64Array;
  readonly #innovations: Float64Array;
  readonly #whitened: Float64Array;
  readonly #used: Uint8Array;
  readonly #slots: Int32Array;
  readonly #stores: Record<"predicted" | "filtered" | "gains" | "ue" | "uz" | "zu" | "zv", Store>;
  #logLikelihood = 0;
  /** Root of the predicted covariance of the next step, and whether it is that of the last slot. */
  #factor: Float64Array;
  #settled = false;
  #pattern: Pattern | null = null;
  /** Of the last slot: F, K̄ = F⁺·Uₑ and K (n × k, of the values that are present), and what is predicted from it. */
  readonly #own: Float64Array;
  readonly #bar: Float64Array;
  readonly #gain: Float64Array;
  readonly #next: Prediction;
  #logRoot = 0;
  /** S^−½·innovation of the values that are present. */
  readonly #e: Float64Array;

  constructor(model: StateSpaceModel, data: Measurements, options: FilterOptions) {
    const { states: n, outputs: m } = model;
    this.#model = model;
    this.#data = data;
    this.#options = options;
    this.#predicted = new Float64Array(data.steps * n);
    this.#filtered = new Float64Array(data.steps * n);
    this.#innovations = new Float64Array(data.steps * m);
    this.#whitened = new Float64Array(data.steps * m);
    this.#used = new Uint8Array(data.steps * m);
    this.#slots = new Int32Array(data.steps);
    const square = () => new Store(n * n, data.steps);
    const wide = () => new Store(n * m, data.steps);
    this.#stores = {
      predicted: square(),
      filtered: square(),
      gains: wide(),
      ue: wide(),
      uz: square(),
      zu: square(),
      zv: square(),
    };
    this.#factor = model.factor;
    this.#own = new Float64Array(n * n);
    this.#bar = new Float64Array(n * m);
    this.#gain = new Float64Array(n * m);
    this.#next = predictionOf(n);
    this.#e = new Float64Array(m);
    if (data.steps > 0) this.#predicted.set(model.mean);
  }

  step(t: number): void {
    let pattern = this.#patternAt(t);
    if (this.#options.gate !== undefined && pattern.outputs.length > 0 && this.#refused(t, pattern, this.#options.gate))
      pattern = this.#patternOf([]);
    if (!(this.#settled && pattern === this.#pattern)) this.#covariances(t, pattern);
    this.#slots[t] = this.#stores.predicted.count - 1;
    this.#means(t, pattern);
  }

  /** Update and prediction of the covariances: a new slot. */
  #covariances(t: number, pattern: Pattern): void {
    const { states: n, outputs: m } = this.#model;
    const stores = this.#stores;
    const before = this.#factor;
    stores.predicted.push(before);
    update(before, pattern, n, t, pattern.update);
    const { root, ue, uz } = pattern.update;
    const k = pattern.outputs.length;
    lowerTimes(before, uz, n, n, this.#own);
    lowerTimes(before, ue, n, k, this.#bar);
    solveRight(root, this.#bar, n, k, this.#gain);
    stores.filtered.push(this.#own);
    stores.uz.push(uz);
    stores.ue.push(spread(ue, pattern.outputs, n, m));
    stores.gains.push(spread(this.#gain, pattern.outputs, n, m));
    this.#logRoot = 0;
    for (let i = 0; i < k; i++) this.#logRoot += log(root[i * k + i]);
    const next = this.#next;
    predict(this.#own, this.#model, next);
    stores.zu.push(next.zu);
    stores.zv.push(next.zv);
    for (let i = 0; i < n; i++) if (!(next.factor[i * n + i] < Infinity)) throw new DivergedError(t);
    this.#settled =
      !this.#options.everyStep && settled(stores.predicted.values, (stores.predicted.count - 1) * n * n, next.factor);
    this.#pattern = pattern;
    this.#factor = next.factor;
  }

  #means(t: number, { outputs, update: { root } }: Pattern): void {
    const { states: n, outputs: m, transition, drift } = this.#model;
    const k = outputs.length;
    const e = this.#e;
    this.#whiten(t, outputs, root);
    let square = 0;
    for (let i = 0; i < k; i++) {
      this.#whitened[t * m + outputs[i]] = e[i];
      this.#used[t * m + outputs[i]] = 1;
      square += e[i] * e[i];
    }
    this.#logLikelihood -= 0.5 * (k * LOG_TWO_PI + square) + this.#logRoot;
    const x = this.#filtered;
    for (let i = 0; i < n; i++) {
      let value = this.#predicted[t * n + i];
      for (let j = 0; j < k; j++) value += this.#bar[i * k + j] * e[j];
      if (!(Math.abs(value) < Infinity)) throw new DivergedError(t);
      x[t * n + i] = value;
    }
    if (t + 1 === this.#data.steps) return;
    for (let i = 0; i < n; i++) {
      let value = drift[i];
      for (let j = 0; j < n; j++) value += transition[i * n + j] * x[t * n + j];
      this.#predicted[(t + 1) * n + i] = value;
    }
  }

  /** S^−½·(y − C·x̂ − d) of the values that are present, into #e; records the innovations. */
  #whiten(t: number, outputs: readonly number[], root: Float64Array): void {
    const { states: n, outputs: m, observation, offset } = this.#model;
    const k = outputs.length;
    const e = this.#e;
    for (let i = 0; i < k; i++) {
      const at = outputs[i];
      let rest = this.#data.values[t * m + at] - offset[at];
      for (let j = 0; j < n; j++) rest -= observation[at * n + j] * this.#predicted[t * n + j];
      this.#innovations[t * m + at] = rest;
      for (let j = 0; j < i; j++) rest -= root[i * k + j] * e[j];
      e[i] = rest / root[i * k + i];
    }
  }

  #refused(t: number, pattern: Pattern, gate: number): boolean {
    update(this.#factor, pattern, this.#model.states, t, pattern.trial);
    this.#whiten(t, pattern.outputs, pattern.trial.root);
    let square = 0;
    for (let i = 0; i < pattern.outputs.length; i++) square += this.#e[i] * this.#e[i];
    const isFar = square > gate;
    if (isFar) for (const at of pattern.outputs) this.#innovations[t * this.#model.outputs + at] = 0;
    return isFar;
  }

  #patternAt(t: number): Pattern {
    if (this.#pattern !== null && this.#isPresent(t, this.#pattern.outputs)) return this.#pattern;
    const { outputs: m } = this.#model;
    const { mask } = this.#data;
    const present: number[] = [];
    for (let i = 0; i < m; i++) if (mask === undefined || mask[t * m + i] !== 0) present.push(i);
    return this.#patternOf(present);
  }

  /** Whether these outputs, and no others, are present. */
  #isPresent(t: number, outputs: readonly number[]): boolean {
    const { outputs: m } = this.#model;
    const { mask } = this.#data;
    let count = 0;
    for (let i = 0; i < m; i++) {
      if (mask !== undefined && mask[t * m + i] === 0) continue;
      if (outputs[count] !== i) return false;
      count++;
    }
    return count === outputs.length;
  }

  #patternOf(outputs: readonly number[]): Pattern {
    const name = outputs.join(" ");
    const known = this.#patterns.get(name);
    if (known) return known;
    const { states: n, outputs: m, observation, noiseFactor } = this.#model;
    const rows = (of: Float64Array, width: number) =>
      Float64Array.from(
        { length: outputs.length * width },
        (_, at) => of[outputs[Math.floor(at / width)] * width + (at % width)],
      );
    const noise = outputs.length === m ? noiseFactor : triangular(rows(noiseFactor, m), outputs.length, m);
    const pattern: Pattern = {
      outputs,
      observation: rows(observation, n),
      noise,
      update: updateOf(n, outputs.length),
      trial: updateOf(n, outputs.length),
    };
    this.#patterns.set(name, pattern);
    return pattern;
  }

  result(): Filtered {
    const { predicted, filtered, gains, ue, uz, zu, zv } = this.#stores;
    return {
      steps: this.#data.steps,
      logLikelihood: this.#logLikelihood,
      predicted: this.#predicted,
      filtered: this.#filtered,
      innovations: this.#innovations,
      whitened: this.#whitened,
      used: this.#used,
      slots: this.#slots,
      predictedFactors: predicted.values,
      filteredFactors: filtered.values,
      gains: gains.values,
      fromInnovation: ue.values,
      fromFiltered: uz.values,
      fromNext: zu.values,
      fromRest: zv.values,
    };
  }
}

/** Columns of n × k in their places among m. */
function spread(values: Float64Array, outputs: readonly number[], n: number, m: number): Float64Array {
  const k = outputs.length;
  if (k === m) return values;
  const wide = new Float64Array(n * m);
  for (let i = 0; i < n; i++) for (let j = 0; j < k; j++) wide[i * m + outputs[j]] = values[i * k + j];
  return wide;
}
