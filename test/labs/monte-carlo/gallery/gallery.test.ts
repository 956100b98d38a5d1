import { describe, expect, it } from "vitest";
import { densityOf, interpret, type Program } from "../../../../shared/densities/index.ts";
import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import {
  COLUMN_MIXTURE,
  FIXED_TEXTS,
  linearRegression,
  logisticRegression,
  poissonRegression,
} from "../../../../shared/labs/monte-carlo/gallery/index.ts";
import { fillNormal, keyOfSeed } from "../../../../shared/random/index.ts";
import { fixedModels } from "../../../bench/peer/targets/index.ts";
import { linearModel, linearRegression as linearTarget } from "../../../bench/peer/targets/linear-regression.ts";
import {
  logisticModel,
  logisticRegression as logisticTarget,
} from "../../../bench/peer/targets/logistic-regression.ts";
import { gradientError } from "../../../shared/densities/derivatives.ts";

const normals = (seed: number, n: number) => {
  const values = new Float64Array(n);
  fillNormal(keyOfSeed(seed), 0, values);
  return values;
};

/** Values equal up to a constant, gradients and reported numbers equal, at several positions. */
function expectSame(program: Program, target: Target): void {
  expect(program.dimension).toBe(target.dimension);
  expect(program.names).toEqual(target.names);
  const run = interpret(program);
  const [own, theirs] = [new Float64Array(target.dimension), new Float64Array(target.dimension)];
  const [report, constrained] = [new Float64Array(target.names.length), new Float64Array(target.names.length)];
  let offset = 0;
  for (let seed = 1; seed <= 5; seed++) {
    const position = normals(seed, target.dimension);
    const [value, expected] = [run.value(position, own), target.logDensity(position, theirs)];
    if (seed > 1) expect(Math.abs(value - expected - offset)).toBeLessThan(1e-12 * Math.max(100, Math.abs(value)));
    else offset = value - expected;
    const size = theirs.reduce((most, slope) => Math.max(most, Math.abs(slope)), 1);
    own.forEach((slope, i) => {
      expect(Math.abs(slope - theirs[i]) / size).toBeLessThan(1e-10);
    });
    run.report(position, report);
    target.constrain(position, constrained);
    report.forEach((number, i) => {
      expect(Math.abs(number - constrained[i])).toBeLessThan(1e-12 * Math.max(1, Math.abs(number)));
    });
  }
}

describe("the text of", () => {
  it.each(Object.keys(FIXED_TEXTS) as (keyof typeof FIXED_TEXTS)[])("%s is the density written by hand", (id) => {
    expectSame(densityOf(FIXED_TEXTS[id]), fixedModels[id].target);
  });

  const [rows, predictors] = [37, 3];
  const x = normals(9, rows * predictors).map((value, i) => 3 * value + (i % predictors));
  const table = { predictors: { rows, columns: predictors, values: x } };
  describe.each([true, false])("regressions, standardised: %s", (standardised) => {
    it("linear", () => {
      const y = normals(10, rows).map((value, i) => 4 * value + x[i * predictors] - 7);
      const program = densityOf(linearRegression(standardised), { ...table, response: y });
      expectSame(program, linearTarget(linearModel({ rows, predictors, x, y }, standardised)));
    });
    it("logistic", () => {
      const y = normals(10, rows).map((value) => (value > 0.3 ? 1 : 0));
      const program = densityOf(logisticRegression(standardised), { ...table, response: y });
      expectSame(program, logisticTarget(logisticModel({ rows, predictors, x, y }, standardised)));
    });
    it("Poisson", () => {
      const y = normals(10, rows).map((value) => Math.floor(Math.abs(3 * value)));
      const program = densityOf(poissonRegression(standardised), { ...table, response: y });
      expect(program.dimension).toBe(4);
      expect(gradientError(program, normals(11, 4))).toBeLessThan(1e-9);
    });
  });

  it("mixture of a column has the gradient of its density", () => {
    const program = densityOf(COLUMN_MIXTURE, { response: normals(3, 50).map((value, i) => value + (i % 2) * 4) });
    expect(program.names).toEqual(["weight", "mu[1]", "mu[2]", "sigma[1]", "sigma[2]"]);
    expect(
      gradientError(
        program,
        normals(4, 5).map((u) => 0.3 * u),
      ),
    ).toBeLessThan(1e-9);
  });
});
