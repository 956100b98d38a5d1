/**
 * Picard-O (Ablin, Cardoso & Gramfort, "Faster ICA under orthogonal constraint", ICASSP 2018; "Faster independent component analysis by preconditioning
 * with Hessian approximations", IEEE Transactions on Signal Processing 66, 2018): the fixed points of symmetric FastICA as the minima of
 * L(W) = Σᵢ sᵢ·E[G(yᵢ)] over rotations W, y = W·z, by L-BFGS. Steps are W ← exp(D)·W with D skew-symmetric; gradient sᵢ·E[g(yᵢ)·yⱼ] − sⱼ·E[g(yⱼ)·yᵢ] and the
 * diagonal approximation |κᵢ| + |κⱼ| of the Hessian come from the sums of a pass of FastICA, κᵢ = E[g′(yᵢ)] − E[g(yᵢ)·yᵢ]. The signs sᵢ = sign κᵢ make each
 * output a minimum of its own, peaked or flat. One step is one pass. The slope of L along exp(t·D)·W is ⟨D, gradient⟩ there, so the line search needs no
 * values of L, and is not misled by their rounding.
 */
import { type multiply as Multiply, transpose } from "../../linalg/index.ts";

/** Pairs of a step and what it changed in the gradient that are remembered. */
const MEMORY = 7;
/** Least of the approximate Hessian. */
const LEAST = 0.01;
/** A trial is refused where the slope along its direction has turned to more than this share of what it was: it went far beyond the minimum. */
const OVERSHOT = 0.9;
/** How far a step may turn a unit w at most: 1 − ⟨w⁺, w⟩. Far from the minimum the curvature that is remembered may be of another valley. */
const FARTHEST = 0.1;
/** Trials along one direction at most, and the least by which one is shortened. */
const TRIALS = 6;
const SHORTEST = 0.1;

/** A line search under way: which trial stands in the state's unmixing. Skew matrices are their upper triangles, row by row. */
export interface Search {
  /** W before the step, n × n. */
  readonly base: Float64Array;
  readonly direction: Float64Array;
  readonly gradient: Float64Array;
  readonly signs: Float64Array;
  /** The trial is exp(length·direction)·base. */
  readonly length: number;
  readonly trials: number;
  /** Steps and changes of the gradient, oldest first, one after another. */
  readonly steps: Float64Array;
  readonly changes: Float64Array;
}

/** What a pass at W says about the loss there. */
export interface Landscape {
  /** sign κ of each output. */
  readonly signs: Float64Array;
  /** Of the loss with these signs, by the pairs i < j of outputs. */
  gradient(signs: Float64Array): Float64Array;
  /** Approximate second derivatives, ≥ LEAST, by pairs. */
  readonly curvature: Float64Array;
}

/** `products`: E[g(y)·z], n × n; `slopes`: E[g′(y)]. */
export function landscape(
  unmixing: Float64Array,
  products: Float64Array,
  slopes: Float64Array,
  multiply: typeof Multiply,
): Landscape {
  const n = slopes.length;
  const bent = multiply(products, transpose(unmixing, n, n), n, n, n);
  const kappa = slopes.map((slope, i) => slope - bent[i * n + i]);
  return {
    signs: kappa.map((k) => (k < 0 ? -1 : 1)),
    gradient: (signs) => byPairs(n, (i, j) => signs[i] * bent[i * n + j] - signs[j] * bent[j * n + i]),
    curvature: byPairs(n, (i, j) => Math.max(Math.abs(kappa[i]) + Math.abs(kappa[j]), LEAST)),
  };
}

export interface Moved {
  readonly unmixing: Float64Array;
  readonly search: Search;
  /** By how much the loss is to fall in the step, by the quadratic model: half of Newton's decrement squared. Undefined where a trial was refused. */
  readonly change: number | undefined;
}

/** From the trial W and what a pass there says: to a shorter trial, or to the first one along the next direction. */
export function picardStep(
  unmixing: Float64Array,
  here: Landscape,
  search: Search | undefined,
  multiply: typeof Multiply,
): Moved {
  if (search !== undefined && search.trials < TRIALS) {
    const before = dot(search.direction, search.gradient);
    const slope = dot(search.direction, here.gradient(search.signs));
    if (slope > OVERSHOT * -before) {
      const length = search.length * Math.max(SHORTEST, before / (before - slope));
      const trial = rotate(search.base, search.direction, length, multiply);
      return { unmixing: trial, search: { ...search, length, trials: search.trials + 1 }, change: undefined };
    }
  }
  const gradient = here.gradient(here.signs);
  let memory = remember(here, search);
  let direction = descend(gradient, here.curvature, memory);
  if (!(dot(direction, gradient) < 0)) {
    memory = nothing;
    direction = descend(gradient, here.curvature, memory);
  }
  const change = -dot(direction, gradient) / 2;
  const turn = turnOf(direction, here.signs.length);
  if (turn > FARTHEST) direction = direction.map((d) => d * Math.sqrt(FARTHEST / turn));
  return {
    unmixing: rotate(unmixing, direction, 1, multiply),
    search: { base: unmixing, direction, gradient, signs: here.signs, length: 1, trials: 1, ...memory },
    change,
  };
}

