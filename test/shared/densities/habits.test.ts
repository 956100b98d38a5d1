/** What people write who come from other languages: the message names what they wrote and how it is written here. */
import { describe, expect, it, test } from "vitest";
import { DensityError, densityOf } from "../../../shared/densities/index.ts";

const columns = [
  { name: "x", values: [1, 2, 3, 4] },
  { name: "y", values: [2, 3, 5, 4] },
];

function errorOf(text: string): DensityError {
  try {
    densityOf(text, { columns, others: ["Income", "x", "y"] });
  } catch (error) {
    if (error instanceof DensityError) return error;
    throw error;
  }
  throw new Error(`no error: ${text}`);
}

// ^ marks the character that the error points at.
const MU = "parameter mu\nmu ~ normal(0, 1)\n";
const wrong: readonly (readonly [code: string, text: string, message: RegExp])[] = [
  ["foreign-block", "^parameters {\n  real mu;\n}", /no blocks/],
  ["foreign-block", "^data {\n  int N;\n}", /no blocks/],
  ["foreign-block", "^generated quantities {", /no blocks/],
  ["foreign-block", `${MU}^}`, /no blocks/],
  ["foreign-declaration", "^real mu;\nmu ~ normal(0, 1)", /write parameter mu\)/],
  ["foreign-declaration", "^real<lower=0> sigma;", /write parameter sigma > 0\)/],
  ["foreign-declaration", "^real<lower=0, upper=1> p;", /write parameter p in \(0, 1\)\)/],
  ["foreign-declaration", "^vector[3] beta;", /write parameter beta\[3\]\)/],
  ["foreign-declaration", "^simplex[3] theta;", /write parameter theta\[3\] simplex\)/],
  ["foreign-declaration", "^int k;", /write data k = …\)/],
  ["foreign-declaration", "parameter ^real mu\nmu ~ normal(0, 1)", /write parameter mu\)/],
  ["foreign-declaration", "parameter ^sigma<lower=0>", /write parameter sigma > 0\)/],
  ["matrix-parameter", "parameter ^Omega[2, 2]", /vector/],
  ["matrix-parameter", "parameter L ^cholesky_factor_corr[2]", /vector/],
  ["matrix-parameter", "^matrix[2, 2] A", /vector/],
  ["matrix-parameter", "parameter R[4]\nR ~ ^lkj_corr(1)", /vector/],
  ["two-bounds", "parameter mu ^> 0 < 3", /in \(0, 3\)/],
  ["two-bounds", "parameter mu ^entre 0 y 1", /in \(0, 1\)/],
  ["foreign-loop", `${MU}^for (i in 1:4) y[i] ~ normal(mu, 1)`, /all elements/],
  ["foreign-condition", `${MU}^if (mu > 0) target += 1`, /comparison/],
  ["foreign-condition", `${MU}target += (mu > 0) ^? 1 : 2`, /comparison/],
  ["foreign-condition", `${MU}target += (mu > 0) ^&& 1`, /comparison/],
  ["foreign-bar", `${MU}target += sum(normal_lpdf(y ^| mu, 1))`, /comma/],
  ["truncated", `${MU}y ~ normal(mu, 1) ^T[0, ]`, /phi/],
  ["truncated", `${MU}y ~ normal(mu, 1) ^truncated(0, 9)`, /phi/],
  ["decimal-comma", "parameter mu\nmu ~ normal(0, ^2,5)", /write 2\.5/],
  ["decimal-comma", "parameter mu\nmu ~ normal(^0,5, 1,5)", /write 0\.5/],
  ["decimal-comma", "data z = [^1,5; 2,5]", /write 1\.5/],
  ["wrong-count", "parameter p[3] simplex\np ~ ^dirichlet(1,1,1)", /dirichlet\(alpha\)/],
  ["foreign-arrow", `${MU}^s <- 3`, /write s = …/],
  ["tilde-by-equals", "parameter mu\nmu ^= normal(0, 1)", /write ~/],
  ["dotted-sign", `${MU}y ~ normal(mu ^.* x, 1)`, /write \*/],
  ["foreign-comment", `${MU}y ~ normal(mu, 1) ^// data`, /write #/],
  ["list-without-brackets", "data z = ^c(1, 2, 3)", /\[1, 2, 3\]/],
  ["list-without-brackets", "data z = ^{1, 2, 3}", /\[1, 2, 3\]/],
  ["list-without-brackets", "data z = ^1, 2, 3", /\[1, 2, 3\]/],
  ["superscript", "parameter mu\ntarget += -^mu²", /write mu\^2/],
  ["foreign-print", `${MU}^print(mu)`, /report mu/],
  ["misspelt-distribution", "parameter mu\nmu ~ ^dnorm(0, 1)", /did you mean normal\?/],
  ["misspelt-distribution", "parameter mu\nmu ~ ^N(0, 1)", /did you mean normal\?/],
  ["misspelt-distribution", "parameter mu\nmu ~ ^dt(3, 0, 1)", /did you mean student_t\?/],
  ["misspelt-name", `${MU}^Y ~ normal(mu, 1)`, /did you mean y\?/],
  ["misspelt-name", `${MU}^income ~ normal(mu, 1)`, /did you mean Income\?/],
  // One letter is like any other: none is proposed.
  ["unknown-name", `${MU}^z ~ normal(mu, 1)`, /unknown name: z/],
  ["no-term", "parameter mu, ^nu\nmu ~ normal(0, 1)", /nu is distributed/],
  ["no-term", "parameter mu, ^tau > 0\nmu ~ normal(0, 1)", /two bounds/],
  ["no-term", "parameter mu, ^c[2] ordered\nmu ~ normal(0, 1)", /c is distributed/],
];

test.each(wrong)("%s: %s", (code, marked, message) => {
  const at = marked.indexOf("^");
  const error = errorOf(marked.slice(0, at) + marked.slice(at + 1));
  expect([error.code, error.at]).toEqual([`density-${code}`, at]);
  expect(error.message).toMatch(message);
});

describe("a habit is told where something is wrong, and nowhere else", () => {
  it.each([
    "parameter real\nreal ~ normal(0, 1) # real<lower=0> sigma",
    "parameter vector[2]\nvector ~ normal(0,5)",
    "parameter mu # for (i in 1:4) // T[0,] |",
    "parameter mu, p in (0, 1)\nmu ~ normal(0, 1)",
    "parameter mu, q[3] simplex\nmu ~ normal(0, 1)",
    "parameter mu, tau > 0\nmu ~ normal(0, tau)",
    "parameter b[2]\ntarget += -b[1]^2",
  ])("%s", (text) => {
    expect(
      densityOf(text.includes("~") || text.includes("target") ? text : `${text}\nmu ~ normal(0, 1)`).names,
    ).not.toEqual([]);
  });
});
