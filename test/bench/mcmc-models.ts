/** The densities of the bench, and the same models for Stan and JAGS. */
import { regressionTable } from "../../shared/data/generators/regression-table.ts";
import { inFloat32 } from "../../shared/densities/float32.ts";
import { densityOf } from "../../shared/densities/index.ts";
import { type Model, modelOf } from "../../shared/kernels/mcmc/model.ts";
import { FIXED_TEXTS, logisticRegression } from "../../shared/labs/monte-carlo/gallery/index.ts";
import { mean, standardDeviation } from "../../shared/stats/moments.ts";
import type { PeerModel } from "./mcmc-peers.ts";

export interface Compared {
  readonly work: string;
  readonly model: Model;
  readonly peers: Readonly<Record<string, PeerModel>>;
  readonly goals: Readonly<Record<string, number>>;
}

const schools = {
  J: 8,
  y: [28, 8, -3, 7, -1, 1, 18, 12],
  sigma: [15, 10, 16, 11, 9, 11, 10, 18],
};

export const eightSchools: Compared = {
  work: "NUTS eight schools",
  model: modelOf(densityOf(FIXED_TEXTS["eight-schools-noncentered"])),
  peers: {
    Stan: {
      peer: "stan",
      data: schools,
      parameters: ["theta", "mu", "tau"],
      code: `
data { int J; vector[J] y; vector[J] sigma; }
parameters { vector[J] z; real mu; real<lower=0> tau; }
transformed parameters { vector[J] theta = mu + tau * z; }
model { z ~ std_normal(); mu ~ normal(0, 5); tau ~ cauchy(0, 5); y ~ normal(theta, sigma); }`,
    },
    // Centred, as conjugate steps want it; JAGS has precisions.
    JAGS: {
      peer: "jags",
      data: schools,
      parameters: ["theta", "mu", "tau"],
      code: `model {
  for (j in 1:J) { y[j] ~ dnorm(theta[j], 1 / sigma[j]^2); theta[j] <- mu + tau * z[j]; z[j] ~ dnorm(0, 1) }
  mu ~ dnorm(0, 1 / 25); tau ~ dt(0, 1 / 25, 1) T(0,)
}`,
    },
  },
  goals: { Stan: 16 },
};

export const gaussian100: Compared = {
  work: "NUTS 100-D Gaussian",
  model: modelOf(densityOf(FIXED_TEXTS["gaussian-100"])),
  peers: {
    Stan: {
      peer: "stan",
      data: { D: 100 },
      parameters: ["x"],
      code: `
data { int D; }
transformed data { vector[D] precision; for (i in 1:D) precision[i] = 10.0 / i; }
parameters { vector[D] x; }
model { vector[D] u = x .* precision; u[1] ~ std_normal(); u[2:D] ~ normal(0.9 * u[1:(D - 1)], sqrt(0.19)); }`,
    },
  },
  goals: { Stan: 15 },
};

const ROWS = 1000;
const PREDICTORS = 25;

/** In float64, or with its pass over the rows in float32. */
export function logistic(precision: "float64" | "float32"): Compared {
  const table = regressionTable.generate([1, 1], {
    ...{ rows: ROWS, predictors: PREDICTORS },
    ...{ response: "binary", noise: 1, correlation: 0.3 },
  });
  const width = PREDICTORS + 1;
  const x = table.values.filter((_, i) => i % width !== PREDICTORS) as Float64Array;
  const y = table.values.filter((_, i) => i % width === PREDICTORS) as Float64Array;
  const columns = Array.from({ length: PREDICTORS }, (_, j) =>
    Float64Array.from({ length: ROWS }, (_, i) => x[i * PREDICTORS + j]),
  );
  const scaled = columns.map((column) => {
    const [centre, scale] = [mean(column), standardDeviation(column)];
    return column.map((value) => (value - centre) / scale);
  });
  const data = {
    ...{ N: ROWS, K: PREDICTORS, y: [...y] },
    x: Array.from({ length: ROWS }, (_, i) => scaled.map((column) => column[i])),
  };
  const predictors = { rows: ROWS, columns: PREDICTORS, values: x };
  const program = densityOf(logisticRegression(true), { predictors, response: y });
  return {
    work: `NUTS logistic regression 1000 × 25, ${precision}`,
    model: modelOf(precision === "float32" ? inFloat32(program) : program),
    peers: {
      "Stan, GLM form": {
        peer: "stan",
        data,
        parameters: ["alpha", "beta"],
        code: `
data { int N; int K; int y[N]; matrix[N, K] x; }
parameters { real alpha; vector[K] beta; }
model { alpha ~ normal(0, 2.5); beta ~ normal(0, 2.5); y ~ bernoulli_logit_glm(x, alpha, beta); }`,
      },
    },
    goals: { "Stan, GLM form": precision === "float32" ? 4 : 1.5 },
  };
}
