import { exp, log } from "../../math/elementary.ts";
import { CONDITIONAL_TARGETS } from "./conditional-targets.ts";

// Full conditionals, each coordinate given all others, of the targets that have them in closed form. They hold the densities of the targets of
// the same id: a test compares them.

/** Random numbers of one sweep. */
export interface Noise {
  /** Standard normal of this coordinate. */
  normal(coordinate: number): number;
  /** The next uniform in [0, 1). */
  uniform(): number;
}

/** Draws all coordinates, one after the other, each from its full conditional; `seen` is told of every one. */
export interface Conditionals {
  /** Auxiliary variables that it draws along with the coordinates, and their first value. */
  readonly auxiliaries: number;
  sweep(position: Float64Array, auxiliary: Float64Array, noise: Noise, seen: (coordinate: number) => void): void;
}

export function conditionalsOf(number: number): Conditionals {
  switch (CONDITIONAL_TARGETS[number]) {
    case "gaussian":
      return autoregressive(2, 0.95, () => 1);
    case "gaussian-100":
      return autoregressive(100, 0.9, (i) => (i + 1) / 10);
    case "mixture":
      return mixture;
    case "eight-schools-centered":
      return eightSchools;
    default:
      throw new RangeError(`full conditionals: ${number} (must be below ${CONDITIONAL_TARGETS.length})`);
  }
}

/**
 * A Gaussian with correlations ρ^|i−j|: its precision has entries beside the diagonal alone, so a coordinate depends on its neighbours. In units of
 * its standard deviation: N(ρ (u₋ + u₊)/(1 + ρ²), (1 − ρ²)/(1 + ρ²)), and at the ends N(ρ u, 1 − ρ²).
 */
function autoregressive(dimension: number, correlation: number, scale: (coordinate: number) => number): Conditionals {
  const scales = Float64Array.from({ length: dimension }, (_, i) => scale(i));
  const square = correlation * correlation;
  const endDeviation = Math.sqrt(1 - square);
  const pull = correlation / (1 + square);
  const deviation = Math.sqrt((1 - square) / (1 + square));
  return {
    auxiliaries: 0,
    sweep(position, _auxiliary, noise, seen) {
      const last = dimension - 1;
      for (let i = 0; i < dimension; i++) {
        const before = i > 0 ? position[i - 1] / scales[i - 1] : 0;
        const after = i < last ? position[i + 1] / scales[i + 1] : 0;
        const isEnd = i === 0 || i === last;
        const mean = (isEnd ? correlation : pull) * (before + after);
        position[i] = scales[i] * (mean + (isEnd ? endDeviation : deviation) * noise.normal(i));
        seen(i);
      }
    },
  };
}

const MODES = [
  [-2.5, -1.5],
  [2.5, -1.5],
  [0, 3],
] as const;
const MODE_DEVIATION = 0.6;

/** Given the other coordinate, a mixture of three normals whose weights say how near each mode lies to it. */
const mixture: Conditionals = {
  auxiliaries: 0,
  sweep(position, _auxiliary, noise, seen) {
    for (let i = 0; i < 2; i++) {
      const other = position[1 - i];
      const weight = (k: number) => {
        const off = other - MODES[k][1 - i];
        return (-0.5 * (off * off)) / (MODE_DEVIATION * MODE_DEVIATION);
      };
      const largest = Math.max(weight(0), weight(1), weight(2));
      const first = exp(weight(0) - largest);
      const second = first + exp(weight(1) - largest);
      const place = noise.uniform() * (second + exp(weight(2) - largest));
      const k = place < first ? 0 : place < second ? 1 : 2;
      position[i] = MODES[k][i] + MODE_DEVIATION * noise.normal(i);
      seen(i);
    }
  },
};

const EFFECT = [28, 8, -3, 7, -1, 1, 18, 12];
const STANDARD_ERROR = [15, 10, 16, 11, 9, 11, 10, 18];
const SCHOOLS = EFFECT.length;

/**
 * Normal conditionals of the effects and of their mean. The half-Cauchy prior of τ with scale 5 is a mixture, τ² | a ~ inverse gamma(½, 1/a) with
 * a ~ inverse gamma(½, 1/25) (Wand, Ormerod, Padoan and Frühwirth 2011, "Mean field variational Bayes for elaborate distributions", result 5),
 * so that τ² and the auxiliary a have inverse-gamma conditionals.
 */
const eightSchools: Conditionals = {
  auxiliaries: 1,
  sweep(position, auxiliary, noise, seen) {
    const mu = SCHOOLS;
    const logTau = SCHOOLS + 1;
    const tau = exp(position[logTau]);
    const precision = 1 / (tau * tau);
    let sum = 0;
    for (let j = 0; j < SCHOOLS; j++) {
      const weight = 1 / (STANDARD_ERROR[j] * STANDARD_ERROR[j]);
      const total = weight + precision;
      position[j] = (EFFECT[j] * weight + position[mu] * precision) / total + noise.normal(j) / Math.sqrt(total);
      seen(j);
      sum += position[j];
    }
    const total = SCHOOLS * precision + 0.04;
    position[mu] = (sum * precision) / total + noise.normal(mu) / Math.sqrt(total);
    seen(mu);
    let squares = 0;
    for (let j = 0; j < SCHOOLS; j++) {
      const deviation = position[j] - position[mu];
      squares += deviation * deviation;
    }
    // A gamma variable of shape 4½: four exponential ones and half the square of a normal one.
    const z = noise.normal(logTau);
    let gamma = 0.5 * (z * z);
    for (let k = 0; k < 4; k++) gamma -= log(1 - noise.uniform());
    const variance = (1 / auxiliary[0] + 0.5 * squares) / gamma;
    position[logTau] = 0.5 * log(variance);
    auxiliary[0] = (0.04 + 1 / variance) / -log(1 - noise.uniform());
    seen(logTau);
  },
};
