/**
 * Independent component analysis of whitened data z: an unmixing W whose outputs y = W·z are as far from Gaussian, or as likely, as possible.
 * FastICA, symmetric and by deflation (Hyvärinen, IEEE Transactions on Neural Networks 10, 1999); its fixed points by Picard-O (picard.ts); Infomax by the natural gradient (Bell & Sejnowski 1995;
 * Amari, Cichocki & Yang 1996) and extended to sub-Gaussian sources (Lee, Girolami & Sejnowski, Neural Computation 11, 1999). One step is one pass over the rows.
 */
import { type SymmetricEigen, transpose } from "../../linalg/index.ts";
import { foldIn, normal } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { type Contrast, type IcaQuestion, type PassSums, sampleRows } from "./passes.ts";
import { landscape, picardStep, type Search } from "./picard.ts";

export interface IcaMethod {
  readonly algorithm: "symmetric" | "deflation" | "picard" | "infomax";
  /** Of all but Infomax. */
  readonly contrast: Exclude<Contrast, "evaluate">;
  /** Of Infomax: sub-Gaussian sources are found too. */
  readonly extended: boolean;
  /** Of Infomax, at the start. */
  readonly rate: number;
  /** A change smaller than this ends the fit. */
  readonly tolerance: number;
  /** Passes, for deflation of every unit. */
  readonly iterations: number;
}

export interface IcaState {
  /** W, components × components. */
  readonly unmixing: Float64Array;
  /** Passes done. */
  readonly iteration: number;
  /** FastICA: max |1 − |⟨w⁺, w⟩|| of its units. Picard: by how much the contrast is to fall. Infomax: the largest element of the relative gradient. */
  readonly change: number;
  readonly done: boolean;
  /** Of deflation: the unit being looked for, and its passes so far. */
  readonly unit: number;
  readonly unitIteration: number;
  /** Of Infomax: its rate now, and its last update. */
  readonly rate: number;
  readonly update: Float64Array;
  /** Of Picard, after its first pass. */
  readonly search?: Search | undefined;
  /** Of Picard: passes over the sample that it starts on; undefined once all rows count. */
  readonly sampled?: number | undefined;
}

