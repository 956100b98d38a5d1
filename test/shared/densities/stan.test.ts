import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { densityOf, interpret } from "../../../shared/densities/index.ts";
import { stanOf } from "../../../shared/densities/stan.ts";
import { FIXED_TEXTS } from "../../../shared/labs/monte-carlo/gallery/index.ts";
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
});

/** RSTAN=all, or names with commas between them: minutes of a compiler for each model. */
const chosen = process.env.RSTAN ?? "";
const all: Readonly<Record<string, string>> = { ...FIXED_TEXTS, ...POSTERIORS };
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
    const { code, data } = stanOf(all[name]);
    const program = densityOf(all[name]);
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
