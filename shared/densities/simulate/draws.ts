/** Draws from the distributions of the language, from uniforms and normals. */
import { cosTurns, exp, log, log1p, pow, sigmoid, sinTurns } from "../../math/index.ts";
import type { Stream } from "./stream.ts";

type Draw = (stream: Stream, inputs: readonly number[]) => number;

const exponential = (stream: Stream) => -log(stream.uniform());
const logistic = (stream: Stream) => {
  const u = stream.uniform();
  return log(u) - log1p(-u);
};
/** tan π(u − ½) */
const cauchy = (stream: Stream) => {
  const half = 0.5 * (stream.uniform() - 0.5);
  return sinTurns(half) / cosTurns(half);
};

/** Of scale 1: Marsaglia and Tsang (2000); below 1 from one of shape a + 1, times u^(1/a). */
export function gamma(stream: Stream, a: number): number {
  if (a < 1) return gamma(stream, a + 1) * pow(stream.uniform(), 1 / a);
  const d = a - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = stream.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (log(stream.uniform()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v;
  }
}

const student = (stream: Stream, nu: number) => stream.normal() / Math.sqrt(gamma(stream, nu / 2) / (nu / 2));

function beta(stream: Stream, a: number, b: number): number {
  const [x, y] = [gamma(stream, a), gamma(stream, b)];
  return x / (x + y);
}

const bernoulli = (stream: Stream, p: number) => (stream.uniform() < p ? 1 : 0);

function binomial(stream: Stream, n: number, p: number): number {
  let count = 0;
  for (let i = 0; i < n; i++) count += bernoulli(stream, p);
  return count;
}

/** Up to 30 by products of uniforms; above by the place of an event of gamma (Ahrens and Dieter, 1974). */
export function poisson(stream: Stream, rate: number): number {
  if (!(rate <= 1e7)) return Number.NaN;
  if (rate > 30) {
    const m = Math.floor(0.875 * rate);
    const x = gamma(stream, m);
    return x > rate ? binomial(stream, m - 1, rate / x) : m + poisson(stream, rate - x);
  }
  const least = exp(-rate);
  let product = stream.uniform();
  let count = 0;
  for (; product > least; count++) product *= stream.uniform();
  return count;
}

/** A Poisson whose rate is drawn from a gamma of mean mu. */
const negativeBinomial = (stream: Stream, mu: number, phi: number) => poisson(stream, (mu * gamma(stream, phi)) / phi);

const DRAWS: Readonly<Record<string, Draw>> = {
  normal: (s, [mu, sigma]) => mu + sigma * s.normal(),
  student_t: (s, [nu, mu, sigma]) => mu + sigma * student(s, nu),
  cauchy: (s, [mu, sigma]) => mu + sigma * cauchy(s),
  half_normal: (s, [mu, sigma]) => mu + sigma * Math.abs(s.normal()),
  half_cauchy: (s, [mu, sigma]) => mu + sigma * Math.abs(cauchy(s)),
  half_student_t: (s, [nu, mu, sigma]) => mu + sigma * Math.abs(student(s, nu)),
  laplace: (s, [mu, sigma]) => mu + (s.uniform() < 0.5 ? -sigma : sigma) * exponential(s),
  logistic: (s, [mu, sigma]) => mu + sigma * logistic(s),
  gumbel: (s, [mu, b]) => mu - b * log(exponential(s)),
  lognormal: (s, [mu, sigma]) => exp(mu + sigma * s.normal()),
  exponential: (s, [rate]) => exponential(s) / rate,
  gamma: (s, [a, rate]) => gamma(s, a) / rate,
  inv_gamma: (s, [a, scale]) => scale / gamma(s, a),
  chi_square: (s, [nu]) => 2 * gamma(s, nu / 2),
  weibull: (s, [a, sigma]) => sigma * pow(exponential(s), 1 / a),
  rayleigh: (s, [sigma]) => sigma * Math.sqrt(2 * exponential(s)),
  pareto: (s, [least, a]) => least * exp(exponential(s) / a),
  beta: (s, [a, b]) => beta(s, a, b),
  uniform: (s, [lower, upper]) => lower + (upper - lower) * s.uniform(),
  poisson: (s, [rate]) => poisson(s, rate),
  poisson_log: (s, [eta]) => poisson(s, exp(eta)),
  bernoulli: (s, [p]) => bernoulli(s, p),
  bernoulli_logit: (s, [eta]) => bernoulli(s, sigmoid(eta)),
  binomial: (s, [n, p]) => binomial(s, n, p),
  binomial_logit: (s, [n, eta]) => binomial(s, n, sigmoid(eta)),
  beta_binomial: (s, [n, a, b]) => binomial(s, n, beta(s, a, b)),
  neg_binomial_2: (s, [mu, phi]) => negativeBinomial(s, mu, phi),
  neg_binomial_2_log: (s, [eta, phi]) => negativeBinomial(s, exp(eta), phi),
};

export const hasDraws = (distribution: string): boolean => Object.hasOwn(DRAWS, distribution);

/** One draw. `inputs` as the distribution has them, none left out; NaN for a count beyond ten million. */
export function drawOf(stream: Stream, distribution: string, inputs: readonly number[]): number {
  return DRAWS[distribution](stream, inputs);
}
