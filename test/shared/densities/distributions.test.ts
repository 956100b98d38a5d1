import { describe, expect, it } from "vitest";
import { densityOf, integrandOf, interpret } from "../../../shared/densities/index.ts";
import { DISTRIBUTIONS } from "../../../shared/densities/model/distributions/index.ts";
import { gradientError, valueAt } from "./derivatives.ts";

/** A distribution at some arguments, where its values lie, and its mean where it has one. */
interface Case {
  readonly name: string;
  readonly inputs: readonly number[];
  readonly over: "line" | "positive" | "above" | "unit" | readonly [number, number];
  readonly mean?: number;
}
const LEAST = 1.5;
const EULER = 0.5772156649015329;
const gamma = (n: number) => [1, 1, 2, 6, 24][n - 1];
const cases: readonly Case[] = [
  { name: "normal", inputs: [0.3, 1.7], over: "line", mean: 0.3 },
  { name: "student_t", inputs: [4.5, 0.3, 1.7], over: "line", mean: 0.3 },
  { name: "cauchy", inputs: [0.3, 1.7], over: "line" },
  { name: "half_normal", inputs: [0, 2], over: "positive", mean: 2 * Math.sqrt(2 / Math.PI) },
  { name: "half_cauchy", inputs: [0, 2], over: "positive" },
  { name: "half_student_t", inputs: [5, 0, 2], over: "positive" },
  { name: "laplace", inputs: [0.3, 1.7], over: "line", mean: 0.3 },
  { name: "logistic", inputs: [0.3, 1.7], over: "line", mean: 0.3 },
  { name: "gumbel", inputs: [0.3, 1.7], over: "line", mean: 0.3 + 1.7 * EULER },
  { name: "lognormal", inputs: [0.3, 0.6], over: "positive", mean: Math.exp(0.3 + 0.18) },
  { name: "exponential", inputs: [2.5], over: "positive", mean: 0.4 },
  { name: "gamma", inputs: [2.5, 3], over: "positive", mean: 2.5 / 3 },
  { name: "inv_gamma", inputs: [3.5, 3], over: "positive", mean: 3 / 2.5 },
  { name: "chi_square", inputs: [3.5], over: "positive", mean: 3.5 },
  { name: "weibull", inputs: [0.5, 3], over: "positive", mean: 3 * gamma(3) },
  { name: "rayleigh", inputs: [2], over: "positive", mean: 2 * Math.sqrt(Math.PI / 2) },
  { name: "pareto", inputs: [LEAST, 3.5], over: "above", mean: (3.5 * 1.5) / 2.5 },
  { name: "beta", inputs: [2.5, 3], over: "unit", mean: 2.5 / 5.5 },
  { name: "uniform", inputs: [0, 1], over: "unit", mean: 0.5 },
  { name: "poisson", inputs: [3.7], over: [0, 80], mean: 3.7 },
  { name: "poisson_log", inputs: [1.2], over: [0, 80], mean: Math.exp(1.2) },
  { name: "bernoulli", inputs: [0.3], over: [0, 1], mean: 0.3 },
  { name: "bernoulli_logit", inputs: [0.7], over: [0, 1], mean: 1 / (1 + Math.exp(-0.7)) },
  { name: "binomial", inputs: [12, 0.3], over: [0, 12], mean: 3.6 },
  { name: "binomial_logit", inputs: [12, 0.7], over: [0, 12], mean: 12 / (1 + Math.exp(-0.7)) },
  { name: "beta_binomial", inputs: [12, 2, 3], over: [0, 12], mean: 12 * 0.4 },
  { name: "neg_binomial_2", inputs: [3, 2.5], over: [0, 300], mean: 3 },
  { name: "neg_binomial_2_log", inputs: [1.1, 2.5], over: [0, 300], mean: Math.exp(1.1) },
];

/** Σ f(x) p(x), or its integral by the trapezoidal rule after a change of variables that makes the integrand fall exponentially. */
function expectation(one: Case, f: (x: number) => number): number {
  const { name, inputs, over } = one;
  if (Array.isArray(over)) {
    const [from, to] = over as readonly [number, number];
    const values = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const densities = new Float64Array(values.length);
    const program = densityOf(`parameter x\nx ~ normal(0, 1)\np = exp(${name}_lpmf([${values}], ${inputs}))\nreport p`);
    interpret(program).report(Float64Array.of(0), densities);
    return values.reduce((sum, k, i) => sum + f(k) * densities[i], 0);
  }
  const program = integrandOf(`${name}_lpdf(x, ${inputs})`, ["x"]);
  const run = interpret(program);
  const step = 1 / 64;
  let sum = 0;
  for (let t = -40; t <= 40; t += step) {
    const [x, slope] = map(over as "line" | "positive" | "above" | "unit", t);
    const density = Math.exp(run.value(Float64Array.of(x)));
    if (density > 0) sum += f(x) * density * slope * step;
  }
  return sum;
}

