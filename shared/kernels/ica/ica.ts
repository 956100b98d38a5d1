/**
 * Independent component analysis of whitened data z: an unmixing W whose outputs y = W·z are as far from Gaussian, or as likely, as possible.
 * FastICA, symmetric and by deflation (Hyvärinen, IEEE Transactions on Neural Networks 10, 1999); Infomax by the natural gradient (Bell & Sejnowski 1995;
 * Amari, Cichocki & Yang 1996) and extended to sub-Gaussian sources (Lee, Girolami & Sejnowski, Neural Computation 11, 1999). One step is one pass over all rows.
 */
import { multiply, type SymmetricEigen, transpose } from "../../linalg/index.ts";
import { foldIn, normal } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Contrast, PassSums } from "./passes.ts";

export interface IcaMethod {
  readonly algorithm: "symmetric" | "deflation" | "infomax";
  /** Of FastICA. */
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
  /** FastICA: max |1 − |⟨w⁺, w⟩|| of its units. Infomax: the largest element of the relative gradient. */
  readonly change: number;
  readonly done: boolean;
  /** Of deflation: the unit being looked for, and its passes so far. */
  readonly unit: number;
  readonly unitIteration: number;
  /** Of Infomax: its rate now, and its last update. */
  readonly rate: number;
  readonly update: Float64Array;
}

/** What a step needs of the data: sums over all rows for some units, and eigenvectors. */
export interface IcaData {
  readonly rows: number;
  pass(unmixing: Float64Array, contrast: Contrast): PassSums;
  eigen(matrix: Float64Array, n: number): SymmetricEigen;
}

/** A random rotation. */
export function initIca(key: Key, n: number, { rate }: IcaMethod, eigen: IcaData["eigen"]): IcaState {
  const drawn = Float64Array.from({ length: n * n }, (_, at) => normal(foldIn(key, 0), at));
  return {
    unmixing: decorrelate(drawn, n, eigen),
    iteration: 0,
    change: 1,
    done: false,
    unit: 0,
    unitIteration: 0,
    rate,
    update: new Float64Array(n * n),
  };
}

export function stepIca(state: IcaState, method: IcaMethod, data: IcaData): IcaState {
  if (state.done) return state;
  switch (method.algorithm) {
    case "symmetric":
      return symmetricStep(state, method, data);
    case "deflation":
      return deflationStep(state, method, data);
    case "infomax":
      return infomaxStep(state, method, data);
    default:
      return method.algorithm satisfies never;
  }
}

function symmetricStep(state: IcaState, method: IcaMethod, data: IcaData): IcaState {
  const n = Math.sqrt(state.unmixing.length);
  const moved = fixedPoint(state.unmixing, method.contrast, data);
  const unmixing = decorrelate(moved, n, data.eigen);
  let change = 0;
  for (let i = 0; i < n; i++) change = Math.max(change, turn(unmixing, state.unmixing, n, i));
  return { ...state, unmixing, change, iteration: state.iteration + 1, done: change < method.tolerance };
}

/** E[g(y)·z] − E[g′(y)]·w for each of the units. */
function fixedPoint(units: Float64Array, contrast: IcaMethod["contrast"], { rows, pass }: IcaData): Float64Array {
  const { products, slopes } = pass(units, contrast);
  const n = units.length / slopes.length;
  return units.map((w, at) => {
    const slope = slopes[Math.floor(at / n)];
    return products[at] / rows - (contrast === "cube" ? (3 * slope) / rows : 1 - slope / rows) * w;
  });
}

/** (W·Wᵀ)^−½·W: the nearest rotation. */
export function decorrelate(w: Float64Array, n: number, eigen: IcaData["eigen"]): Float64Array {
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
function deflationStep(state: IcaState, method: IcaMethod, data: IcaData): IcaState {
  const n = Math.sqrt(state.unmixing.length);
  const { unit } = state;
  const unmixing = state.unmixing.slice();
  const own = unmixing.subarray(unit * n, unit * n + n);
  own.set(fixedPoint(own, method.contrast, data));
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
function infomaxStep(state: IcaState, { extended, tolerance }: IcaMethod, { rows, pass }: IcaData): IcaState {
  const n = Math.sqrt(state.unmixing.length);
  const w = state.unmixing;
  const { products, slopes } = pass(extended ? w : w.map((x) => x / 2), "logcosh");
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
