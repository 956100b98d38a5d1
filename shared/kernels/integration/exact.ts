/** Exact values of the integrals: closed forms, one-dimensional quadrature of analytic functions to rounding, and distributions of finite chains. */
import { cos, cosTurns, erf, exp, expm1, lgamma, log, pow } from "../../math/index.ts";

/** Volume of the unit ball of d dimensions: π^(d/2) / Γ(d/2 + 1). */
export function ballVolume(d: number): number {
  return exp((d / 2) * log(Math.PI) - lgamma(d / 2 + 1));
}

/** ∫ cos(2π·w + Σ a_j x_j), `shift` = w in turns. */
export function oscillatoryIntegral(a: Float64Array, shift: number): number {
  let product = 1;
  let sum = 0;
  for (const aj of a) {
    // sin(a/2) = cos(a/2 − π/2).
    product *= aj === 0 ? 1 : (2 / aj) * cos(aj / 2 - Math.PI / 2);
    sum += aj;
  }
  return product * cosTurns(shift + sum / (4 * Math.PI));
}

/** ∫ Π 1 / (a_j⁻² + (x_j − w_j)²). */
export function productPeakIntegral(a: Float64Array, w: Float64Array): number {
  return a.reduce((product, aj, j) => product * aj * (arctan(aj * (1 - w[j])) + arctan(aj * w[j])), 1);
}

/** ∫ (1 + Σ a_j x_j)^−(d + 1) = 1/d! ∫ e^−t Π (1 − e^(−a_j t)) / a_j dt over t > 0: no terms that cancel. */
export function cornerPeakIntegral(a: Float64Array): number {
  const scale = lgamma(a.length + 1);
  return overPositive((t) => exp(a.reduce((sum, aj) => sum + log(-expm1(-aj * t) / aj), -t - scale)));
}

/** ∫ exp(−Σ a_j² (x_j − w_j)²). */
export function gaussianIntegral(a: Float64Array, w: Float64Array): number {
  const half = Math.sqrt(Math.PI) / 2;
  return a.reduce((product, aj, j) => product * (half / aj) * (erf(aj * (1 - w[j])) + erf(aj * w[j])), 1);
}

/** ∫ exp(−Σ a_j |x_j − w_j|). */
export function continuousIntegral(a: Float64Array, w: Float64Array): number {
  return a.reduce((product, aj, j) => product * (-(expm1(-aj * w[j]) + expm1(-aj * (1 - w[j]))) / aj), 1);
}

/** ∫ exp(Σ a_j x_j) where x_1 ≤ w_1 and x_2 ≤ w_2. */
export function discontinuousIntegral(a: Float64Array, w: Float64Array): number {
  return a.reduce((product, aj, j) => product * (expm1(aj * (j < 2 ? w[j] : 1)) / aj), 1);
}

/** ∫ cos|x|·e^(−|x|²) over the whole space, by the radius. */
export function keisterIntegral(d: number): number {
  const area = log(2) + (d / 2) * log(Math.PI) - lgamma(d / 2);
  return overPositive((r) => cos(r) * exp(area + (d - 1) * log(r) - r * r));
}

/** Value of an option on the geometric mean of lognormal prices: the logarithm of that mean has this mean and standard deviation. */
export function geometricOption(discount: number, strike: number, mean: number, sd: number): number {
  const d1 = (mean - log(strike)) / sd + sd;
  return discount * (exp(mean + (sd * sd) / 2) * normalProbability(d1) - strike * normalProbability(d1 - sd));
}

/**
 * Probability that customer `customers` + 1 waits longer than `wait` at one counter with exponential services of mean 1 and arrivals at `rate`, empty at first: how
 * many others an arrival finds is a Markov chain, and who finds k waits for k services.
 */
export function waitProbability(customers: number, rate: number, wait: number): number {
  const serve = 1 / (1 + rate);
  let found = Float64Array.of(1);
  for (let c = 0; c < customers; c++) {
    const next = new Float64Array(found.length + 1);
    for (let k = 0; k < found.length; k++) {
      // Of k + 1 customers some leave before the next arrival.
      let stays = found[k];
      for (let left = k + 1; left > 0; left--) {
        next[left] += stays * (1 - serve);
        stays *= serve;
      }
      next[0] += stays;
    }
    found = next;
  }
  let [probability, below, term] = [0, 0, exp(-wait)];
  for (let k = 0; k < found.length; k++) {
    probability += found[k] * below;
    below += term;
    term *= wait / (k + 1);
  }
  return probability;
}

/** Probability that more than `most` of `people` have been infected after `generations` of Reed and Frost's chain, each case sparing another with chance `spare`. */
export function outbreakProbability(
  people: number,
  spare: number,
  start: number,
  most: number,
  generations: number,
): number {
  // states[susceptible · (people + 1) + cases].
  const width = people + 1;
  let states = new Float64Array(width * width);
  states[(people - start) * width + start] = 1;
  for (let g = 0; g < generations; g++) {
    const next = new Float64Array(width * width);
    for (let susceptible = 0; susceptible <= people; susceptible++)
      for (let cases = 0; cases <= people - susceptible; cases++) {
        const p = states[susceptible * width + cases];
        if (p === 0) continue;
        if (cases === 0) {
          next[susceptible * width] += p;
          continue;
        }
        const spared = pow(spare, cases);
        const odds = (1 - spared) / spared;
        let chance = p * pow(spared, susceptible);
        for (let infected = 0; infected <= susceptible; infected++) {
          next[(susceptible - infected) * width + infected] += chance;
          chance *= (odds * (susceptible - infected)) / (infected + 1);
        }
      }
    states = next;
  }
  let probability = 0;
  for (const [state, p] of states.entries()) if (people - Math.floor(state / width) > most) probability += p;
  return probability;
}

/** ∫ f(t) dt over t > 0 of an analytic function that vanishes at both ends: the trapezoidal rule in log t, whose error is below rounding at this step. */
function overPositive(f: (t: number) => number): number {
  const step = 1 / 64;
  let sum = 0;
  for (let s = -2560; s <= 384; s++) {
    const t = exp(s * step);
    sum += f(t) * t;
  }
  return sum * step;
}

function normalProbability(z: number): number {
  return 0.5 * (1 + erf(z / Math.SQRT2));
}

/** arctan x: halved five times, then its series. */
function arctan(x: number): number {
  let y = x;
  for (let k = 0; k < 5; k++) y /= 1 + Math.sqrt(1 + y * y);
  const z = y * y;
  return 32 * y * (1 - z * (1 / 3 - z * (1 / 5 - z * (1 / 7 - z * (1 / 9 - z * (1 / 11 - z / 13))))));
}
