/** Distributions of any number: a location and a scale. Parameters as in the Stan functions reference. */
import type { Algebra } from "../../graph/algebra.ts";
import type { Node } from "../../graph/node.ts";
import { type Distribution, positive, REAL, real } from "./distribution.ts";

const LOG_TWO_PI_HALF = 0.9189385332046728;
const LOG_PI = 1.1447298858494002;
const LOG_TWO = Math.LN2;

type Terms = Distribution["terms"];

/** −½ ((x − μ)/σ)² − log σ. The order of factors shares (x − μ)/σ² with the derivative. */
export const normalTerms: Terms = (g, x, [mu, sigma]) => {
  const off = g.sub(x, mu);
  return [
    g.scaled(-0.5, g.mul(g.mul(off, g.square(g.inv(sigma))), off)),
    g.neg(g.log(sigma)),
    g.constant(-LOG_TWO_PI_HALF),
  ];
};

const studentTerms: Terms = (g, x, [nu, mu, sigma]) => {
  const squares = g.mul(g.div(g.square(g.inv(sigma)), nu), g.square(g.sub(x, mu)));
  const half = g.scaled(0.5, nu);
  return [
    g.neg(g.mul(g.plus(half, 0.5), g.log1p(squares))),
    g.neg(g.log(sigma)),
    g.unary("lgamma", g.plus(half, 0.5)),
    g.neg(g.unary("lgamma", half)),
    g.scaled(-0.5, g.log(nu)),
    g.constant(-0.5 * LOG_PI),
  ];
};

const cauchyTerms: Terms = (g, x, [mu, sigma]) => [
  g.neg(g.log1p(g.mul(g.square(g.inv(sigma)), g.square(g.sub(x, mu))))),
  g.neg(g.log(sigma)),
  g.constant(-LOG_PI),
];

const standardised = (g: Algebra, x: Node, mu: Node, sigma: Node) => g.mul(g.inv(sigma), g.sub(x, mu));

/** On the upper side of its location only, where the density is twice as high. */
function half(of: Distribution, optional: number): Distribution {
  return {
    arguments: of.arguments,
    ...(optional > 0 && { optional }),
    support: { lower: "mu", upper: Infinity },
    terms: (g, x, inputs) => [...of.terms(g, x, inputs), g.constant(LOG_TWO)],
  };
}

const normal: Distribution = { arguments: [real("mu"), positive("sigma")], support: REAL, terms: normalTerms };
const cauchy: Distribution = { arguments: [real("mu"), positive("sigma")], support: REAL, terms: cauchyTerms };
const student: Distribution = {
  arguments: [positive("nu"), real("mu"), positive("sigma")],
  support: REAL,
  terms: studentTerms,
};

export const LOCATION: Readonly<Record<string, Distribution>> = {
  normal,
  student_t: student,
  cauchy,
  half_normal: half(normal, 1),
  half_cauchy: half(cauchy, 1),
  half_student_t: half(student, 0),
  laplace: {
    arguments: [real("mu"), positive("sigma")],
    support: REAL,
    terms: (g, x, [mu, sigma]) => [
      g.neg(g.mul(g.inv(sigma), g.unary("abs", g.sub(x, mu)))),
      g.neg(g.log(sigma)),
      g.constant(-LOG_TWO),
    ],
  },
  logistic: {
    arguments: [real("mu"), positive("sigma")],
    support: REAL,
    terms: (g, x, [mu, sigma]) => {
      const z = standardised(g, x, mu, sigma);
      return [g.neg(z), g.scaled(-2, g.softplus(g.neg(z))), g.neg(g.log(sigma))];
    },
  },
  gumbel: {
    arguments: [real("mu"), positive("beta")],
    support: REAL,
    terms: (g, x, [mu, beta]) => {
      const z = standardised(g, x, mu, beta);
      return [g.neg(z), g.neg(g.exp(g.neg(z))), g.neg(g.log(beta))];
    },
  },
};
