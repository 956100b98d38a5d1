import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type DensityTable, densityOf, interpret } from "../../../shared/densities/index.ts";
import { DISTRIBUTIONS } from "../../../shared/densities/model/distributions/index.ts";
import { stanOf } from "../../../shared/densities/stan.ts";
import {
  COLUMN_MIXTURE,
  FIXED_TEXTS,
  linearRegression,
  logisticRegression,
  poissonRegression,
} from "../../../shared/labs/monte-carlo/gallery/index.ts";
import { POSTERIORS } from "../../../shared/labs/monte-carlo/gallery/posteriordb/index.ts";

describe("a model as Stan code", () => {
  it("passes data, declares parameters in order and keeps definitions", () => {
    const text =
      "data y = [1, 2, 3]\nparameter mu, tau > 0, z[3]\ntheta = mu + tau * z\nz ~ normal(0, 1)\ntau ~ half_cauchy(5)\ny ~ normal(theta, 2)\nreport theta";
    const { code, data } = stanOf(text);
    expect(data).toEqual({ y: [1, 2, 3] });
    expect(code).toBe(`data {
  vector[3] y;
}
parameters {
  real mu;
  real<lower=0.0> tau;
  vector[3] z;
}
transformed parameters {
  vector[3] theta = (mu + (tau * z));
}
model {
  z ~ normal(0.0, 1.0);
  tau ~ cauchy(0.0, 5.0);
  y ~ normal(theta, 2.0);
}
`);
  });

  it("gives whole numbers to counts and new names to words of Stan", () => {
    const { code, data } = stanOf("data k = [0, 3]\nparameter lower in (0, 1)\nk ~ binomial(5, lower)");
    expect(data).toEqual({ k: [0, 3] });
    expect(code).toContain("int k[2];");
    expect(code).toContain("real<lower=0.0, upper=1.0> lower_0;");
    expect(code).toContain("k ~ binomial(5, lower_0);");
  });

  it("multiplies and divides vectors by elements, and doubles what is on one side alone", () => {
    const { code } = stanOf(
      "parameter v[2], r > 0\nv ~ normal(0, 1)\nr ~ exponential(1)\ntarget += sum(v * v / (1 + v * r)) + log_mix(0.3, half_normal_lpdf(r, 0, 2), half_cauchy_lpdf(r, 0, 1))",
    );
    expect(code).toContain("((v .* v) ./ (1.0 + (v * r)))");
    expect(code).toContain("(normal_lpdf(r | 0.0, 2.0) + 0.69314718055994531)");
    expect(code).toContain("(cauchy_lpdf(r | 0.0, 1.0) + 0.69314718055994531)");
  });

  it("adds the density of a beta-binomial as a whole, which Stan 2.21 loses in a statement", () => {
    const { code } = stanOf("data k = [0, 3]\nparameter a > 0\na ~ exponential(1)\nk ~ beta_binomial(5, a, 2)");
    expect(code).toContain("  target += beta_binomial_lpmf(k | 5, a, 2.0);\n");
  });
});

