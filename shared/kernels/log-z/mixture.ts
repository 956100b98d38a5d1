import { cosTurns, exp, log, logSumExp, pow, sinTurns } from "../../math/index.ts";
import { categorical, cumulate, fillNormal, fillUniform, foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Exact, Path } from "./path.ts";

/** log p*(x) = log Σ_k w_k e^(−|x − μ_k|² / 2s_k²) in `dimension` numbers; its constant is Σ_k w_k (2π s_k²)^(dimension/2). */
export interface Mixture {
  readonly dimension: number;
  /** modes × dimension, row-major. */
  readonly means: Float64Array;
  readonly widths: Float64Array;
  readonly logWeights: Float64Array;
}

const square = (x: number) => x * x;

/** Where a path to a mixture begins: a box [−half, half]^dimension, or independent normal numbers. */
export type Base =
  | { readonly half: number }
  | { readonly means: ArrayLike<number>; readonly variances: ArrayLike<number> };

/** Modes on a circle in the first two numbers (on a line where there is one), neighbours `separation` apart, each as wide as given and with the same share of Z. */
export function modesOf(dimension: number, widths: readonly number[], separation: number): Mixture {
  const modes = widths.length;
  const means = new Float64Array(modes * dimension);
  const radius = modes > 1 ? separation / (2 * sinTurns(0.5 / modes)) : 0;
  for (let k = 0; k < modes; k++) {
    if (dimension === 1 || modes <= 2) means[k * dimension] = (k - (modes - 1) / 2) * separation;
    else {
      means[k * dimension] = radius * cosTurns(k / modes);
      means[k * dimension + 1] = radius * sinTurns(k / modes);
    }
  }
  // Every mode has the mass of a normal density of width 1, over how many there are.
  const logWeights = Float64Array.from(widths, (width) => -dimension * log(width) - log(modes));
  return { dimension, means, widths: Float64Array.from(widths), logWeights };
}

/** log p*_β = (1 − β) log p_0 + β log p*. A sweep offers each number one step, as long as it is drawn for that sweep (Metropolis). */
export function mixturePath(mixture: Mixture, base: Base): Path {
  const { dimension, means, widths, logWeights } = mixture;
  const modes = widths.length;
  const logs = new Float64Array(modes);
  const draws = new Float64Array(2 * dimension + 1);
  /** |x − μ_k|², of the state that is being moved. */
  const squares = new Float64Array(modes);
  const moved = new Float64Array(modes);
  const measure = (x: Float64Array) => {
    for (let k = 0; k < modes; k++) {
      squares[k] = 0;
      for (let i = 0; i < dimension; i++) squares[k] += square(x[i] - means[k * dimension + i]);
    }
  };
  const ofSquares = (from: Float64Array) => {
    for (let k = 0; k < modes; k++) logs[k] = logWeights[k] - from[k] / (2 * widths[k] * widths[k]);
    return modes === 1 ? logs[0] : logSumExp(logs);
  };
  const logModel = (x: Float64Array) => {
    measure(x);
    return ofSquares(squares);
  };
  const one = oneNumber(base, dimension);
  const logFlat = (x: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < dimension; i++) sum += one.logDensity(x[i], i);
    return sum;
  };
  const narrow = Math.min(...widths);
  const wide = Math.max(one.reach, narrow);
  const slope = (x: Float64Array) => logModel(x) - logFlat(x);
  return {
    size: dimension,
    logBase: 0,
    // A normal base may have lighter tails than a mode: nothing bounds the weights then.
    logBound: "half" in base ? logSumExp(logWeights) + dimension * log(2 * base.half) : Number.POSITIVE_INFINITY,
    drawBase: one.draw,
    logModel,
    logRatio: (x, from, to) => (to - from) * slope(x),
    slope,
    curvature: () => 0,
    sweep(x, beta, key) {
      fillUniform(key, 0, draws);
      measure(x);
      let here = ofSquares(squares);
      const step = 2 * narrow * pow(wide / narrow, draws[2 * dimension]);
      for (let i = 0; i < dimension; i++) {
        const to = x[i] + step * (2 * draws[2 * i] - 1);
        for (let k = 0; k < modes; k++) {
          const mean = means[k * dimension + i];
          moved[k] = squares[k] + (to - x[i]) * (to + x[i] - 2 * mean);
        }
        const there = ofSquares(moved);
        const gain = beta * (there - here) + (1 - beta) * (one.logDensity(to, i) - one.logDensity(x[i], i));
        if (!(log(draws[2 * i + 1]) < gain)) continue;
        x[i] = to;
        here = there;
        squares.set(moved);
      }
    },
  };
}

