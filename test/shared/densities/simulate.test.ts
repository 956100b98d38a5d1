import { describe, expect, it } from "vitest";
import { densityOf, interpret } from "../../../shared/densities/index.ts";
import { poisson } from "../../../shared/densities/simulate/draws.ts";
import { Stream } from "../../../shared/densities/simulate/stream.ts";
import { simulatorOf } from "../../../shared/densities/simulate.ts";
import { foldIn, keyOfSeed } from "../../../shared/random/index.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const EULER = 0.5772156649015329;
/** Mean and variance, by closed forms. */
const moments: readonly (readonly [text: string, mean: number, variance: number])[] = [
  ["normal(1, 2)", 1, 4],
  ["student_t(9, 1, 2)", 1, (4 * 9) / 7],
  ["laplace(1, 2)", 1, 8],
  ["logistic(1, 2)", 1, (4 * Math.PI ** 2) / 3],
  ["gumbel(1, 2)", 1 + 2 * EULER, (4 * Math.PI ** 2) / 6],
];
const ofPositive: typeof moments = [
  ["half_normal(2)", 2 * Math.sqrt(2 / Math.PI), 4 * (1 - 2 / Math.PI)],
  ["lognormal(0.5, 0.4)", Math.exp(0.58), (Math.exp(0.16) - 1) * Math.exp(1.16)],
  ["exponential(2)", 0.5, 0.25],
  ["gamma(2.5, 2)", 1.25, 0.625],
  ["gamma(0.4, 2)", 0.2, 0.1],
  ["inv_gamma(6, 5)", 1, 25 / (25 * 4)],
  ["chi_square(3)", 3, 6],
  ["weibull(1, 2)", 2, 4],
  ["rayleigh(2)", 2 * Math.sqrt(Math.PI / 2), ((4 - Math.PI) / 2) * 4],
];
const counts: typeof moments = [
  ["poisson(3.5)", 3.5, 3.5],
  ["poisson(70)", 70, 70],
  ["poisson_log(1)", Math.E, Math.E],
  ["bernoulli(0.3)", 0.3, 0.21],
  ["bernoulli_logit(1)", sigmoid(1), sigmoid(1) * sigmoid(-1)],
  ["binomial(9, 0.3)", 2.7, 1.89],
  ["binomial_logit(9, 1)", 9 * sigmoid(1), 9 * sigmoid(1) * sigmoid(-1)],
  ["beta_binomial(9, 2, 3)", 3.6, (9 * 0.4 * 0.6 * 14) / 6],
  ["neg_binomial_2(3, 2)", 3, 3 + 4.5],
  ["neg_binomial_2_log(1, 2)", Math.E, Math.E + Math.E ** 2 / 2],
];

/** Within 5 standard errors of a mean over 4,000 draws; the squared deviation within 5 of its own, measured on the draws. */
function expectMoments(values: Float64Array, mean: number, variance: number): void {
  const n = values.length;
  const average = (of: (x: number) => number) => values.reduce((sum, x) => sum + of(x), 0) / n;
  expect(Math.abs(average((x) => x) - mean)).toBeLessThan(5 * Math.sqrt(variance / n));
  const square = average((x) => (x - mean) ** 2);
  const spread = Math.sqrt(average((x) => ((x - mean) ** 2 - square) ** 2) / n);
  expect(Math.abs(square - variance)).toBeLessThan(5 * spread);
}

describe("draws have the moments of their distribution", () => {
  it.each(moments)("%s", (text, mean, variance) => {
    const { reported } = simulatorOf(`parameter x[4000]\nx ~ ${text}`).draw(keyOfSeed(3));
    expectMoments(reported, mean, variance);
  });
  it.each(ofPositive)("%s", (text, mean, variance) => {
    const { reported } = simulatorOf(`parameter x[4000] > 0\nx ~ ${text}`).draw(keyOfSeed(3));
    expectMoments(reported, mean, variance);
  });
  it("beta, uniform, Pareto and Cauchy ones", () => {
    const text =
      "parameter b[2000] in (0, 1), u[2000] in (0, 4), p[2000] > 2, c[2000], h[2000] > 0\nb ~ beta(2, 3); u ~ uniform(0, 4); p ~ pareto(2, 6); c ~ cauchy(1, 2); h ~ half_cauchy(2)";
    const { reported } = simulatorOf(text).draw(keyOfSeed(4));
    const part = (i: number) => reported.subarray(2000 * i, 2000 * (i + 1));
    expectMoments(part(0), 0.4, 0.04);
    expectMoments(part(1), 2, 16 / 12);
    expectMoments(part(2), 2.4, (4 * 6) / (25 * 4));
    const inner = (2 / Math.PI) * Math.atan(3);
    // P(X < μ + σ) = 3/4; of a half-Cauchy P(X < 3σ) = (2/π) arctan 3.
    expectMoments(
      part(3).map((x) => Number(x < 3)),
      0.75,
      0.1875,
    );
    expectMoments(
      part(4).map((x) => Number(x < 6)),
      inner,
      inner * (1 - inner),
    );
  });
  it.each(counts)("data ~ %s", (text, mean, variance) => {
    const { data } = simulatorOf(`data y = zeros(4000)\nparameter x\nx ~ normal(0, 1)\ny ~ ${text}`).draw(keyOfSeed(5));
    expectMoments(data.y, mean, variance);
  });
});

it("large counts, which are drawn in parts, have their mean to a tenth", () => {
  const stream = new Stream(keyOfSeed(8));
  const n = 60_000;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += poisson(stream, 31);
  // Five standard errors are 0.11.
  expect(Math.abs(sum / n - 31)).toBeLessThan(5 * Math.sqrt(31 / n));
});

it("data depend on the parameters drawn before, and these on theirs", () => {
  const text =
    "data y = zeros(5000)\nparameter mu, z in (mu, mu + 1), s > 0\nmu ~ normal(100, 10)\nz ~ uniform(mu, mu + 1)\ns ~ exponential(1)\ntheta = mu + 1\ny ~ normal(theta, s)\nreport theta, s, z";
  const simulator = simulatorOf(text);
  expect(simulator.names).toEqual(["y"]);
  for (let i = 0; i < 3; i++) {
    const { position, reported, data } = simulator.draw(foldIn(keyOfSeed(1), i));
    const again = new Float64Array(3);
    interpret(densityOf(text)).report(position, again);
    expect([...again]).toEqual([...reported]);
    expect(reported[2] - (reported[0] - 1)).toBeGreaterThan(0);
    expect(reported[2] - (reported[0] - 1)).toBeLessThan(1);
    expectMoments(data.y, reported[0], reported[1] ** 2);
  }
  expect([...simulator.draw(keyOfSeed(1)).position]).toEqual([...simulator.draw(keyOfSeed(1)).position]);
});

it.each([
  ["no-prior", "parameter mu, tau in (0, 1)\nmu ~ normal(0, 1)"],
  ["two-priors", "parameter mu\nmu ~ normal(0, 1)\nmu ~ normal(1, 1)"],
  ["prior-too-late", "parameter mu, x\nx ~ normal(mu, 1)\nmu ~ normal(0, 1)"],
  ["target-not-simulated", "parameter mu\nmu ~ normal(0, 1)\ntarget += -mu^2"],
  ["data-without-name", "parameter mu\nmu ~ normal(0, 1)\nmu + 1 ~ normal(0, 1)"],
  ["not-simulated", "parameter p[3] simplex\np ~ dirichlet(1)"],
])("%s", (code, text) => {
  expect(() => simulatorOf(text)).toThrow(expect.objectContaining({ code: `density-${code}` }));
});