/** Every distribution, as a statement and as a function. */
const EVERY_DISTRIBUTION = `data y = [0.3, 1.2, 2.5]; data u = [0.2, 0.5, 0.7]; data k = [0, 3, 2]; data b = [0, 1, 1]; data c = [1, 3, 2]
parameter m, s > 0, t > 0, p in (0, 1), z[3], w[3] simplex, o[3] ordered
${[
  ...["normal(m, s)", "student_t(t, m, s)", "cauchy(m, s)", "laplace(m, s)", "logistic(m, s)", "gumbel(m, s)"],
  ...["lognormal(m, s)", "exponential(s)", "gamma(t, s)", "inv_gamma(t, s)", "chi_square(t)", "weibull(t, s)"],
  ...["rayleigh(s)", "pareto(0.1, t)", "uniform(-t, 3 + s)", "half_normal(0, s)", "half_cauchy(0, s)"],
  ...["half_student_t(t, 0, s)", "beta(t, s)"],
  ...["poisson(s)", "poisson_log(z)", "bernoulli(p)", "bernoulli_logit(z)", "binomial(5, p)", "binomial_logit(5, z)"],
  ...["beta_binomial(5, t, s)", "neg_binomial_2(s, t)", "neg_binomial_2_log(m, t)"],
]
  .map((call) => {
    const name = call.slice(0, call.indexOf("("));
    const { discrete, support } = DISTRIBUTIONS[name];
    const of = !discrete ? (name === "beta" ? "u" : "y") : support.upper === 1 ? "b" : "k";
    const inputs = call.slice(name.length + 1);
    return `${of} ~ ${call}\ntarget += 0.3 * sum(${name}_${discrete ? "lpmf" : "lpdf"}(${of}, ${inputs})`;
  })
  .join("\n")}
c ~ categorical_logit(z)
c ~ categorical(w)
w ~ dirichlet([1, 2, 3] * s)
z ~ multi_normal(o, [[2, 0.5, 0], [0.5, 1, 0.1], [0, 0.1, 1]])
`;

/** Functions of numbers and of vectors, arithmetic, comparisons and places. */
const MANY_FUNCTIONS = `data a = [[1, 2, 0], [0, 1, -1], [2, 0, 1]]; data i = [3, 1, 1, 2]
parameter x, r > 0, v[3], q in (0, 1), g[3] in (-1, 2), l < 1
f = softmax(v)
h = recur(x, 0.5 * q, [v[1], r, 2])
target += abs(x) + cos(x) + erf(x) + erfc(x) + exp(-x) + expm1(q) + inv(r) + lgamma(r) + log(r) + log1m(q) + log1p(r)
target += log_sigmoid(x) + logit(q) + phi(x) + relu(x) + sigmoid(x) + sign(x) * r + sin(x) + softplus(x) + sqrt(r) + square(x) + tan(q) + tanh(x)
target += pow(r, x) + r^2 + x^3 + max(x, r, q) + min(x, l) + log_sum_exp(x, r) + log_mix(q, x, l) + where(x > 0, x, -2 * x) + log_choose(r + 4, q + 1) + lbeta(r, q)
target += sum(exp(v)) + sum(sin(v) / (2 + f)) - mean(v * v) + sd(v) + variance(v) + prod(f) + max(v) + min(v) + log_sum_exp(v) + log_softmax(v)[2]
target += sum(cumsum(v) * [1, 2, 3]) + dot(v, f) + sum(concat(v, [x, r])) + sum(h * range(1, 4)) + sum(reverse(v) * [1, 2, 3]) + sum(square(a * v)) + sum(v[i] * [1, 2, 3, 4])
target += sum(max(v, x)) + sum(relu(v)) + sum(pow(f, 1.5)) + sum(v[1:2]) + sum(v > 0.1) * r + sum(g) * l - l^2 - sum(v^2)
`;

const rows = Array.from({ length: 40 }, (_, row) => [Math.sin(3 * row), Math.cos(5 * row + 1), (row % 7) / 3]);
const predictors = { rows: rows.length, columns: 3, values: Float64Array.from(rows.flat()) };
const answering = (of: (row: readonly number[]) => number): DensityTable => ({ predictors, response: rows.map(of) });

type Written = readonly [text: string, table?: DensityTable];
const all: Readonly<Record<string, Written>> = {
  ...Object.fromEntries(
    Object.entries({ ...FIXED_TEXTS, ...POSTERIORS }).map(([name, text]): [string, Written] => [name, [text]]),
  ),
  "linear-regression": [linearRegression(true), answering(([x, y, z]) => x - 2 * y + z ** 2)],
  "logistic-regression": [logisticRegression(true), answering(([x, y]) => Number(x > y))],
  "poisson-regression": [poissonRegression(true), answering(([x, y, z]) => Math.floor(3 * (1 + x * y) + z))],
  "column-mixture": [COLUMN_MIXTURE, answering(([x, , z]) => x + 2 * Math.floor(z))],
  "every distribution": [EVERY_DISTRIBUTION],
  "many functions": [MANY_FUNCTIONS],
};

it.each(Object.entries(all))("%s can be written, with data that R reads", (_, [text, table]) => {
  const { code, data } = stanOf(text, table);
  expect(code).toMatch(/^(functions|data|parameters) \{/);
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  expect(JSON.stringify(data)).not.toContain("null");
});

it("no distribution is left out of what is compared", () => {
  for (const name of Object.keys(DISTRIBUTIONS)) expect(EVERY_DISTRIBUTION).toContain(` ~ ${name}(`);
});

/** RSTAN=all, or names with commas between them: minutes of a compiler for each model. */
const chosen = process.env.RSTAN ?? "";
const names = chosen === "all" ? Object.keys(all) : chosen.split(",").filter((name) => Object.hasOwn(all, name));

const SCRIPT = `suppressMessages({library(rstan); library(jsonlite)})
rstan_options(boost_lib = "/usr/include")
args <- commandArgs(TRUE)
j <- fromJSON(args[2])
fit <- suppressWarnings(suppressMessages(sampling(stan_model(args[1]), data = j$data, chains = 0)))
points <- matrix(t(j$points), ncol = nrow(as.matrix(j$points)))
out <- lapply(seq_len(ncol(points)), function(i) {
  g <- grad_log_prob(fit, points[, i])
  list(value = attr(g, "log_prob"), gradient = I(as.numeric(g)))
})
cat("\\n", toJSON(out, digits = NA, auto_unbox = TRUE), "\\n", sep = "")`;

describe.skipIf(names.length === 0)("rstan, the code compiled", () => {
  it.each(names)("%s: has equal log densities, up to a constant, and equal gradients", { timeout: 900_000 }, (name) => {
    const folder = mkdtempSync(join(tmpdir(), "density-stan-"));
    const [text, table] = all[name];
    const { code, data } = stanOf(text, table);
    const program = densityOf(text, table);
    const points = Array.from({ length: 5 }, (_, s) =>
      Array.from({ length: program.dimension }, (_, i) => 0.7 * Math.sin(1.3 * i + 2.1 * s + 0.4)),
    );
    const file = (tail: string, text: string) => {
      writeFileSync(join(folder, tail), text);
      return join(folder, tail);
    };
    const inputs = [
      file("check.R", SCRIPT),
      file("model.stan", code),
      file("model.json", JSON.stringify({ data, points })),
    ];
    const printed = execFileSync("Rscript", inputs, { encoding: "utf8" }).trim().split("\n").at(-1) ?? "";
    const theirs = JSON.parse(printed) as readonly { readonly value: number; readonly gradient: readonly number[] }[];
    const run = interpret(program);
    const gradient = new Float64Array(program.dimension);
    const offsets = points.map((point, i) => {
      const value = run.value(Float64Array.from(point), gradient);
      const size = Math.max(1, ...gradient.map(Math.abs));
      gradient.forEach((slope, k) => {
        expect(Math.abs(slope - theirs[i].gradient[k]) / size).toBeLessThan(1e-8);
      });
      return { difference: value - theirs[i].value, size: Math.max(1, Math.abs(value)) };
    });
    for (const { difference, size } of offsets)
      expect(Math.abs(difference - offsets[0].difference) / size).toBeLessThan(1e-8);
  });
});
