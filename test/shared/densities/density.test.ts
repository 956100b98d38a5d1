import { describe, expect, it } from "vitest";
import { DensityError, densityOf, integrandOf, interpret, variablesOf } from "../../../shared/densities/index.ts";
import { gradientError, valueAt } from "./derivatives.ts";

const start = (n: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(1.7 * i + 1));

describe("a density", () => {
  it("is the sum of what the statements add, with Jacobians", () => {
    const program = densityOf("parameter mu, tau > 0\nmu ~ normal(1, 2)\ntau ~ exponential(3)\ntarget += -mu^4");
    const [mu, u] = [0.3, -0.4];
    expect(valueAt(program, mu, u)).toBeCloseTo(-0.5 * ((mu - 1) / 2) ** 2 - 3 * Math.exp(u) + u - mu ** 4, 13);
    expect(program.names).toEqual(["mu", "tau"]);
    const out = new Float64Array(2);
    interpret(program).report(Float64Array.of(mu, u), out);
    expect(out[1]).toBeCloseTo(Math.exp(u), 15);
  });

  it("reports what it is told to, in that order", () => {
    const program = densityOf(
      "parameter z[2], mu\ntheta = mu + 2 * z\nz ~ normal(0, 1)\nmu ~ normal(0, 1)\nreport theta, mu",
    );
    expect(program.names).toEqual(["theta[1]", "theta[2]", "mu"]);
    const out = new Float64Array(3);
    interpret(program).report(Float64Array.of(1, 2, 10), out);
    expect([...out]).toEqual([12, 14, 10]);
  });

  const transforms = [
    ["> 2", 3],
    ["< 2", 3],
    ["in (-1, 2)", 3],
    ["ordered", 4],
    ["simplex", 4],
  ] as const;
  it.each(transforms)("%s has the derivative of its Jacobian", (constraint, n) => {
    const program = densityOf(
      `parameter x[${n}] ${constraint}\ntarget += sum(x * [${Array.from({ length: n }, (_, i) => i + 0.5)}])`,
    );
    expect(gradientError(program, start(program.dimension))).toBeLessThan(1e-9);
  });

  /** The Jacobian's logarithm is the log determinant of dx/du, by differences of what is reported. */
  it.each(transforms)("%s has the log determinant as Jacobian", (constraint, n) => {
    const program = densityOf(
      `parameter x[${n}] ${constraint}\ntarget += 0.25 * sum(x * [${Array.from({ length: n }, (_, i) => i + 1)}])`,
    );
    const run = interpret(program);
    const d = program.dimension;
    const difference = (u: Float64Array) => run.value(u) - plain(u) - logDeterminant(u);
    const plain = (u: Float64Array) => {
      const out = new Float64Array(n);
      run.report(u, out);
      return 0.25 * out.reduce((sum, x, i) => sum + x * (i + 1), 0);
    };
    const logDeterminant = (u: Float64Array) => {
      const columns = Array.from({ length: d }, (_, j) => {
        const [right, left] = [u.slice(), u.slice()];
        right[j] += 1e-5;
        left[j] -= 1e-5;
        const [a, b] = [new Float64Array(n), new Float64Array(n)];
        run.report(right, a);
        run.report(left, b);
        return a.map((x, i) => (x - b[i]) / 2e-5);
      });
      // x depends on earlier coordinates only: the determinant is the product of the diagonal.
      return columns.reduce((sum, column, j) => sum + Math.log(Math.abs(column[j])), 0);
    };
    // Constants are left out: the difference is the same everywhere.
    const here = start(d);
    expect(difference(here)).toBeCloseTo(difference(here.map((x) => 0.3 - x)), 7);
  });

  it("with bounds that are parameters has their distance in its Jacobian", () => {
    const text = "parameter a, w > 0, x in (a, a + w)\na ~ normal(0, 1)\nw ~ exponential(1)\nx ~ normal(0, 2)";
    const program = densityOf(text);
    const expected = (a: number, u: number, v: number) => {
      const share = 1 / (1 + Math.exp(-v));
      const [w, x] = [Math.exp(u), a + Math.exp(u) * share];
      return -0.5 * a * a - w + u - 0.5 * (x / 2) ** 2 + Math.log(w * share * (1 - share));
    };
    const difference = (...at: readonly [number, number, number]) => valueAt(program, ...at) - expected(...at);
    expect(difference(0.3, 0.8, -0.4)).toBeCloseTo(difference(-1, -0.5, 1.2), 12);
    expect(gradientError(program, Float64Array.of(0.3, 0.8, -0.4))).toBeLessThan(1e-9);
  });

  it("has equal shares for the centre of a simplex, as in Stan", () => {
    const out = new Float64Array(5);
    interpret(densityOf("parameter p[5] simplex\np ~ dirichlet(2)")).report(new Float64Array(4), out);
    for (const share of out) expect(share).toBeCloseTo(0.2, 14);
  });

  it("makes parameters of a simplex add up to 1, and ordered ones ascend", () => {
    const out = new Float64Array(5);
    interpret(densityOf("parameter p[5] simplex\np ~ dirichlet(2)")).report(Float64Array.of(1, -2, 0.5, 3), out);
    expect(out.reduce((a, b) => a + b)).toBeCloseTo(1, 14);
    interpret(densityOf("parameter p[5] ordered\np ~ normal(0, 1)")).report(Float64Array.of(1, -2, 0.5, 3, -1), out);
    expect([...out]).toEqual([...out].sort((a, b) => a - b));
  });

  it("takes columns, predictors and response from the table", () => {
    const table = {
      columns: [
        { name: "Sepal length", values: [5, 6, 7] },
        { name: "group", values: [0, 1, 1], levels: ["a", "b"] },
      ],
      predictors: { rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 6] },
      response: [1, 0, 1],
    };
    const text = `parameter a[levels(group)], beta[columns(predictors)]
      a ~ normal(0, 1); beta ~ normal(0, 1)
      "Sepal length" ~ normal(a[group], 1)
      response ~ bernoulli_logit(predictors * beta)`;
    const program = densityOf(text, table);
    const [a1, a2, b1, b2] = [0.1, -0.2, 0.3, -0.4];
    const logit = (y: number, eta: number) => y * eta - Math.log(1 + Math.exp(eta));
    const expected =
      -0.5 * (a1 ** 2 + a2 ** 2 + b1 ** 2 + b2 ** 2) -
      0.5 * ((5 - a1) ** 2 + (6 - a2) ** 2 + (7 - a2) ** 2) +
      logit(1, b1 + 2 * b2) +
      logit(0, 3 * b1 + 4 * b2) +
      logit(1, 5 * b1 + 6 * b2);
    expect(valueAt(program, a1, a2, b1, b2)).toBeCloseTo(expected, 12);
    expect(gradientError(program, Float64Array.of(a1, a2, b1, b2))).toBeLessThan(1e-9);
  });

  it("is computed from a table of the lab within the operations that it needs", () => {
    const program = densityOf(
      "parameter z[8], mu, tau > 0\nunused = exp(z) + 3\nz ~ normal(0, 1)\nmu ~ normal(0, tau)\ntau ~ lognormal(0, 1)",
    );
    expect(program.operations.length).toBeLessThan(40);
    expect(program.operations.some(({ op }) => op === "data")).toBe(false);
  });
});