/** One number of the base: its log density, a draw of all, and how far it reaches. */
function oneNumber(base: Base, dimension: number) {
  if ("half" in base) {
    const level = -log(2 * base.half);
    return {
      reach: base.half,
      logDensity: (x: number) => (Math.abs(x) <= base.half ? level : Number.NEGATIVE_INFINITY),
      draw(key: Key, out: Float64Array) {
        fillUniform(key, 0, out);
        for (let i = 0; i < dimension; i++) out[i] = base.half * (2 * out[i] - 1);
      },
    };
  }
  const { means, variances } = base;
  const levels = Float64Array.from(variances, (variance) => -0.5 * log(2 * Math.PI * variance));
  return {
    reach: Math.sqrt(Math.max(...Array.from(variances))),
    logDensity: (x: number, i: number) => levels[i] - ((x - means[i]) * (x - means[i])) / (2 * variances[i]),
    draw(key: Key, out: Float64Array) {
      fillNormal(key, 0, out);
      for (let i = 0; i < dimension; i++) out[i] = means[i] + Math.sqrt(variances[i]) * out[i];
    },
  };
}

/** The constant in closed form, and draws: a mode by its share, then its normal numbers. */
export function exactMixture({ dimension, means, widths, logWeights }: Mixture): Exact {
  const logs = logWeights.map((weight, k) => weight + dimension * (0.5 * log(2 * Math.PI) + log(widths[k])));
  const logZ = logSumExp(logs);
  const shares = cumulate(logs.map((value) => exp(value - logZ)));
  return {
    logZ,
    draw(key: Key, out: Float64Array) {
      const k = categorical(foldIn(key, 1), 0, shares);
      fillNormal(key, 0, out);
      for (let i = 0; i < dimension; i++) out[i] = means[k * dimension + i] + widths[k] * out[i];
    },
  };
}

/** Draws at which the expectations of mean field are averaged, and its rounds. */
const DRAWS = 256;
const ROUNDS = 60;

/**
 * The product of normal numbers that is closest to the mixture, min KL(q ‖ p), from the mode that is first: its mean moves along E_q[∇ log p*], its
 * precisions are −E_q[∂² log p* / ∂x_i²] (Opper & Archambeau 2009, "The variational Gaussian approximation revisited"), averaged over the same normal numbers in every
 * round.
 */
export function mixtureMeanField(
  mixture: Mixture,
  key: Key,
): { readonly means: Float64Array; readonly variances: Float64Array } {
  const { dimension, means: centres, widths } = mixture;
  const normals = new Float64Array((DRAWS / 2) * dimension);
  fillNormal(key, 0, normals);
  let means = centres.slice(0, dimension);
  let variances = new Float64Array(dimension).fill(widths[0] * widths[0]);
  for (let round = 0; round < ROUNDS; round++) {
    const { gradient, second } = expected(mixture, normals, means, variances);
    variances = variances.map((old, i) => (second[i] < 0 ? 0.5 * old + 0.5 / -second[i] : old));
    means = means.map((old, i) => old + 0.5 * variances[i] * gradient[i]);
  }
  return { means, variances };
}

/** E_q of the first and second derivatives of log p*, over normal numbers and their opposites. */
function expected(
  { dimension, means: centres, widths, logWeights }: Mixture,
  normals: Float64Array,
  means: Float64Array,
  variances: Float64Array,
) {
  const gradient = new Float64Array(dimension);
  const second = new Float64Array(dimension);
  const logs = new Float64Array(widths.length);
  const x = new Float64Array(dimension);
  for (let n = 0; n < DRAWS; n++) {
    const sign = n % 2 === 0 ? 1 : -1;
    const from = Math.floor(n / 2) * dimension;
    for (let i = 0; i < dimension; i++) x[i] = means[i] + sign * Math.sqrt(variances[i]) * normals[from + i];
    for (let k = 0; k < widths.length; k++) {
      let distance = 0;
      for (let i = 0; i < dimension; i++) distance += square(x[i] - centres[k * dimension + i]);
      logs[k] = logWeights[k] - distance / (2 * widths[k] * widths[k]);
    }
    const top = logSumExp(logs);
    for (let i = 0; i < dimension; i++) {
      let [first, squared, flat] = [0, 0, 0];
      for (let k = 0; k < widths.length; k++) {
        const share = exp(logs[k] - top);
        const pull = (centres[k * dimension + i] - x[i]) / (widths[k] * widths[k]);
        first += share * pull;
        squared += share * pull * pull;
        flat += share / (widths[k] * widths[k]);
      }
      gradient[i] += first / DRAWS;
      second[i] += (squared - first * first - flat) / DRAWS;
    }
  }
  return { gradient, second };
}

/** Means and variances of each number over independent draws. */
export function momentsOf(
  size: number,
  draws: Float64Array,
): { readonly means: Float64Array; readonly variances: Float64Array } {
  const count = draws.length / size;
  const means = new Float64Array(size);
  const variances = new Float64Array(size);
  for (let n = 0; n < count; n++) for (let i = 0; i < size; i++) means[i] += draws[n * size + i] / count;
  for (let n = 0; n < count; n++)
    for (let i = 0; i < size; i++) variances[i] += square(draws[n * size + i] - means[i]) / (count - 1);
  return { means, variances };
}
