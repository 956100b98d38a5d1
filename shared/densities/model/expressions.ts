import { Fault } from "../error.ts";
import { LIMITS } from "../limits.ts";
import type { Expr } from "../text/syntax.ts";
import { countOf, joined } from "./checks.ts";
import { callFunction } from "./functions.ts";
import type { Scope } from "./scope.ts";
import { knownOf, type Numbers, scalar, shaped, together, toldShape, type Value, vector } from "./value.ts";

/** What an expression stands for. Throws a Fault that points at what does not fit. */
export function evaluate(scope: Scope, expr: Expr): Value {
  scope.graph.at = expr.at;
  const value = meaningOf(scope, expr);
  scope.values.set(expr, value);
  return value;
}

/** A number or a vector. */
export function numbers(scope: Scope, expr: Expr): Numbers {
  const value = evaluate(scope, expr);
  if (value.type !== "matrix") return value;
  throw new Fault(
    "matrix-misplaced",
    expr.at,
    `${toldShape(value)} where a number or a vector should stand (X * beta is a vector)`,
    {},
  );
}

function meaningOf(scope: Scope, expr: Expr): Value {
  const g = scope.graph;
  switch (expr.kind) {
    case "number":
      return scalar(g.constant(expr.value), expr.value, expr.value);
    case "name":
      return scope.get(expr.name, expr.at).value;
    case "call":
      return callFunction(scope, expr, (input) => evaluate(scope, input));
    case "negate": {
      const x = numbers(scope, expr.x);
      return shaped(x, g.neg(x.node), -x.upper, -x.lower);
    }
    case "binary":
      return binary(scope, expr);
    case "index":
      return element(scope, numbers(scope, expr.x), expr.index);
    case "slice":
      return slice(scope, expr);
    case "list":
      return list(scope, expr);
  }
}

function binary(scope: Scope, expr: Extract<Expr, { kind: "binary" }>): Value {
  const g = scope.graph;
  const { sign, at } = expr;
  const left = evaluate(scope, expr.x);
  if (left.type === "matrix") {
    const y = numbers(scope, expr.y);
    if (sign === "*" && y.type === "vector") return product(scope, left, y, at);
    if ((sign === "*" || sign === "/") && y.node.known) {
      const c = y.node.known[0];
      const { rows, columns, values } = left.matrix;
      return {
        type: "matrix",
        matrix: { rows, columns, values: values.map((value) => (sign === "*" ? value * c : value / c)) },
      };
    }
    throw new Fault(
      "matrix-operation",
      at,
      `${toldShape(left)} ${sign} ${toldShape(y)} (matrices can be multiplied with vectors: X * beta)`,
      { sign },
    );
  }
  const x = left;
  const y = numbers(scope, expr.y);
  const shape = together(at, `the two sides of ${sign}`, [x, y]);
  switch (sign) {
    case "+":
      return shaped(shape, g.add(x.node, y.node), x.lower + y.lower, x.upper + y.upper);
    case "-":
      return shaped(shape, g.sub(x.node, y.node), x.lower - y.upper, x.upper - y.lower);
    case "*":
      return shaped(shape, g.mul(x.node, y.node), x.lower >= 0 && y.lower >= 0 ? 0 : -Infinity);
    case "/":
      return shaped(shape, g.div(x.node, y.node), x.lower >= 0 && y.lower >= 0 ? 0 : -Infinity);
    case "^":
      return shaped(
        shape,
        g.pow(x.node, y.node),
        x.lower >= 0 || (g.pow(x.node, y.node).kind === "mul" && y.node.known?.[0] === 2) ? 0 : -Infinity,
      );
    case "<":
      return shaped(shape, g.binary("less", x.node, y.node), 0, 1);
    case "<=":
      return shaped(shape, g.binary("atMost", x.node, y.node), 0, 1);
    case ">":
      return shaped(shape, g.binary("less", y.node, x.node), 0, 1);
    case ">=":
      return shaped(shape, g.binary("atMost", y.node, x.node), 0, 1);
    case "==":
      return shaped(shape, g.binary("equal", x.node, y.node), 0, 1);
  }
}

function product(scope: Scope, x: Extract<Value, { type: "matrix" }>, y: Numbers, at: number): Numbers {
  const { rows, columns } = x.matrix;
  if (columns !== y.length)
    throw new Fault(
      "wrong-length",
      at,
      `matrix of ${columns} columns * vector of ${y.length} (must be equal: parameter beta[columns(X)])`,
      { what: "*", first: columns, second: y.length },
    );
  return vector(scope.graph.times(x.matrix, scope.graph.expand(y.node, y.length)), rows);
}