describe("an integrand", () => {
  it("is an expression of named variables", () => {
    const program = integrandOf("exp(-x^2) * cos(y)", ["x", "y"], { gradient: true });
    expect(valueAt(program, 0.5, 0.3)).toBeCloseTo(Math.exp(-0.25) * Math.cos(0.3), 15);
    expect(gradientError(program, Float64Array.of(0.5, 0.3))).toBeLessThan(1e-9);
    expect(integrandOf("x * y", ["x", "y"]).gradient).toEqual([]);
  });
  it("may define names first and compare", () => {
    const program = integrandOf("r = x^2 + y^2\nr < 1", ["x", "y"]);
    expect([valueAt(program, 0.5, 0.5), valueAt(program, 1, 0.5)]).toEqual([1, 0]);
    expect(variablesOf("r = x^2 + y^2\nr < z")).toEqual(["x", "y", "z"]);
  });
  it("may have a vector as variable", () => {
    const program = integrandOf("exp(-sum(x^2))", [{ name: "x", length: 5 }]);
    expect(valueAt(program, 0.1, 0.2, 0.3, 0.4, 0.5)).toBeCloseTo(Math.exp(-0.55), 14);
  });
});

it("errors are DensityErrors with their place", () => {
  expect(() => densityOf("parameter mu\nmu ~ normal(0, sigm)")).toThrow(DensityError);
});