type Memory = Pick<Search, "steps" | "changes">;
const nothing: Memory = { steps: new Float64Array(0), changes: new Float64Array(0) };

/** With the step that was accepted; empty where a sign has changed, which is another loss. */
function remember(here: Landscape, search: Search | undefined): Memory {
  if (search === undefined || here.signs.some((sign, i) => sign !== search.signs[i])) return nothing;
  const { steps, changes, direction, gradient, length } = search;
  const step = direction.map((d) => length * d);
  const change = here.gradient(here.signs).map((g, at) => g - gradient[at]);
  if (!(dot(step, change) > 0)) return { steps, changes };
  const size = step.length;
  const old = Math.max(0, steps.length - (MEMORY - 1) * size);
  const joined = (past: Float64Array, last: Float64Array) => {
    const out = new Float64Array(past.length - old + size);
    out.set(past.subarray(old));
    out.set(last, out.length - size);
    return out;
  };
  return { steps: joined(steps, step), changes: joined(changes, change) };
}

/** −H⁻¹·gradient by the two loops of L-BFGS (Nocedal & Wright, "Numerical Optimization", 2006, algorithm 7.4). */
function descend(gradient: Float64Array, curvature: Float64Array, { steps, changes }: Memory): Float64Array {
  const size = gradient.length;
  const count = steps.length / size;
  const of = (all: Float64Array, i: number) => all.subarray(i * size, (i + 1) * size);
  const q = gradient.map((g) => -g);
  const shares = new Float64Array(count);
  const lengths = shares.map((_, i) => dot(of(steps, i), of(changes, i)));
  for (let i = count - 1; i >= 0; i--) {
    shares[i] = dot(of(steps, i), q) / lengths[i];
    addTo(q, -shares[i], of(changes, i));
  }
  for (let at = 0; at < size; at++) q[at] /= curvature[at];
  for (let i = 0; i < count; i++) addTo(q, shares[i] - dot(of(changes, i), q) / lengths[i], of(steps, i));
  return q;
}

/** exp(length·D)·W by the exponential series, in as many equal turns as keep each below 1. */
export function rotate(
  w: Float64Array,
  direction: Float64Array,
  length: number,
  multiply: typeof Multiply,
): Float64Array {
  const n = Math.sqrt(w.length);
  const whole = skew(direction, n, length);
  let most = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += Math.abs(whole[i * n + j]);
    most = Math.max(most, sum);
  }
  const turns = Math.max(1, Math.ceil(most));
  const d = whole.map((x) => x / turns);
  let out = w;
  for (let turn = 0; turn < turns; turn++) {
    let term = out;
    const sum = out.slice();
    // Each term is at most 1/k! times the first: the 20th is below the last bit.
    for (let k = 1, largest = 1; largest > 1e-17 && k < 20; k++) {
      term = multiply(d, term, n, n, n);
      largest = 0;
      for (let at = 0; at < term.length; at++) {
        term[at] /= k;
        sum[at] += term[at];
        largest = Math.max(largest, Math.abs(term[at]));
      }
    }
    out = sum;
  }
  return out;
}

function skew(upper: Float64Array, n: number, factor: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, at++) {
      out[i * n + j] = factor * upper[at];
      out[j * n + i] = -factor * upper[at];
    }
  }
  return out;
}

/** max 1 − ⟨w⁺, w⟩ of the rows that exp(D) turns, to second order: ½ Σⱼ Dᵢⱼ². */
function turnOf(direction: Float64Array, n: number): number {
  const squares = new Float64Array(n);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, at++) {
      squares[i] += direction[at] * direction[at];
      squares[j] += direction[at] * direction[at];
    }
  }
  return squares.reduce((most, square) => Math.max(most, square / 2), 0);
}

function byPairs(n: number, of: (i: number, j: number) => number): Float64Array {
  const out = new Float64Array((n * (n - 1)) / 2);
  for (let i = 0, at = 0; i < n; i++) for (let j = i + 1; j < n; j++, at++) out[at] = of(i, j);
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function addTo(y: Float64Array, s: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] += s * x[i];
}
