import type { Conditionals } from "../../../kernels/mcmc/conditionals.ts";
import type { Target } from "../../../kernels/mcmc/target.ts";
import { exp, log } from "../../../math/elementary.ts";
import { erfc } from "../../../math/special.ts";
import { foldIn, type Key, normal } from "../../../random/index.ts";
import { normalQuantile } from "../../../stats/normal-quantile.ts";
import { CALIBRATED } from "./fields.ts";

// The model with which samplers are calibrated, a small hierarchy of normals as that of the eight schools:
//   mu ~ normal(0, 2), tau ~ half-normal(0, 1), theta_j ~ normal(mu, tau), y_j ~ normal(theta_j, 1), j = 1 … 4,
// in the non-centred form theta_j = mu + tau z_j, with log tau for a coordinate. It can be simulated, and all its full conditionals are known.

const GROUPS = 4;
const MU = GROUPS;
const LOG_TAU = GROUPS + 1;
const MU_DEVIATION = 2;

/** The same as a text, with y = (1, 0, −1, 2) for the data: what the model looks like before any data are drawn. */
export const CALIBRATION_TEXT = `data y = [1, 0, -1, 2]
parameter z[4]
parameter mu
parameter tau > 0
theta = mu + tau * z
z ~ normal(0, 1)
mu ~ normal(0, 2)
target += -0.5 * tau^2      # half-normal
y ~ normal(theta, 1)
report theta, mu, tau
`;

export interface Simulated {
  readonly target: Target;
  readonly conditionals: Conditionals;
  /** The parameters of which the data were made. */
  readonly truth: Float64Array;
}

/** Parameters drawn from the prior, data drawn with them, and the posterior of these data. */
export function simulatedModel(key: Key): Simulated {
  const position = Float64Array.from({ length: GROUPS }, (_, j) => normal(key, j));
  const mu = MU_DEVIATION * normal(key, MU);
  const tau = Math.abs(normal(key, LOG_TAU));
  const truth = Float64Array.of(...position.map((z) => mu + tau * z), mu, tau);
  const noise = foldIn(key, 1);
  const data = Float64Array.from({ length: GROUPS }, (_, j) => truth[j] + normal(noise, j));
  return { target: calibrationPosterior(data), conditionals: conditionals(data), truth };
}

/** The posterior of four data. */
export function calibrationPosterior(data: Float64Array): Target {
  return {
    dimension: GROUPS + 2,
    names: CALIBRATED,
    logDensity(position, gradient) {
      const mu = position[MU];
      const tau = exp(position[LOG_TAU]);
      let squares = 0;
      let pull = 0;
      let stretch = 0;
      for (let j = 0; j < GROUPS; j++) {
        const z = position[j];
        const residual = data[j] - (mu + tau * z);
        squares += z * z + residual * residual;
        pull += residual;
        stretch += residual * z;
        gradient[j] = tau * residual - z;
      }
      const precision = 1 / (MU_DEVIATION * MU_DEVIATION);
      gradient[MU] = pull - mu * precision;
      gradient[LOG_TAU] = tau * (stretch - tau) + 1;
      return -0.5 * (squares + mu * mu * precision + tau * tau) + position[LOG_TAU];
    },
    constrain(position, parameters) {
      const tau = exp(position[LOG_TAU]);
      for (let j = 0; j < GROUPS; j++) parameters[j] = position[MU] + tau * position[j];
      parameters[MU] = position[MU];
      parameters[LOG_TAU] = tau;
    },
  };
}

/** Normal conditionals of z_j and mu; that of tau is a normal one above 0. */
function conditionals(data: Float64Array): Conditionals {
  return {
    auxiliaries: 0,
    sweep(position, _auxiliary, noise, seen) {
      const tau = exp(position[LOG_TAU]);
      const precision = 1 + tau * tau;
      let residuals = 0;
      for (let j = 0; j < GROUPS; j++) {
        const mean = (tau * (data[j] - position[MU])) / precision;
        position[j] = mean + noise.normal(j) / Math.sqrt(precision);
        seen(j);
        residuals += data[j] - tau * position[j];
      }
      const total = GROUPS + 1 / (MU_DEVIATION * MU_DEVIATION);
      position[MU] = residuals / total + noise.normal(MU) / Math.sqrt(total);
      seen(MU);
      let squares = 1;
      let product = 0;
      for (let j = 0; j < GROUPS; j++) {
        squares += position[j] * position[j];
        product += position[j] * (data[j] - position[MU]);
      }
      position[LOG_TAU] = log(positiveNormal(product / squares, 1 / Math.sqrt(squares), 1 - noise.uniform()));
      seen(LOG_TAU);
    },
  };
}

/** The draw of a normal variable above 0 that uniform `u` in (0, 1] makes, by its upper tail. */
function positiveNormal(mean: number, deviation: number, u: number): number {
  const above = 0.5 * erfc(-mean / deviation / Math.SQRT2);
  // Rounding must not lead to 0 or below.
  return Math.max(mean - deviation * normalQuantile(u * above), 1e-300);
}
