import { mean, standardDeviation } from "../../stats/moments.ts";
import { Fault } from "../error.ts";
import type { Algebra } from "../graph/algebra.ts";
import type { Node } from "../graph/node.ts";
import { total } from "../graph/sums.ts";
import { LIMITS } from "../limits.ts";
import { countOf, joined } from "./checks.ts";
import {
  knownOf,
  type MatrixValue,
  type Numbers,
  scalar,
  shaped,
  together,
  toldShape,
  type Value,
  vector,
} from "./value.ts";

export interface Call {
  readonly g: Algebra;
  readonly name: string;
  readonly at: number;
  readonly inputs: readonly Value[];
  /** Where each input stands. */
  readonly ats: readonly number[];
}
export interface Reduction {
  readonly least: number;
  readonly most: number;
  readonly apply: (call: Call) => Value;
}

/** Functions of whole vectors and matrices, and those that make vectors. */
export const REDUCTIONS: Readonly<Record<string, Reduction>> = {
  sum: ofVector((g, x) => scalar(total(g, x.node, x.length))),
  mean: { least: 1, most: 1, apply: (call) => columnwise(call, mean, meanOf) },
  sd: {
    least: 1,
    most: 1,
    apply: (call) => columnwise(call, standardDeviation, (g, x) => g.unary("sqrt", varianceOf(g, x))),
  },
  variance: ofVector((g, x) => scalar(varianceOf(g, x), 0)),
  prod: ofVector((g, x) => scalar(productOf(g, g.expand(x.node, x.length)))),
  max: ofVector((g, x) => scalar(folded(g, x, "max"), x.lower, x.upper)),
  min: ofVector((g, x) => scalar(folded(g, x, "min"), x.lower, x.upper)),
  log_sum_exp: ofVector((g, x) => scalar(logSumExpOf(g, x))),
  softmax: ofVector((g, x) => vector(g.exp(g.sub(x.node, logSumExpOf(g, x))), x.length, 0, 1)),
  log_softmax: ofVector((g, x) => vector(g.sub(x.node, logSumExpOf(g, x)), x.length, -Infinity, 0)),
  dot: { least: 2, most: 2, apply: dot },
  length: {
    least: 1,
    most: 1,
    apply: ({ g, inputs: [x] }) => fixed(g, x.type === "matrix" ? x.matrix.rows * x.matrix.columns : x.length),
  },
  rows: { least: 1, most: 1, apply: ({ g, inputs: [x] }) => fixed(g, x.type === "matrix" ? x.matrix.rows : x.length) },
  columns: { least: 1, most: 1, apply: ({ g, inputs: [x] }) => fixed(g, x.type === "matrix" ? x.matrix.columns : 1) },
  levels: { least: 1, most: 1, apply: levels },
  column: { least: 2, most: 2, apply: column },
  concat: { least: 1, most: 100, apply: concat },
  cumsum: ofVector((g, x) => vector(g.scan(g.expand(x.node, x.length), false), x.length)),
  reverse: ofVector((g, x) =>
    vector(
      x.node.length === 1
        ? x.node
        : g.gather(x.node, g.index(Int32Array.from({ length: x.length }, (_, i) => x.length - 1 - i))),
      x.length,
      x.lower,
      x.upper,
    ),
  ),
  zeros: { least: 1, most: 1, apply: (call) => repeated(call, call.g.constant(0)) },
  ones: { least: 1, most: 1, apply: (call) => repeated(call, call.g.constant(1)) },
  range: { least: 2, most: 2, apply: range },
  standardise: { least: 1, most: 1, apply: standardise },
  recur: { least: 3, most: 3, apply: recur },
};

function ofVector(of: (g: Algebra, x: Numbers) => Numbers): Reduction {
  return { least: 1, most: 1, apply: (call) => of(call.g, numbersAt(call, 0)) };
}

function numbersAt(call: Call, i: number): Numbers {
  const value = call.inputs[i];
  if (value.type !== "matrix") return value;
  throw new Fault(
    "matrix-misplaced",
    call.ats[i],
    `${toldShape(value)} in ${call.name} (must be a number or a vector)`,
    { name: call.name },
  );
}

function fixed(g: Algebra, count: number): Numbers {
  return scalar(g.constant(count), count, count);
}

function meanOf(g: Algebra, x: Numbers): Node {
  return g.scaled(1 / x.length, total(g, x.node, x.length));
}

function varianceOf(g: Algebra, x: Numbers): Node {
  const off = g.sub(x.node, meanOf(g, x));
  return g.scaled(1 / (x.length - 1), total(g, g.square(off), x.length));
}

/** A number of a vector, and a vector of a matrix: one for each column. */
function columnwise(call: Call, ofData: (values: Float64Array) => number, of: (g: Algebra, x: Numbers) => Node): Value {
  const [x] = call.inputs;
  if (x.type !== "matrix") {
    const known = knownOf(call.g, x);
    return scalar(known ? call.g.constant(ofData(known)) : of(call.g, x));
  }
  const values = Float64Array.from({ length: x.matrix.columns }, (_, j) => ofData(columnOf(x, j)));
  return vector(call.g.known(values), values.length);
}

function columnOf({ matrix: { rows, columns, values } }: MatrixValue, j: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]);
}

/** By halves: log₂ n operations. */
function folded(g: Algebra, x: Numbers, kind: "max" | "min" | "mul"): Node {
  let node = x.node;
  while (node.length > 1) {
    const half = node.length >> 1;
    const both = g.binary(kind, g.slice(node, 0, half), g.slice(node, half, half));
    node = node.length % 2 === 0 ? both : half === 0 ? both : odd(g, node, both, kind);
  }
  return node;
}

