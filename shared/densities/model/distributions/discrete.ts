/** Distributions of whole numbers: they are data. Parameters as in the Stan functions reference. */
import type { Algebra } from "../../graph/algebra.ts";
import type { Node } from "../../graph/node.ts";
import { logBeta, logChoose } from "../elementwise.ts";
import { count, type Distribution, POSITIVE, positive, real, UNIT, unit } from "./distribution.ts";

/** −log x! */
const lessFactorial = (g: Algebra, x: Node) => g.neg(g.unary("lgamma", g.plus(x, 1)));
/** k log p, and 0 for k = 0 whatever p is. */
const powerOf = (g: Algebra, k: Node, logP: Node) =>
  k.known?.every((value) => value === 0) ? g.constant(0) : g.mul(k, logP);

export const DISCRETE: Readonly<Record<string, Distribution>> = {
  poisson: {
    arguments: [positive("rate")],
    support: POSITIVE,
    discrete: true,
    terms: (g, y, [rate]) => [powerOf(g, y, g.log(rate)), g.neg(rate), lessFactorial(g, y)],
  },
  /** Of the logarithm of the rate. */
  poisson_log: {
    arguments: [real("eta")],
    support: POSITIVE,
    discrete: true,
    terms: (g, y, [eta]) => [g.mul(y, eta), g.neg(g.exp(eta)), lessFactorial(g, y)],
  },
  bernoulli: {
    arguments: [unit("p")],
    support: UNIT,
    discrete: true,
    terms: (g, y, [p]) => [powerOf(g, y, g.log(p)), powerOf(g, g.sub(g.constant(1), y), g.log1p(g.neg(p)))],
  },
  bernoulli_logit: {
    arguments: [real("eta")],
    support: UNIT,
    discrete: true,
    terms: (g, y, [eta]) => [g.mul(y, eta), g.neg(g.softplus(eta))],
  },
  binomial: {
    arguments: [count("trials"), unit("p")],
    support: { lower: 0, upper: "trials" },
    discrete: true,
    terms: (g, y, [trials, p]) => [
      powerOf(g, y, g.log(p)),
      powerOf(g, g.sub(trials, y), g.log1p(g.neg(p))),
      logChoose(g, trials, y),
    ],
  },
  binomial_logit: {
    arguments: [count("trials"), real("eta")],
    support: { lower: 0, upper: "trials" },
    discrete: true,
    terms: (g, y, [trials, eta]) => [g.mul(y, eta), g.neg(g.mul(trials, g.softplus(eta))), logChoose(g, trials, y)],
  },
  beta_binomial: {
    arguments: [count("trials"), positive("alpha"), positive("beta")],
    support: { lower: 0, upper: "trials" },
    discrete: true,
    terms: (g, y, [trials, alpha, beta]) => [
      logBeta(g, g.add(y, alpha), g.add(g.sub(trials, y), beta)),
      g.neg(logBeta(g, alpha, beta)),
      logChoose(g, trials, y),
    ],
  },
  /** Mean mu, variance mu + mu²/phi. */
  neg_binomial_2: {
    arguments: [positive("mu"), positive("phi")],
    support: POSITIVE,
    discrete: true,
    terms: (g, y, [mu, phi]) => negativeBinomial(g, y, g.log(mu), phi, g.log(g.add(mu, phi))),
  },
  neg_binomial_2_log: {
    arguments: [real("eta"), positive("phi")],
    support: POSITIVE,
    discrete: true,
    terms: (g, y, [eta, phi]) => {
      const logPhi = g.log(phi);
      return negativeBinomial(g, y, eta, phi, g.add(logPhi, g.softplus(g.sub(eta, logPhi))));
    },
  },
  /** Of logits, one for each category; y counts them from 1. */
  categorical_logit: {
    arguments: [real("eta")],
    support: { lower: 1, upper: Infinity },
    discrete: true,
    elementwise: false,
    terms: () => [],
  },
  /** Of probabilities, one for each category; y counts them from 1. */
  categorical: {
    arguments: [unit("p")],
    support: { lower: 1, upper: Infinity },
    discrete: true,
    elementwise: false,
    terms: () => [],
  },
};

/** Γ(y + φ)/(y! Γ(φ)) (μ/(μ + φ))^y (φ/(μ + φ))^φ */
function negativeBinomial(g: Algebra, y: Node, logMu: Node, phi: Node, logSum: Node): readonly Node[] {
  return [
    g.unary("lgamma", g.add(y, phi)),
    g.neg(g.unary("lgamma", phi)),
    lessFactorial(g, y),
    g.mul(phi, g.log(phi)),
    g.mul(y, logMu),
    g.neg(g.mul(g.add(y, phi), logSum)),
  ];
}
