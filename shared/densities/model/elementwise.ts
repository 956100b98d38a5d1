import type { Algebra } from "../graph/algebra.ts";
import type { Node } from "../graph/node.ts";

/** Functions of numbers that are applied to vectors element by element. */
export interface Elementwise {
  readonly least: number;
  readonly most: number;
  readonly of: (g: Algebra, inputs: readonly Node[]) => Node;
  /** Where its values lie. */
  readonly range?: readonly [number, number];
}

const POSITIVE = [0, Infinity] as const;
const one = (of: (g: Algebra, x: Node) => Node, range?: readonly [number, number]): Elementwise => ({
  least: 1,
  most: 1,
  of: (g, [x]) => of(g, x),
  ...(range && { range }),
});
const two = (of: (g: Algebra, x: Node, y: Node) => Node): Elementwise => ({
  least: 2,
  most: 2,
  of: (g, [x, y]) => of(g, x, y),
});

export const ELEMENTWISE: Readonly<Record<string, Elementwise>> = {
  abs: one((g, x) => g.unary("abs", x), POSITIVE),
  cos: one((g, x) => g.unary("cos", x), [-1, 1]),
  erf: one((g, x) => g.unary("erf", x), [-1, 1]),
  erfc: one((g, x) => g.unary("erfc", x), POSITIVE),
  exp: one((g, x) => g.exp(x), POSITIVE),
  expm1: one((g, x) => g.unary("expm1", x), [-1, Infinity]),
  floor: one((g, x) => g.unary("floor", x)),
  inv: one((g, x) => g.inv(x)),
  lgamma: one((g, x) => g.unary("lgamma", x)),
  log: one((g, x) => g.log(x)),
  log1m: one((g, x) => g.log1p(g.neg(x))),
  log1p: one((g, x) => g.log1p(x)),
  log_sigmoid: one((g, x) => g.neg(g.softplus(g.neg(x))), [-Infinity, 0]),
  logit: one((g, x) => g.sub(g.log(x), g.log1p(g.neg(x)))),
  /** Of the standard normal distribution. */
  phi: one((g, x) => g.scaled(0.5, g.unary("erfc", g.scaled(-Math.SQRT1_2, x))), [0, 1]),
  relu: one((g, x) => g.binary("max", x, g.constant(0)), POSITIVE),
  sigmoid: one((g, x) => g.unary("sigmoid", x), [0, 1]),
  sign: one((g, x) => g.unary("sign", x), [-1, 1]),
  sin: one((g, x) => g.unary("sin", x), [-1, 1]),
  softplus: one((g, x) => g.softplus(x), POSITIVE),
  sqrt: one((g, x) => g.unary("sqrt", x), POSITIVE),
  square: one((g, x) => g.square(x), POSITIVE),
  tan: one((g, x) => g.div(g.unary("sin", x), g.unary("cos", x))),
  tanh: one((g, x) => g.unary("tanh", x), [-1, 1]),
  lbeta: two((g, a, b) => logBeta(g, a, b)),
  log_choose: two((g, n, k) => logChoose(g, n, k)),
  pow: two((g, x, y) => g.pow(x, y)),
  /** log(w·e^a + (1 − w)·e^b). */
  log_mix: {
    least: 3,
    most: 3,
    of: (g, [w, a, b]) => logSumExp(g, [g.add(g.log(w), a), g.add(g.log1p(g.neg(w)), b)]),
  },
  log_sum_exp: { least: 2, most: 20, of: logSumExp },
  max: { least: 2, most: 20, of: (g, inputs) => inputs.reduce((x, y) => g.binary("max", x, y)) },
  min: { least: 2, most: 20, of: (g, inputs) => inputs.reduce((x, y) => g.binary("min", x, y)) },
  /** The second where the first is not 0, else the third. */
  where: { least: 3, most: 3, of: (g, [condition, then, otherwise]) => g.select(condition, then, otherwise) },
};

export function logBeta(g: Algebra, a: Node, b: Node): Node {
  return g.sub(g.add(g.unary("lgamma", a), g.unary("lgamma", b)), g.unary("lgamma", g.add(a, b)));
}

export function logChoose(g: Algebra, n: Node, k: Node): Node {
  const rest = g.unary("lgamma", g.plus(g.sub(n, k), 1));
  return g.sub(g.unary("lgamma", g.plus(n, 1)), g.add(g.unary("lgamma", g.plus(k, 1)), rest));
}

/** log Σ e^x. Of two: y + softplus(x − y). Of more: the largest m is taken out, which has no part in the derivative, as it cancels. */
export function logSumExp(g: Algebra, inputs: readonly Node[]): Node {
  const [x, y] = inputs;
  if (inputs.length === 2) return g.add(y, g.softplus(g.sub(x, y)));
  const largest = g.unary(
    "stop",
    inputs.reduce((a, b) => g.binary("max", a, b)),
  );
  const sum = inputs.map((input) => g.exp(g.sub(input, largest))).reduce((a, b) => g.add(a, b));
  return g.add(largest, g.log(sum));
}
