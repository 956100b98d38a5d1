import { DISCRETE } from "./discrete.ts";
import { type Distribution, positive, REAL, real, UNIT } from "./distribution.ts";
import { LOCATION } from "./location.ts";
import { OF_POSITIVE } from "./positive.ts";

/** Of vectors as a whole: their terms are in `joint.ts`. */
const JOINT: Readonly<Record<string, Distribution>> = {
  dirichlet: { arguments: [positive("alpha")], support: UNIT, elementwise: false, terms: () => [] },
  multi_normal: { arguments: [real("mu"), real("covariance")], support: REAL, elementwise: false, terms: () => [] },
};

export const DISTRIBUTIONS: Readonly<Record<string, Distribution>> = {
  ...LOCATION,
  ...OF_POSITIVE,
  ...DISCRETE,
  ...JOINT,
};

/** What R, Python and handwriting call some of them, without R's d and r before them: for "did you mean". */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  n: "normal",
  norm: "normal",
  gaussiana: "normal",
  t: "student_t",
  studentt: "student_t",
  exp: "exponential",
  exponencial: "exponential",
  u: "uniform",
  unif: "uniform",
  b: "binomial",
  binom: "binomial",
  bern: "bernoulli",
  pois: "poisson",
  nbinom: "neg_binomial_2",
  lnorm: "lognormal",
  mvn: "multi_normal",
  mvnorm: "multi_normal",
  mvnormal: "multi_normal",
  multivariate_normal: "multi_normal",
  mult_normal: "multi_normal",
  laplaciana: "laplace",
  logis: "logistic",
};

/** Other names. */
export const DISTRIBUTION_ALIASES: Readonly<Record<string, string>> = {
  double_exponential: "laplace",
  gaussian: "normal",
  student: "student_t",
  half_student: "half_student_t",
  negative_binomial_2: "neg_binomial_2",
};
