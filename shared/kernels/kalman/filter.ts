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
import { DivergedError, lowerTimes, type Pattern, predictedRoot, updated } from "./array-steps.ts";
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
  /** Of the last slot: S½ and K̄. */
  #root: Float64Array = new Float64Array(0);
  #bar: Float64Array = new Float64Array(0);
  #logRoot = 0;

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
    const square = () => new Store(n * n);
    const wide = () => new Store(n * m);
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
    const { states: n, outputs: m, transition, processFactor } = this.#model;
    const stores = this.#stores;
    const before = this.#factor;
    stores.predicted.push(before);
    const { root, ue, uz } = updated(before, pattern, n, t);
    const k = pattern.outputs.length;
    const factor = lowerTimes(before, uz, n, n);
    const bar = lowerTimes(before, ue, n, k);
    stores.filtered.push(factor);
    stores.uz.push(uz);
    stores.ue.push(spread(ue, pattern.outputs, n, m));
    stores.gains.push(spread(solveRight(root, bar, n, k), pattern.outputs, n, m));
    this.#root = root;
    this.#bar = bar;
    this.#logRoot = 0;
    for (let i = 0; i < k; i++) this.#logRoot += log(root[i * k + i]);
    const next = predictedRoot(factor, transition, processFactor, n);
    stores.zu.push(next.zu);
    stores.zv.push(next.zv);
    for (let i = 0; i < n; i++) if (!(next.factor[i * n + i] < Infinity)) throw new DivergedError(t);
    this.#settled =
      !this.#options.everyStep && settled(stores.predicted.values, (stores.predicted.count - 1) * n * n, next.factor);
    this.#pattern = pattern;
    this.#factor = next.factor;
  }

  #means(t: number, { outputs }: Pattern): void {
    const { states: n, outputs: m, transition, drift } = this.#model;
    const k = outputs.length;
    const e = this.#whiten(t, outputs, this.#root);
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

  /** S^−½·(y − C·x̂ − d) of the values that are present; records the innovations. */
  #whiten(t: number, outputs: readonly number[], root: Float64Array): Float64Array {
    const { states: n, outputs: m, observation, offset } = this.#model;
    const k = outputs.length;
    const e = new Float64Array(k);
    for (let i = 0; i < k; i++) {
      const at = outputs[i];
      let rest = this.#data.values[t * m + at] - offset[at];
      for (let j = 0; j < n; j++) rest -= observation[at * n + j] * this.#predicted[t * n + j];
      this.#innovations[t * m + at] = rest;
      for (let j = 0; j < i; j++) rest -= root[i * k + j] * e[j];
      e[i] = rest / root[i * k + i];
    }
    return e;
  }

  #refused(t: number, pattern: Pattern, gate: number): boolean {
    const { root } = updated(this.#factor, pattern, this.#model.states, t);
    const e = this.#whiten(t, pattern.outputs, root);
    const isFar = e.reduce((sum, value) => sum + value * value, 0) > gate;
    if (isFar) for (const at of pattern.outputs) this.#innovations[t * this.#model.outputs + at] = 0;
    return isFar;
  }

  #patternAt(t: number): Pattern {
    const { outputs: m } = this.#model;
    const { mask } = this.#data;
    const present: number[] = [];
    for (let i = 0; i < m; i++) if (mask === undefined || mask[t * m + i] !== 0) present.push(i);
    if (this.#pattern !== null && sameList(present, this.#pattern.outputs)) return this.#pattern;
    return this.#patternOf(present);
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
    const pattern = { outputs, observation: rows(observation, n), noise };
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

function sameList(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Columns of n × k in their places among m. */
function spread(values: Float64Array, outputs: readonly number[], n: number, m: number): Float64Array {
  const k = outputs.length;
  if (k === m) return values;
  const wide = new Float64Array(n * m);
  for (let i = 0; i < n; i++) for (let j = 0; j < k; j++) wide[i * m + outputs[j]] = values[i * k + j];
  return wide;
}
