/** Distributions of whole vectors, and of categories: their arguments are vectors or matrices, so that they read them themselves. */

import { cholesky, NotPositiveDefiniteError, solveLower } from "../../../linalg/index.ts";
import { Fault } from "../../error.ts";
import type { Node } from "../../graph/node.ts";
import { total } from "../../graph/sums.ts";
import type { Scope } from "../scope.ts";
import { knownOf, type Numbers, toldShape, type Value } from "../value.ts";

export interface JointCall {
  readonly scope: Scope;
  readonly name: string;
  readonly x: Numbers;
  readonly xAt: number;
  readonly inputs: readonly Value[];
  readonly ats: readonly number[];
}

/** Terms, each a scalar. */
export function jointTerms(call: JointCall): readonly Node[] {
  switch (call.name) {
    case "categorical_logit":
      return categorical(call, false);
    case "categorical":
      return categorical(call, true);
    case "dirichlet":
      return dirichlet(call);
    default:
      return multiNormal(call);
  }
}

function vectorAt({ inputs, ats, name }: JointCall, i: number): Numbers {
  const value = inputs[i];
  if (value.type === "vector") return value;
  throw new Fault("vector-needed", ats[i], `${toldShape(value)} in ${name} (must be a vector)`, { name });
}

function categorical(call: JointCall, probabilities: boolean): readonly Node[] {
  const g = call.scope.graph;
  const weights = vectorAt(call, 0);
  const k = weights.length;
  const y = knownOf(g, call.x) as Float64Array;
  const wrong = y.findIndex((value) => value > k);
  if (wrong >= 0)
    throw new Fault(
      "impossible-data",
      call.xAt,
      `${y[wrong]} ~ ${call.name} of ${k} categories, element ${wrong + 1} (must be at most ${k})`,
      { value: y[wrong], name: call.name, element: wrong + 1, must: `≤ ${k}` },
    );
  const node = g.expand(weights.node, k);
  const counts = new Float64Array(k);
  for (const value of y) counts[value - 1]++;
  const chosen = total(g, g.mul(g.known(counts), probabilities ? g.log(node) : node), k);
  if (probabilities) return [chosen];
  const largest = g.unary(
    "stop",
    node.known ? g.constant(node.known.reduce((a, b) => Math.max(a, b))) : largestOf(call, node),
  );
  const all = g.add(largest, g.log(total(g, g.exp(g.sub(node, largest)), k)));
  return [chosen, g.scaled(-y.length, all)];
}

function largestOf({ scope: { graph: g } }: JointCall, node: Node): Node {
  let largest = g.slice(node, 0, 1);
  for (let i = 1; i < node.length; i++) largest = g.binary("max", largest, g.slice(node, i, 1));
  return largest;
}

function dirichlet(call: JointCall): readonly Node[] {
  const g = call.scope.graph;
  const { x } = call;
  const [given] = call.inputs;
  if (x.type !== "vector" || given.type === "matrix" || (given.type === "vector" && given.length !== x.length))
    throw new Fault(
      "wrong-length",
      call.ats[0],
      `${toldShape(x)} ~ dirichlet of ${toldShape(given)} (must be vectors of one length)`,
      { what: "dirichlet", first: x.length, second: given.type === "matrix" ? 0 : given.length },
    );
  const alpha = g.expand(given.node, x.length);
  const n = x.length;
  return [
    total(g, g.mul(g.plus(alpha, -1), g.log(x.node)), n),
    g.unary("lgamma", total(g, alpha, n)),
    g.neg(total(g, g.unary("lgamma", alpha), n)),
  ];
}

/** With a covariance that is data: x − μ is whitened by the inverse of its Cholesky factor. */
function multiNormal(call: JointCall): readonly Node[] {
  const g = call.scope.graph;
  const { x } = call;
  const [mu, covariance] = call.inputs;
  if (covariance.type !== "matrix")
    throw new Fault("not-a-matrix", call.ats[1], `${toldShape(covariance)} as covariance (must be a matrix of data)`, {
      name: call.name,
    });
  const { rows: n, columns, values } = covariance.matrix;
  if (n !== columns || x.length !== n || mu.type === "matrix" || (mu.type === "vector" && mu.length !== n))
    throw new Fault(
      "wrong-length",
      call.ats[1],
      `${toldShape(x)} ~ ${call.name}(${toldShape(mu)}, ${toldShape(covariance)}) (must be n, n and n × n)`,
      { what: call.name, first: x.length, second: n },
    );
  const factor = factorOf(values, n, call.ats[1]);
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const unit = new Float64Array(n);
    unit[j] = 1;
    const solved = solveLower(factor, unit, n);
    for (let i = 0; i < n; i++) inverse[i * n + j] = solved[i];
  }
  const white = g.times({ rows: n, columns: n, values: inverse }, g.expand(g.sub(x.node, mu.node), n));
  return [g.scaled(-0.5, total(g, g.square(white), n))];
}

function factorOf(values: Float64Array, n: number, at: number): Float64Array {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++)
      if (Math.abs(values[i * n + j] - values[j * n + i]) > 1e-8 * Math.abs(values[i * n + j]))
        throw new Fault(
          "not-symmetric",
          at,
          `covariance is not symmetric: ${values[i * n + j]} and ${values[j * n + i]} in row ${i + 1}, column ${j + 1} (must be equal)`,
          { row: i + 1, column2: j + 1 },
        );
  try {
    return cholesky(values, n);
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError || error instanceof RangeError)
      throw new Fault(
        "not-positive",
        at,
        "covariance is not positive definite (no variable may follow from the others)",
        {},
      );
    throw error;
  }
}