function map(over: "line" | "positive" | "above" | "unit", t: number): readonly [number, number] {
  if (over === "line") return [Math.sinh(t), Math.cosh(t)];
  if (over === "positive") return [Math.exp(t), Math.exp(t)];
  if (over === "above") return [LEAST + Math.exp(t), Math.exp(t)];
  const x = 1 / (1 + Math.exp(-t));
  return [x, x * (1 / (1 + Math.exp(t)))];
}

describe.each(cases)("$name", (one) => {
  // The Laplace density has a kink, where a trapezoidal rule errs by the square of its step.
  const digits = one.name === "laplace" ? 4 : 8;
  it("adds up to 1, with its mean", () => {
    expect(expectation(one, () => 1)).toBeCloseTo(1, digits);
    if (one.mean !== undefined) expect(expectation(one, (x) => x)).toBeCloseTo(one.mean, Math.min(digits, 7));
  });

  it("has derivatives with respect to all that is no data", () => {
    const { name, inputs } = one;
    const discrete = DISTRIBUTIONS[name].discrete;
    const counted = DISTRIBUTIONS[name].arguments.map(({ domain }) => domain === "count");
    const letters = inputs.map((value, i) => (counted[i] ? String(value) : `a${i}`));
    const variables = [...(discrete ? [] : ["x"]), ...letters.filter((_, i) => !counted[i])];
    const x = one.over === "unit" ? 0.37 : 2.3;
    const text = `${name}_${discrete ? "lpmf" : "lpdf"}(${discrete ? (one.over[1] === 1 ? 1 : 4) : "x"}, ${letters.join(", ")})`;
    const program = integrandOf(text, variables, { gradient: true });
    const position = [...(discrete ? [] : [x]), ...inputs.filter((_, i) => !counted[i])];
    expect(gradientError(program, Float64Array.from(position))).toBeLessThan(2e-9);
  });
});

it("every distribution is tried", () => {
  const tried = [...cases.map(({ name }) => name), "dirichlet", "multi_normal", "categorical", "categorical_logit"];
  expect(tried.sort()).toEqual(Object.keys(DISTRIBUTIONS).sort());
});

describe("distributions of whole vectors", () => {
  it("a normal with a covariance is its quadratic form", () => {
    const program = densityOf("parameter x[2]\nx ~ multi_normal([1, 2], [[2, 0.5], [0.5, 1]])");
    const [a, b] = [0.3 - 1, -0.7 - 2];
    const determinant = 2 * 1 - 0.25;
    expect(valueAt(program, 0.3, -0.7)).toBeCloseTo(
      (-0.5 * (a * a * 1 - 2 * 0.5 * a * b + b * b * 2)) / determinant,
      12,
    );
  });
  it("categories have their probabilities, or those of their logits", () => {
    const text = "data y = [1, 3, 3, 2]\nparameter e[3]\n";
    const logits = densityOf(`${text}y ~ categorical_logit(e)`);
    const direct = densityOf(`${text}y ~ categorical(softmax(e))`);
    const e = [0.3, -0.2, 1.1];
    const all = Math.log(e.reduce((sum, x) => sum + Math.exp(x), 0));
    expect(valueAt(logits, ...e)).toBeCloseTo(e[0] + 2 * e[2] + e[1] - 4 * all, 12);
    expect(valueAt(direct, ...e)).toBeCloseTo(valueAt(logits, ...e), 12);
    expect(gradientError(logits, Float64Array.from(e))).toBeLessThan(1e-9);
  });
  it("a Dirichlet density is that of its weights", () => {
    const program = densityOf("parameter w[3] simplex, a > 0\nw ~ dirichlet([1, 2, 3] * a)\na ~ exponential(1)");
    expect(gradientError(program, Float64Array.of(0.3, -0.2, 0.4))).toBeLessThan(1e-9);
    const out = new Float64Array(4);
    interpret(program).report(Float64Array.of(0.3, -0.2, 0), out);
    // With a = 1: Γ(6)/(Γ(1)Γ(2)Γ(3)) w₂ w₃² and the Jacobian of stick-breaking, ∏ wₖ · (what is left); the exponential's 1 and log a = 0.
    const [w1, w2, w3] = out;
    const jacobian = Math.log(w1 * (1 - w1)) + Math.log((w2 * w3) / (1 - w1));
    expect(valueAt(program, 0.3, -0.2, 0)).toBeCloseTo(Math.log(120 / 2) + Math.log(w2 * w3 * w3) + jacobian - 1, 11);
  });
});