function odd(g: Algebra, node: Node, both: Node, kind: "max" | "min" | "mul"): Node {
  const last = g.slice(node, node.length - 1, 1);
  const first = g.binary(kind, g.slice(both, 0, 1), last);
  return both.length === 1 ? first : joined(g, [first, g.slice(both, 1, both.length - 1)]);
}

function productOf(g: Algebra, x: Node): Node {
  return folded(g, vector(x, x.length), "mul");
}

function logSumExpOf(g: Algebra, x: Numbers): Node {
  const largest = g.unary("stop", folded(g, x, "max"));
  return g.add(largest, g.log(total(g, g.exp(g.sub(x.node, largest)), x.length)));
}

function dot(call: Call): Numbers {
  const [x, y] = [numbersAt(call, 0), numbersAt(call, 1)];
  const { length } = together(call.at, call.name, [x, y]);
  return scalar(total(call.g, call.g.mul(x.node, y.node), length));
}

function levels({ g, inputs: [x], ats: [at], name }: Call): Numbers {
  if (x.type === "vector" && x.levels) return fixed(g, x.levels.length);
  const known = x.type === "vector" ? knownOf(g, x) : null;
  if (known?.every((value) => Number.isInteger(value) && value >= 1))
    return fixed(
      g,
      known.reduce((a, b) => Math.max(a, b)),
    );
  throw new Fault(
    "no-levels",
    at,
    `${name} of ${toldShape(x)} that is no column of categories (must be whole numbers from 1)`,
    { name },
  );
}

function column(call: Call): Numbers {
  const [x, which] = call.inputs;
  if (x.type !== "matrix")
    throw new Fault("not-a-matrix", call.ats[0], `${toldShape(x)} in ${call.name} (must be a matrix)`, {
      name: call.name,
    });
  const j = countOf(which, call.ats[1], "column", 1, x.matrix.columns);
  return vector(call.g.known(columnOf(x, j - 1)), x.matrix.rows);
}

function concat(call: Call): Numbers {
  const parts = call.inputs.map((_, i) => numbersAt(call, i));
  const node = joined(
    call.g,
    parts.map((part) => call.g.expand(part.node, part.length)),
  );
  return vector(
    node,
    node.length,
    Math.min(...parts.map(({ lower }) => lower)),
    Math.max(...parts.map(({ upper }) => upper)),
  );
}

function repeated(call: Call, node: Node): Numbers {
  const n = countOf(call.inputs[0], call.ats[0], "length", 1);
  const value = node.known?.[0] ?? 0;
  return vector(call.g.filled(value, n), n, value, value);
}

function range(call: Call): Numbers {
  const from = countOf(call.inputs[0], call.ats[0], "first number", -LIMITS.elements);
  const to = countOf(call.inputs[1], call.ats[1], "last number", from, from + LIMITS.elements);
  return vector(
    call.g.known(Float64Array.from({ length: to - from + 1 }, (_, i) => from + i)),
    to - from + 1,
    from,
    to,
  );
}

/** (x − mean)/sd, of a matrix column by column, with n − 1 in the standard deviation. */
function standardise(call: Call): Value {
  const [x] = call.inputs;
  const scale = (values: Float64Array, which: string): Float64Array => {
    const [centre, sd] = [mean(values), standardDeviation(values)];
    if (sd > 0) return values.map((value) => (value - centre) / sd);
    throw new Fault("constant-column", call.ats[0], `${call.name}: ${which} never changes (leave it out)`, { which });
  };
  if (x.type !== "matrix") {
    const known = knownOf(call.g, x);
    if (!known)
      throw new Fault("not-data", call.ats[0], `${call.name} of what depends on parameters (must be data)`, {
        name: call.name,
      });
    return shaped(x, call.g.known(scale(known, "the vector")));
  }
  const { rows, columns } = x.matrix;
  const values = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++)
    scale(columnOf(x, j), `column ${j + 1}`).forEach((value, i) => {
      values[i * columns + j] = value;
    });
  return { type: "matrix", matrix: { rows, columns, values } };
}

/**
 * s with s₁ = first and sₜ = termₜ₋₁ + factorₜ₋₁ · sₜ₋₁: one longer than the terms. By doubling: after step k each element has the last 2^k terms in it, so that
 * log₂ n operations on vectors take the place of n on numbers.
 */
function recur(call: Call): Numbers {
  const g = call.g;
  const [first, factor, terms] = [0, 1, 2].map((i) => numbersAt(call, i));
  if (first.type !== "scalar")
    throw new Fault(
      "not-a-number",
      call.ats[0],
      `${toldShape(first)} as the first value of ${call.name} (must be a number)`,
      { name: call.name },
    );
  const { length } = together(call.at, call.name, [factor, terms]);
  const n = length + 1;
  let sums = joined(g, [first.node, g.expand(terms.node, length)]);
  let factors = factor.node.length === 1 ? factor.node : joined(g, [g.constant(0), factor.node]);
  for (let reach = 1; reach < n; reach *= 2) {
    const shifted = (x: Node) => g.embed(g.slice(x, 0, n - reach), reach, n);
    sums = g.add(sums, g.mul(factors, shifted(sums)));
    factors = factors.length === 1 ? g.square(factors) : g.mul(factors, shifted(factors));
  }
  return vector(sums, n);
}