/** One element, or, at a vector of places, one for each of them. */
function element(scope: Scope, x: Numbers, index: Expr): Numbers {
  const g = scope.graph;
  const places = numbers(scope, index);
  if (x.type !== "vector")
    throw new Fault("not-a-vector", index.at, "element of a number (only vectors have elements)", {});
  const known = knownOf(g, places);
  if (!known) throw new Fault("index-of-parameters", index.at, "place that depends on parameters (must be data)", {});
  const wrong = known.find((place) => !Number.isInteger(place) || place < 1 || place > x.length);
  if (wrong !== undefined)
    throw new Fault(
      "place-outside",
      index.at,
      `element ${wrong} of a vector of ${x.length} (places are whole numbers from 1 to ${x.length})`,
      { value: wrong, most: x.length },
    );
  const { node } = x;
  if (places.type === "scalar")
    return scalar(node.length === 1 ? node : g.slice(node, known[0] - 1, 1), x.lower, x.upper);
  const at = g.index(Int32Array.from(known, (place) => place - 1));
  return vector(node.length === 1 ? node : g.gather(node, at), known.length, x.lower, x.upper);
}

function slice(scope: Scope, expr: Extract<Expr, { kind: "slice" }>): Numbers {
  const g = scope.graph;
  const x = numbers(scope, expr.x);
  if (x.type !== "vector") throw new Fault("not-a-vector", expr.at, "part of a number (only vectors have parts)", {});
  const from = expr.from ? wholeNumber(scope, expr.from, "first place", 1) : 1;
  const to = expr.to ? wholeNumber(scope, expr.to, "last place", 1) : x.length;
  if (from > to || to > x.length)
    throw new Fault(
      "place-outside",
      expr.at,
      `elements ${from} to ${to} of a vector of ${x.length} (must lie between 1 and ${x.length}, in order)`,
      { value: `${from}:${to}`, most: x.length },
    );
  const { node } = x;
  const length = to - from + 1;
  return vector(node.length === 1 ? node : g.slice(node, from - 1, length), length, x.lower, x.upper);
}

/** A known whole number. */
export function wholeNumber(
  scope: Scope,
  expr: Expr,
  what: string,
  least: number,
  most: number = LIMITS.elements,
): number {
  return countOf(numbers(scope, expr), expr.at, what, least, most);
}

function list(scope: Scope, expr: Extract<Expr, { kind: "list" }>): Value {
  const g = scope.graph;
  if (expr.items[0].kind === "list") return matrixOf(scope, expr);
  const written = expr.items.map(writtenNumber);
  if (written.every((value) => value !== undefined)) {
    const values = Float64Array.from(written);
    return vector(g.known(values), values.length, ...boundsOf(values));
  }
  const items = expr.items.map((item) => ({ at: item.at, value: numbers(scope, item) }));
  const long = items.find(({ value }) => value.type !== "scalar");
  if (long)
    throw new Fault(
      "list-of-vectors",
      long.at,
      "vector within [ ] (use concat to put vectors one after the other)",
      {},
    );
  const nodes = items.map(({ value }) => value.node);
  const lower = Math.min(...items.map(({ value }) => value.lower));
  const upper = Math.max(...items.map(({ value }) => value.upper));
  return vector(joined(g, nodes), nodes.length, lower, upper);
}

/** The number that an expression is, where it is nothing else. */
function writtenNumber(expr: Expr): number | undefined {
  if (expr.kind === "negate" && expr.x.kind === "number") return -expr.x.value;
  return expr.kind === "number" ? expr.value : undefined;
}

function boundsOf(values: Float64Array): readonly [number, number] {
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

function matrixOf(scope: Scope, expr: Extract<Expr, { kind: "list" }>): Value {
  const rows = expr.items.map((item) => {
    const row = numbers(scope, item);
    const values = row.type === "vector" ? knownOf(scope.graph, row) : null;
    if (!values)
      throw new Fault(
        "matrix-of-parameters",
        item.at,
        "row of a matrix that is not data (write [[1, 0.5], [0.5, 1]])",
        {},
      );
    return { at: item.at, values };
  });
  const columns = rows[0].values.length;
  const other = rows.find(({ values }) => values.length !== columns);
  if (other)
    throw new Fault(
      "wrong-length",
      other.at,
      `rows of a matrix: ${columns} and ${other.values.length} numbers (must be equally long)`,
      { what: "[[ ]]", first: columns, second: other.values.length },
    );
  const values = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    values.set(row.values, i * columns);
  });
  return { type: "matrix", matrix: { rows: rows.length, columns, values } };
}
