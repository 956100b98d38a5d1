import { expect, test } from "vitest";
import {
  correlationOf,
  emStep,
  type FactorModel,
  logLikelihood,
  maxFactors,
  posterior,
  profile,
  startUniquenesses,
} from "../../../../shared/kernels/fa/fa.ts";
import {
  type NewtonState,
  newtonDirection,
  newtonStep,
  projectedGradient,
} from "../../../../shared/kernels/fa/newton.ts";
import { varimax, varimaxCriterion } from "../../../../shared/kernels/fa/varimax.ts";
import { momentsOf } from "../../../../shared/kernels/moments/index.ts";
import { normal } from "../../../../shared/random/index.ts";
import { logDensity, modelCovariance } from "../../../oracles/gaussian.ts";
import { generated } from "../../../run.ts";

const table = generated("planted-factors", { rows: 300, columns: 7, factors: 2, unequal: "diagonal", noise: 0.9 });
const { columns } = table;
const factors = 2;
const moments = momentsOf(table, "scalar");
const { correlation, deviations } = correlationOf(moments.covariance, columns);
const standardised = table.values.map((x, at) => (x - moments.mean[at % columns]) / deviations[at % columns]);
const zero = new Float64Array(columns);

function dense({ loadings, uniquenesses }: FactorModel): number {
  const covariance = modelCovariance(loadings, (j) => uniquenesses[j], columns);
  let sum = 0;
  for (let n = 0; n < 300; n++)
    sum += logDensity(standardised.subarray(n * columns, (n + 1) * columns), zero, covariance);
  return sum / 300;
}
const uneven = Float64Array.from({ length: columns }, (_, j) => 0.2 + 0.08 * j);

test("log-likelihood, of any model and of the best loadings, is that of the dense Gaussian", () => {
  const any = {
    loadings: Float64Array.from({ length: columns * factors }, (_, i) => normal([3, 1], i)),
    uniquenesses: uneven,
  };
  expect(logLikelihood(correlation, columns, any)).toBeCloseTo(dense(any), 9);
  const best = profile(correlation, columns, factors, uneven);
  expect(best.logLikelihood).toBeCloseTo(dense({ loadings: best.loadings, uniquenesses: uneven }), 9);
});

test("no other loadings do better at the same uniquenesses", () => {
  const best = profile(correlation, columns, factors, uneven);
  for (let i = 0; i < columns * factors; i++)
    for (const by of [1e-3, -1e-3]) {
      const moved = best.loadings.map((w, at) => (at === i ? w + by : w));
      expect(dense({ loadings: moved, uniquenesses: uneven })).toBeLessThan(best.logLikelihood);
    }
});

test("gradient and curvature of the profile equal finite differences", () => {
  const at = profile(correlation, columns, factors, uneven);
  const moved = (j: number, by: number) => uneven.map((psi, i) => (i === j ? psi * Math.exp(by) : psi));
  const h = 1e-5;
  const all = Array.from({ length: columns }, (_, j) => j);
  for (const j of all) {
    const [up, down] = [h, -h].map((by) => profile(correlation, columns, factors, moved(j, by)));
    expect(at.gradient[j]).toBeCloseTo((up.logLikelihood - down.logLikelihood) / (2 * h), 8);
  }
  // At the maximum the exact curvature is positive definite, and Newton's direction solves H·d = gradient.
  const { state } = climb("newton");
  const near = {
    ...state,
    at: profile(
      correlation,
      columns,
      factors,
      state.uniquenesses.map((psi) => psi * 1.01),
    ),
  };
  near.uniquenesses = state.uniquenesses.map((psi) => psi * 1.01);
  const direction = newtonDirection(near.at, all, columns, factors);
  for (const i of all) {
    let product = 0;
    for (const j of all) {
      const shifted = (by: number) => near.uniquenesses.map((psi, k) => (k === j ? psi * Math.exp(by) : psi));
      const [up, down] = [h, -h].map((by) => profile(correlation, columns, factors, shifted(by)).gradient[i]);
      product -= ((up - down) / (2 * h)) * direction[j];
    }
    expect(product).toBeCloseTo(near.at.gradient[i], 7);
  }
});

