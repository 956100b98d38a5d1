/**
 * Rauch–Tung–Striebel smoother in square-root form, in the coordinates of `filter.ts`: with the mean μ and the root U of u(t + 1) given all measurements,
 * z(t) = Zᵤ·u(t + 1) + Zᵥ·v has mean Zᵤ·μ and the root [Zᵤ·U | Zᵥ], and u(t) = Uₑ·e(t) + Uz·z(t). All these matrices are parts of rotations: nothing is inverted,
 * nothing is subtracted, and no error grows.
 */
import { foldIn, normal } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { absorb } from "./factors.ts";
import type { Filtered } from "./filter.ts";
import { Store, settled } from "./store.ts";

export interface Smoothed {
  /** Of the state given all measurements, steps × n. */
  readonly means: Float64Array;
  /** Where the arrays below hold what belongs to a step. */
  readonly slots: Int32Array;
  /** Roots of the smoothed covariance, n × n each. */
  readonly factors: Float64Array;
  /** U: roots of the covariance of u(t), n × n each. */
  readonly roots: Float64Array;
}

/** n and m: numbers in a state and in a measurement. */
export function smooth(run: Filtered, n: number, m: number): Smoothed {
  const { steps, filtered, slots, filteredFactors } = run;
  const means = filtered.slice();
  const stores = { factors: new Store(n * n, steps), roots: new Store(n * n, steps) };
  const places = new Int32Array(steps);
  const mean = new Float64Array(n);
  const z = new Float64Array(n);
  const space = spaceOf(n);
  // U of the step after, and of this one.
  let [root, next] = [new Float64Array(n * n), new Float64Array(n * n)];
  let still = false;
  for (let t = steps - 1; t >= 0; t--) {
    const at = slots[t] * n * n;
    const isLast = t === steps - 1;
    if (!isLast) times(run.fromNext, at, mean, n, z);
    if (!isLast) addTimes(means, t * n, filteredFactors, at, z, n);
    if (isLast || !(still && slots[t] === slots[t + 1])) {
      if (isLast) for (let i = 0; i < n; i++) space.own[i * n + i] = 1;
      else compress(run, at, root, n, space);
      timesLower(run.fromFiltered, at, space.own, n, next);
      still = !isLast && slots[t] === slots[t + 1] && settled(root, 0, next);
      [root, next] = [next, root];
      timesLower(filteredFactors, at, space.own, n, space.moved);
      stores.factors.push(space.moved);
      stores.roots.push(root);
    }
    places[t] = stores.roots.count - 1;
    times(run.fromFiltered, at, z, n, mean);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++) mean[i] += run.fromInnovation[slots[t] * n * m + i * m + j] * run.whitened[t * m + j];
  }
  return { means, slots: places, factors: stores.factors.values, roots: stores.roots.values };
}

/** Written again at each step. */
interface Space {
  /** Lower triangular root of the covariance of z(t), n × n. */
  readonly own: Float64Array;
  readonly moved: Float64Array;
  readonly both: Float64Array;
}

const spaceOf = (n: number): Space => ({
  own: new Float64Array(n * n),
  moved: new Float64Array(n * n),
  both: new Float64Array(2 * n * n),
});

/** The lower triangular root of [Zᵤ·U | Zᵥ], into `own`. */
function compress(run: Filtered, at: number, root: Float64Array, n: number, { own, moved, both }: Space): void {
  product(run.fromNext, at, root, n, moved);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      both[2 * i * n + j] = moved[i * n + j];
      both[(2 * i + 1) * n + j] = run.fromRest[at + i * n + j];
    }
  own.fill(0);
  absorb(own, both, n, n, 2 * n);
}

/** Cov(x(t + 1), x(t)) given all measurements, n × n: F⁺·U·Uᵀ·Zᵤᵀ·Fᵀ. */
export function lagOne(run: Filtered, { slots, roots }: Smoothed, t: number, n: number): Float64Array {
  const root = roots.subarray(slots[t + 1] * n * n, (slots[t + 1] + 1) * n * n);
  const at = run.slots[t] * n * n;
  const later = product(run.predictedFactors, run.slots[t + 1] * n * n, root, n);
  const earlier = product(run.filteredFactors, at, product(run.fromNext, at, root, n), n);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) for (let c = 0; c < n; c++) out[i * n + j] += later[i * n + c] * earlier[j * n + c];
  return out;
}

/** A path of states given all measurements, steps × n: drawn from the last step backwards. */
export function drawPath(key: Key, run: Filtered, n: number, m: number): Float64Array {
  const { steps, filtered, slots, whitened } = run;
  const path = filtered.slice();
  const u = new Float64Array(n);
  for (let t = steps - 1; t >= 0; t--) {
    const at = slots[t] * n * n;
    const own = foldIn(key, t);
    const v = Float64Array.from({ length: n }, (_, i) => normal(own, i));
    let z: Float64Array = v;
    if (t < steps - 1) {
      z = new Float64Array(n);
      times(run.fromNext, at, u, n, z);
      addTimes(z, 0, run.fromRest, at, v, n);
    }
    addTimes(path, t * n, run.filteredFactors, at, z, n);
    times(run.fromFiltered, at, z, n, u);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++) u[i] += run.fromInnovation[slots[t] * n * m + i * m + j] * whitened[t * m + j];
  }
  return path;
}

/** a[at …] (n × n) times b (n × n), into `out` or a new array. */
function product(
  a: Float64Array,
  at: number,
  b: Float64Array,
  n: number,
  out: Float64Array = new Float64Array(n * n),
): Float64Array {
  out.fill(0);
  for (let i = 0; i < n; i++)
    for (let c = 0; c < n; c++) {
      const value = a[at + i * n + c];
      for (let j = 0; j < n; j++) out[i * n + j] += value * b[c * n + j];
    }
  return out;
}

/** The same of a lower triangular b, into `out`. */
function timesLower(a: Float64Array, at: number, b: Float64Array, n: number, out: Float64Array): void {
  out.fill(0);
  for (let i = 0; i < n; i++)
    for (let c = 0; c < n; c++) {
      const value = a[at + i * n + c];
      for (let j = 0; j <= c; j++) out[i * n + j] += value * b[c * n + j];
    }
}

/** a[at …] (n × n) times x, into `out`. */
function times(a: Float64Array, at: number, x: Float64Array, n: number, out: Float64Array): void {
  out.fill(0);
  addTimes(out, 0, a, at, x, n);
}

/** y[yAt …] += a[at …]·x. */
function addTimes(y: Float64Array, yAt: number, a: Float64Array, at: number, x: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += a[at + i * n + j] * x[j];
    y[yAt + i] += sum;
  }
}
