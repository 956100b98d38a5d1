import { describe, expect, test } from "vitest";
import { loadModel, moduleDensity } from "../../../../shared/kernels/mcmc/wasm.ts";
import { normal } from "../../../../shared/random/index.ts";
import { PRIOR_SCALE } from "../../../bench/peer/targets/regression.ts";
import { fresh } from "../../../wasm.ts";
import { models, regressionData } from "./models.ts";

/** A point near the bulk. */
function point(dimension: number, seed: number): Float64Array {
  return Float64Array.from({ length: dimension }, (_, i) => 0.7 * normal([seed, 1], i));
}

describe.each(Object.entries(models))("%s", (_, model) => {
  const { dimension, names } = model.target;

  test("gradient equals central differences", () => {
    const position = point(dimension, 4);
    const gradient = new Float64Array(dimension);
    const unused = new Float64Array(dimension);
    model.target.logDensity(position, gradient);
    const h = 1e-5;
    for (let i = 0; i < dimension; i++) {
      const at = (shift: number) => {
        const moved = position.slice();
        moved[i] += shift;
        return model.target.logDensity(moved, unused);
      };
      // Fourth order: the error is about h⁴ f⁽⁵⁾/30 + rounding/h.
      const difference = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
      expect(Math.abs(gradient[i] - difference)).toBeLessThan(1e-6 * (1 + Math.abs(difference)));
    }
  });

  test("the module gives the same bits", () => {
    const module = fresh("mcmc");
    loadModel(module, model);
    for (let seed = 0; seed < 20; seed++) {
      const position = point(dimension, seed).map((x) => x * (1 + seed));
      const gradient = new Float64Array(dimension);
      const logDensity = model.target.logDensity(position, gradient);
      const fast = moduleDensity(module, position);
      expect(fast.logDensity).toBe(logDensity);
      expect(fast.gradient).toEqual(gradient);
    }
  });

  test("as many names as coordinates", () => expect(names).toHaveLength(dimension));
});

/** Differences of log density between two points do not know the constant. */
function differences(name: string, oracle: (parameters: Float64Array, position: Float64Array) => number): void {
  const { target } = models[name];
  const unused = new Float64Array(target.dimension);
  const values = [1, 2, 3].map((seed) => {
    const position = point(target.dimension, seed);
    const parameters = new Float64Array(target.names.length);
    target.constrain(position, parameters);
    return [target.logDensity(position, unused), oracle(parameters, position)];
  });
  for (const [ours, theirs] of values.slice(1)) {
    expect(ours - values[0][0]).toBeCloseTo(theirs - values[0][1], 9);
  }
}

const normalLog = (x: number, mean: number, sd: number) => -0.5 * ((x - mean) / sd) ** 2 - Math.log(sd);
const sum = (n: number, f: (i: number) => number) =>
  Array.from({ length: n }, (_, i) => f(i)).reduce((a, b) => a + b, 0);

const EFFECT = [28, 8, -3, 7, -1, 1, 18, 12];
const ERROR = [15, 10, 16, 11, 9, 11, 10, 18];
/** log p(y, θ, μ, τ) of the model as it is written down. */
const eightSchools = (p: Float64Array) =>
  sum(8, (j) => normalLog(EFFECT[j], p[j], ERROR[j]) + normalLog(p[j], p[8], p[9])) +
  normalLog(p[8], 0, 5) -
  Math.log(1 + (p[9] / 5) ** 2);

test("eight schools, centred: the joint density and the Jacobian dτ/d log τ = τ", () => {
  differences("eight-schools-centered", (p) => eightSchools(p) + Math.log(p[9]));
});

test("eight schools, non-centred: dθ/dz = τ for each school as well", () => {
  differences("eight-schools-noncentered", (p) => eightSchools(p) + 9 * Math.log(p[9]));
});

function standardised(values: ArrayLike<number>): number[] {
  const all = Array.from(values);
  const mean = all.reduce((a, b) => a + b, 0) / all.length;
  const sd = Math.sqrt(all.reduce((a, b) => a + (b - mean) ** 2, 0) / (all.length - 1));
  return all.map((x) => (x - mean) / sd);
}

test("linear regression: every row's density, the priors and dσ/d log σ", () => {
  const data = regressionData("continuous");
  const x = Array.from({ length: 3 }, (_, j) => standardised(data.x.filter((_, k) => k % 3 === j)));
  const y = standardised(data.y);
  differences("linear-regression", (p) => {
    const rows = sum(y.length, (i) => normalLog(y[i], p[0] + p[1] * x[0][i] + p[2] * x[1][i] + p[3] * x[2][i], p[4]));
    return rows + sum(4, (j) => normalLog(p[j], 0, PRIOR_SCALE)) - p[4] + Math.log(p[4]);
  });
});

test("logistic regression: every row's probability and the priors", () => {
  const data = regressionData("binary");
  const x = Array.from({ length: 3 }, (_, j) => standardised(data.x.filter((_, k) => k % 3 === j)));
  differences("logistic-regression", (p) => {
    const rows = sum(data.rows, (i) => {
      const eta = p[0] + p[1] * x[0][i] + p[2] * x[1][i] + p[3] * x[2][i];
      return -Math.log(1 + Math.exp(data.y[i] === 1 ? -eta : eta));
    });
    return rows + sum(4, (j) => normalLog(p[j], 0, PRIOR_SCALE));
  });
});

test("coefficients in the data's units predict the same", () => {
  const data = regressionData("continuous");
  const position = point(5, 8);
  const [raw, scaled] = ["linear-regression, data's units", "linear-regression"].map((name) => {
    const parameters = new Float64Array(5);
    models[name].target.constrain(position, parameters);
    return parameters;
  });
  const column = (j: number) => data.x.filter((_, k) => k % 3 === j);
  const meanY = data.y.reduce((a, b) => a + b, 0) / data.rows;
  const sdY = Math.sqrt(data.y.reduce((a, b) => a + (b - meanY) ** 2, 0) / (data.rows - 1));
  for (const i of [0, 17, 900]) {
    const own = raw[0] + sum(3, (j) => raw[j + 1] * data.x[3 * i + j]);
    const standard = scaled[0] + sum(3, (j) => scaled[j + 1] * standardised(column(j))[i]);
    expect(own).toBeCloseTo(meanY + sdY * standard, 10);
  }
  expect(raw[4]).toBeCloseTo(scaled[4] * sdY, 12);
});