function climb(method: "newton" | "em") {
  const bound = 0.005;
  const start = startUniquenesses(correlation, columns, factors, bound);
  let state: { uniquenesses: Float64Array; at: NewtonState["at"] } = {
    uniquenesses: start,
    at: profile(correlation, columns, factors, start),
  };
  const curve = [state.at.logLikelihood];
  if (method === "newton")
    for (let i = 0; i < 20; i++) {
      state = newtonStep(correlation, columns, factors, state, bound);
      curve.push(state.at.logLikelihood);
    }
  let model: FactorModel = { loadings: state.at.loadings, uniquenesses: start };
  if (method === "em")
    for (let i = 0; i < 3000; i++) {
      model = emStep(correlation, columns, model, bound);
      curve.push(logLikelihood(correlation, columns, model));
    }
  return { state, model, curve, gradient: projectedGradient(state, bound) };
}

test("Newton's method ends where the gradient vanishes, within a few steps; EM gets there too, and neither ever falls", () => {
  const newton = climb("newton");
  const em = climb("em");
  expect(newton.gradient).toBeLessThan(1e-9);
  for (const { curve } of [newton, em])
    for (let i = 1; i < curve.length; i++) expect(curve[i]).toBeGreaterThanOrEqual(curve[i - 1] - 1e-12);
  expect(newton.curve[8]).toBeCloseTo(newton.curve[20], 10);
  expect(em.curve.at(-1)).toBeCloseTo(newton.curve[20], 8);
  em.model.uniquenesses.forEach((psi, j) => {
    expect(psi).toBeCloseTo(newton.state.uniquenesses[j], 4);
  });
});

test("posterior of the factors by dense conditioning", () => {
  const { state } = climb("newton");
  const model = { loadings: state.at.loadings, uniquenesses: state.uniquenesses };
  const { covariance, beta } = posterior(model, columns);
  const joint = modelCovariance(model.loadings, (j) => model.uniquenesses[j], columns);
  // β·Σ = Λᵀ, and B = I − β·Λ.
  for (let k = 0; k < factors; k++) {
    for (let j = 0; j < columns; j++) {
      let product = 0;
      for (let i = 0; i < columns; i++) product += beta[k * columns + i] * joint[i * columns + j];
      expect(product).toBeCloseTo(model.loadings[j * factors + k], 12);
    }
    for (let l = 0; l < factors; l++) {
      let rest = k === l ? 1 : 0;
      for (let j = 0; j < columns; j++) rest -= beta[k * columns + j] * model.loadings[j * factors + l];
      expect(covariance[k * factors + l]).toBeCloseTo(rest, 12);
    }
  }
});

test("the largest number of factors keeps (d − k)² ≥ d + k", () => {
  expect([3, 4, 5, 6, 7, 10, 12].map(maxFactors)).toEqual([1, 1, 2, 3, 3, 6, 7]);
});

test("varimax finds a simple structure again, and no other turn of a pair does better", () => {
  const simple = Float64Array.from({ length: 9 * 3 }, (_, at) =>
    at % 3 === Math.floor(at / 3) % 3 ? 0.9 - 0.05 * (at % 3) : 0,
  );
  const mixed = turned(turned(turned(simple, 0, 1, 0.7), 1, 2, -1.1), 0, 2, 2.3);
  const { loadings, rotation } = varimax(mixed, 9, 3);
  loadings.forEach((w, at) => {
    expect(Math.abs(w)).toBeCloseTo(Math.abs(simple[at]), 9);
  });
  const best = varimaxCriterion(loadings, 9, 3);
  for (const angle of [0.05, -0.05, 0.4, 0.8])
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const)
      expect(varimaxCriterion(turned(loadings, p, q, angle), 9, 3)).toBeLessThan(best);
  for (let a = 0; a < 3; a++)
    for (let b = 0; b < 3; b++) {
      let product = 0;
      for (let k = 0; k < 3; k++) product += rotation[a * 3 + k] * rotation[b * 3 + k];
      expect(product).toBeCloseTo(a === b ? 1 : 0, 12);
    }
});

function turned(loadings: Float64Array, p: number, q: number, angle: number): Float64Array {
  const out = loadings.slice();
  for (let row = 0; row < out.length; row += 3) {
    out[row + p] = Math.cos(angle) * loadings[row + p] + Math.sin(angle) * loadings[row + q];
    out[row + q] = Math.cos(angle) * loadings[row + q] - Math.sin(angle) * loadings[row + p];
  }
  return out;
}