/** What a step needs of the data: sums over rows for some units, and linear algebra. */
export interface IcaData {
  readonly rows: number;
  pass(question: IcaQuestion): PassSums;
  eigen(matrix: Float64Array, n: number): SymmetricEigen;
  /** a (m × k) · b (k × n). */
  multiply(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array;
}

/** Where matrices are multiplied and decomposed. */
export type IcaMatrices = Pick<IcaData, "eigen" | "multiply">;

/** Rows for each component that a sample must have to be worth starting on. */
const SAMPLE_ROWS = 32;
/** Passes over the sample at most. */
const SAMPLE_PASSES = 60;

/** A random rotation. */
export function initIca(key: Key, n: number, { algorithm, rate }: IcaMethod, on: Of): IcaState {
  const drawn = Float64Array.from({ length: n * n }, (_, at) => normal(foldIn(key, 0), at));
  return {
    unmixing: decorrelate(drawn, n, on),
    iteration: 0,
    change: 1,
    done: false,
    unit: 0,
    unitIteration: 0,
    rate,
    update: new Float64Array(n * n),
    ...(algorithm === "picard" && sampleRows(on.rows) >= SAMPLE_ROWS * n && { sampled: 0 }),
  };
}

/** What the next step asks of the rows. */
export function questionOf(
  { unmixing, unit, sampled }: IcaState,
  { algorithm, contrast, extended }: IcaMethod,
): IcaQuestion {
  const sample = sampled !== undefined;
  if (algorithm === "infomax")
    return { units: extended ? unmixing : unmixing.map((x) => x / 2), contrast: "logcosh", sample };
  if (algorithm !== "deflation") return { units: unmixing, contrast, sample };
  const n = Math.sqrt(unmixing.length);
  return { units: unmixing.slice(unit * n, unit * n + n), contrast, sample };
}

export function stepIca(state: IcaState, method: IcaMethod, data: IcaData): IcaState {
  if (state.done) return state;
  return answerIca(state, method, data.pass(questionOf(state, method)), data);
}

/** The step from what its question has found. */
export function answerIca(state: IcaState, method: IcaMethod, sums: PassSums, data: Omit<IcaData, "pass">): IcaState {
  switch (method.algorithm) {
    case "symmetric":
      return symmetricStep(state, method, sums, data);
    case "deflation":
      return deflationStep(state, method, sums);
    case "picard":
      return quasiNewtonStep(state, method, sums, data);
    case "infomax":
      return infomaxStep(state, method, sums, data);
    default:
      return method.algorithm satisfies never;
  }
}

type Of = Omit<IcaData, "pass">;

function symmetricStep(state: IcaState, { contrast, tolerance }: IcaMethod, sums: PassSums, of: Of): IcaState {
  const n = Math.sqrt(state.unmixing.length);
  const moved = fixedPoint(state.unmixing, contrast, sums);
  const unmixing = decorrelate(moved, n, of);
  let change = 0;
  for (let i = 0; i < n; i++) change = Math.max(change, turn(unmixing, state.unmixing, n, i));
  return { ...state, unmixing, change, iteration: state.iteration + 1, done: change < tolerance };
}

/** E[g(y)·z] − E[g′(y)]·w for each of the units. */
function fixedPoint(
  units: Float64Array,
  contrast: IcaMethod["contrast"],
  { products, slopes, rows }: PassSums,
): Float64Array {
  const n = units.length / slopes.length;
  return units.map((w, at) => {
    const slope = slopes[Math.floor(at / n)];
    return products[at] / rows - (contrast === "cube" ? (3 * slope) / rows : 1 - slope / rows) * w;
  });
}

function quasiNewtonStep(
  { search: before, sampled, ...state }: IcaState,
  { contrast, tolerance }: IcaMethod,
  { rows, products, slopes }: PassSums,
  { multiply }: IcaMatrices,
): IcaState {
  const here = landscape(
    state.unmixing,
    products.map((x) => x / rows),
    slopes.map((slope) => (contrast === "cube" ? (3 * slope) / rows : 1 - slope / rows)),
    multiply,
  );
  const { unmixing, search, change = state.change } = picardStep(state.unmixing, here, before, multiply);
  const next = { ...state, unmixing, change, iteration: state.iteration + 1 };
  if (sampled === undefined) return { ...next, search, done: change < tolerance };
  // Another sample's minimum would be about that far away: n(n − 1)/2 angles, each known to about 1/rows.
  const isRough = change > search.gradient.length / (32 * rows);
  if (isRough && sampled + 1 < SAMPLE_PASSES) return { ...next, search, sampled: sampled + 1 };
  return next;
}

/** (W·Wᵀ)^−½·W: the nearest rotation. */
export function decorrelate(w: Float64Array, n: number, { eigen, multiply }: IcaMatrices): Float64Array {
  const { values, vectors } = eigen(multiply(w, transpose(w, n, n), n, n, n), n);
  const scaled = vectors.map((v, at) => v / Math.sqrt(Math.max(values[Math.floor(at / n)], Number.MIN_VALUE)));
  return multiply(multiply(transpose(vectors, n, n), scaled, n, n, n), w, n, n, n);
}

/** |1 − |⟨a, b⟩|| of row i. */
function turn(a: Float64Array, b: Float64Array, n: number, i: number): number {
  let dot = 0;
  for (let j = 0; j < n; j++) dot += a[i * n + j] * b[i * n + j];
  return Math.abs(1 - Math.abs(dot));
}

/** One unit after another, each orthogonal to those before. */
function deflationStep(state: IcaState, method: IcaMethod, sums: PassSums): IcaState {
  const n = Math.sqrt(state.unmixing.length);
  const { unit } = state;
  const unmixing = state.unmixing.slice();
  const own = unmixing.subarray(unit * n, unit * n + n);
  own.set(fixedPoint(own, method.contrast, sums));
  for (let i = 0; i < unit; i++) {
    const before = unmixing.subarray(i * n, i * n + n);
    const along = own.reduce((sum, x, j) => sum + x * before[j], 0);
    for (let j = 0; j < n; j++) own[j] -= along * before[j];
  }
  const length = Math.sqrt(own.reduce((sum, x) => sum + x * x, 0));
  for (let j = 0; j < n; j++) own[j] /= length > 0 ? length : 1;
  const change = turn(unmixing, state.unmixing, n, unit);
  const found = change < method.tolerance || state.unitIteration + 1 >= method.iterations;
  return {
    ...state,
    unmixing,
    change,
    iteration: state.iteration + 1,
    unit: found ? unit + 1 : unit,
    unitIteration: found ? 0 : state.unitIteration + 1,
    done: found && unit + 1 === n,
  };
}

/** Cosine between two updates below which the rate falls, and what it falls and grows by. */
const STRAIGHT = 0.5;
const SLOWER = 0.8;
const FASTER = 1.05;

/**
 * W ← W + η·(I − E[φ(y)·yᵀ])·W with φ(y) = tanh(y/2), or extended y + k·tanh(y), k = ±1 for peaked and flat sources. Steps that double back decrease η,
 * steps that go straight on increase it.
 */
function infomaxStep(
  state: IcaState,
  { extended, tolerance }: IcaMethod,
  { products, slopes, rows }: PassSums,
  { multiply }: IcaMatrices,
): IcaState {
  const n = Math.sqrt(state.unmixing.length);
  const w = state.unmixing;
  // E[tanh(·)·yᵀ], and E[y·yᵀ] of whitened data.
  const bent = multiply(
    products.map((x) => x / rows),
    transpose(w, n, n),
    n,
    n,
    n,
  );
  const plain = multiply(w, transpose(w, n, n), n, n, n);
  const gradient = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const peaked = (1 - slopes[i] / rows) * plain[i * n + i] - bent[i * n + i] > 0;
    for (let j = 0; j < n; j++) {
      const at = i * n + j;
      gradient[at] = (i === j ? 1 : 0) - (extended ? plain[at] + (peaked ? bent[at] : -bent[at]) : bent[at]);
    }
  }
  const update = multiply(gradient, w, n, n, n);
  const rate = nextRate(state, update);
  const change = gradient.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return {
    ...state,
    unmixing: w.map((x, at) => x + rate * update[at]),
    change,
    iteration: state.iteration + 1,
    done: change < tolerance,
    rate,
    update,
  };
}

function nextRate({ rate, update: before }: IcaState, update: Float64Array): number {
  let [along, a, b] = [0, 0, 0];
  for (let at = 0; at < update.length; at++) {
    along += update[at] * before[at];
    a += update[at] * update[at];
    b += before[at] * before[at];
  }
  if (b === 0 || a === 0) return rate;
  return along / Math.sqrt(a * b) < STRAIGHT ? rate * SLOWER : rate * FASTER;
}
