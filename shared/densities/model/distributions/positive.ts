/** Distributions of positive numbers, and of those in an interval. Parameters as in the Stan functions reference. */
import { logBeta } from "../elementwise.ts";
import { type Distribution, POSITIVE, positive, real, UNIT } from "./distribution.ts";
import { normalTerms } from "./location.ts";

const lessOne = -1;

/** α log β − log Γ(α) + (α − 1) log x − β x */
const gammaTerms: Distribution["terms"] = (g, x, [alpha, beta]) => [
  g.mul(alpha, g.log(beta)),
  g.neg(g.unary("lgamma", alpha)),
  g.mul(g.plus(alpha, lessOne), g.log(x)),
  g.neg(g.mul(beta, x)),
];

export const OF_POSITIVE: Readonly<Record<string, Distribution>> = {
  lognormal: {
    arguments: [real("mu"), positive("sigma")],
    support: POSITIVE,
    terms: (g, x, inputs) => [...normalTerms(g, g.log(x), inputs), g.neg(g.log(x))],
  },
  exponential: {
    arguments: [positive("rate")],
    support: POSITIVE,
    terms: (g, x, [rate]) => [g.log(rate), g.neg(g.mul(rate, x))],
  },
  gamma: { arguments: [positive("alpha"), positive("beta")], support: POSITIVE, terms: gammaTerms },
  inv_gamma: {
    arguments: [positive("alpha"), positive("beta")],
    support: POSITIVE,
    terms: (g, x, [alpha, beta]) => [
      g.mul(alpha, g.log(beta)),
      g.neg(g.unary("lgamma", alpha)),
      g.neg(g.mul(g.plus(alpha, 1), g.log(x))),
      g.neg(g.mul(beta, g.inv(x))),
    ],
  },
  chi_square: {
    arguments: [positive("nu")],
    support: POSITIVE,
    terms: (g, x, [nu]) => gammaTerms(g, x, [g.scaled(0.5, nu), g.constant(0.5)]),
  },
  /** (x/σ)^α as exp(α log(x/σ)) */
  weibull: {
    arguments: [positive("alpha"), positive("sigma")],
    support: POSITIVE,
    terms: (g, x, [alpha, sigma]) => {
      const ratio = g.sub(g.log(x), g.log(sigma));
      return [
        g.log(alpha),
        g.neg(g.log(sigma)),
        g.mul(g.plus(alpha, lessOne), ratio),
        g.neg(g.exp(g.mul(alpha, ratio))),
      ];
    },
  },
  rayleigh: {
    arguments: [positive("sigma")],
    support: POSITIVE,
    terms: (g, x, [sigma]) => {
      const precision = g.square(g.inv(sigma));
      return [g.log(x), g.scaled(-2, g.log(sigma)), g.scaled(-0.5, g.mul(g.mul(x, precision), x))];
    },
  },
  pareto: {
    arguments: [positive("least"), positive("alpha")],
    support: { lower: "least", upper: Infinity },
    terms: (g, x, [least, alpha]) => [
      g.log(alpha),
      g.mul(alpha, g.log(least)),
      g.neg(g.mul(g.plus(alpha, 1), g.log(x))),
    ],
  },
  beta: {
    arguments: [positive("alpha"), positive("beta")],
    support: UNIT,
    terms: (g, x, [alpha, beta]) => [
      g.mul(g.plus(alpha, lessOne), g.log(x)),
      g.mul(g.plus(beta, lessOne), g.log1p(g.neg(x))),
      g.neg(logBeta(g, alpha, beta)),
    ],
  },
  uniform: {
    arguments: [real("lower"), real("upper")],
    support: { lower: "lower", upper: "upper" },
    terms: (g, _, [lower, upper]) => [g.neg(g.log(g.sub(upper, lower)))],
  },
};
