import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import { dot, sum } from "../../../../shared/kernels/mcmc/vectors.ts";
import { exp, log1p } from "../../../../shared/math/elementary.ts";

// Rubin (1981), "Estimation in parallel randomized experiments", Journal of Educational Statistics 6: effects y of coaching on test scores in
// eight schools, with known standard errors σ. Model and priors as in posteriordb (eight_schools):
//   y_j ~ normal(θ_j, σ_j), θ_j ~ normal(μ, τ), μ ~ normal(0, 5), τ ~ half-Cauchy(0, 5).
// The scale is sampled as log τ.

const EFFECT = Float64Array.of(28, 8, -3, 7, -1, 1, 18, 12);
const STANDARD_ERROR = Float64Array.of(15, 10, 16, 11, 9, 11, 10, 18);
const PRECISION = STANDARD_ERROR.map((error) => 1 / (error * error));
const SCHOOLS = EFFECT.length;
const MU = SCHOOLS;
const LOG_TAU = SCHOOLS + 1;
const names = [...Array.from(EFFECT, (_, j) => `theta[${j + 1}]`), "mu", "tau"];

/** The effects themselves are the coordinates: for small τ a funnel that no single step size fits. */
export const eightSchoolsCentered: Target = {
  dimension: SCHOOLS + 2,
  names,
  logDensity(position, gradient) {
    const mu = position[MU];
    const tau = exp(position[LOG_TAU]);
    const precision = 1 / (tau * tau);
    let misfit = 0;
    let spread = 0;
    let pull = 0;
    for (let j = 0; j < SCHOOLS; j++) {
      const residual = EFFECT[j] - position[j];
      const deviation = position[j] - mu;
      misfit += residual * residual * PRECISION[j];
      spread += deviation * deviation;
      pull += deviation;
      gradient[j] = residual * PRECISION[j] - deviation * precision;
    }
    const t = tau * tau * 0.04;
    gradient[MU] = pull * precision - mu * 0.04;
    gradient[LOG_TAU] = spread * precision - SCHOOLS - (2 * t) / (1 + t) + 1;
    return -0.5 * (misfit + spread * precision + mu * mu * 0.04) - (SCHOOLS - 1) * position[LOG_TAU] - log1p(t);
  },
  constrain(position, parameters) {
    for (let j = 0; j <= MU; j++) parameters[j] = position[j];
    parameters[LOG_TAU] = exp(position[LOG_TAU]);
  },
};

const standardised = new Float64Array(SCHOOLS);
const residual = new Float64Array(SCHOOLS);
const weighted = new Float64Array(SCHOOLS);

/** The coordinates are the standardised effects z_j = (θ_j − μ)/τ, independent of τ in the prior: the funnel is gone. */
export const eightSchoolsNoncentered: Target = {
  dimension: SCHOOLS + 2,
  names,
  logDensity(position, gradient) {
    const mu = position[MU];
    const tau = exp(position[LOG_TAU]);
    for (let j = 0; j < SCHOOLS; j++) {
      const z = position[j];
      standardised[j] = z;
      residual[j] = EFFECT[j] - (mu + tau * z);
      weighted[j] = residual[j] * PRECISION[j];
      gradient[j] = tau * weighted[j] - z;
    }
    const t = tau * tau * 0.04;
    gradient[MU] = sum(weighted) - mu * 0.04;
    gradient[LOG_TAU] = tau * dot(weighted, standardised) - (2 * t) / (1 + t) + 1;
    const squares = dot(residual, weighted) + dot(standardised, standardised) + mu * mu * 0.04;
    return -0.5 * squares - log1p(t) + position[LOG_TAU];
  },
  constrain(position, parameters) {
    const tau = exp(position[LOG_TAU]);
    for (let j = 0; j < SCHOOLS; j++) parameters[j] = position[MU] + tau * position[j];
    parameters[MU] = position[MU];
    parameters[LOG_TAU] = tau;
  },
};
