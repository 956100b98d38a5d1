import type { Algebra } from "./algebra.ts";
import type { Matrix, Node } from "./node.ts";
import { total } from "./sums.ts";

/**
 * Derivatives of a scalar with respect to the coordinates, by reverse accumulation: each operation hands the derivative of `value` with respect to
 * itself on to its inputs, from the last operation to the first. The result is a list of nodes that cover coordinates 0 … dimension − 1 in order.
 */
export function gradientOf(g: Algebra, value: Node, positions: readonly Node[]): readonly Node[] {
  const adjoints = new Map<Node, Node>([[value, g.constant(1)]]);
  const give = (to: Node, share: Node, length: number): void => {
    if (to.known) return;
    const one = to.length === 1 && length > 1 ? total(g, share, length) : share;
    const before = adjoints.get(to);
    adjoints.set(to, before ? g.add(before, one) : one);
  };
  for (const node of reachable(value)) {
    const adjoint = adjoints.get(node);
    if (!adjoint || node.known) continue;
    // What a sum's one element, and a slice's few, hand on is as long as their input.
    const own = ofOwnLength(node);
    shares(g, node, adjoint).forEach((share, i) => {
      give(node.inputs[i], share, own ? node.length : node.inputs[i].length);
    });
  }
  return positions.map((position) => g.expand(adjoints.get(position) ?? g.constant(0), position.length));
}

/** Whether inputs are as long as the node, or one number for all of its elements. */
function ofOwnLength({ kind }: Node): boolean {
  return !["position", "sum", "sumLog1p", "slice", "embed", "gather", "spread", "times", "timesTransposed"].includes(
    kind,
  );
}

/** What a node depends on and itself, the last first. */
export function reachable(...roots: readonly Node[]): readonly Node[] {
  const seen = new Set<Node>(roots);
  for (const node of seen) for (const input of node.inputs) seen.add(input);
  return [...seen].sort((a, b) => b.id - a.id);
}

/** Shares of the inputs, in their order, of the derivative `by` with respect to `node` (or one number that stands for all of its elements). */
function shares(g: Algebra, node: Node, by: Node): readonly Node[] {
  const [x, y] = node.inputs;
  const n = node.length;
  const zero = g.constant(0);
  switch (node.kind) {
    // One that reads several others at once.
    case "position":
      return node.inputs.map((input) => (by.length === 1 ? by : g.slice(by, input.at - node.at, input.length)));
    case "known":
    case "sign":
    case "floor":
    case "less":
    case "atMost":
    case "equal":
    case "stop":
      return [];
    case "add":
      return [by, by];
    case "sub":
      return [by, g.neg(by)];
    case "mul":
      return x === y ? [g.mul(g.scaled(2, by), x), zero] : [g.mul(by, y), g.mul(by, x)];
    case "div": {
      const share = g.div(by, y);
      return [share, g.neg(g.mul(share, node))];
    }
    case "pow":
      return [g.mul(by, g.mul(y, g.pow(x, g.plus(y, -1)))), y.known ? zero : slopeOfExponent(g, node, by)];
    case "max": {
      const less = g.binary("less", x, y);
      return [g.select(less, zero, by), g.select(less, by, zero)];
    }
    case "min": {
      const less = g.binary("less", y, x);
      return [g.select(less, zero, by), g.select(less, by, zero)];
    }
    case "select":
      return [zero, g.select(x, by, zero), g.select(x, zero, by)];
    case "sum":
      return [by];
    case "sumLog1p":
      return [g.div(by, g.plus(x, 1))];
    case "scan":
      return [linear(g, by, n, (one) => g.scan(one, node.at === 0))];
    case "slice":
      return [linear(g, by, n, (one) => g.embed(one, node.at, x.length))];
    case "embed":
      return [by.length === 1 ? by : g.slice(by, node.at, x.length)];
    case "gather":
      return [linear(g, by, n, (one) => g.spread(one, node.index as Int32Array, x.length))];
    case "spread":
      return [by.length === 1 ? by : g.gather(by, node.index as Int32Array)];
    case "times":
      return [linear(g, by, n, (one) => g.timesTransposed(node.matrix as Matrix, one))];
    case "timesTransposed":
      return [linear(g, by, n, (one) => g.times(node.matrix as Matrix, one))];
    default:
      return [g.mul(by, slopeOf(g, node))];
  }
}

/** x^y log x, and 0 where x^y is 0. */
function slopeOfExponent(g: Algebra, node: Node, by: Node): Node {
  const zero = g.constant(0);
  return g.select(g.binary("equal", node, zero), zero, g.mul(by, g.mul(node, g.log(node.inputs[0]))));
}

/** L(by) of a linear map L of n elements. Numbers go before it; where one number c stands for all, it is c · L(1), of which L(1) is known. */
function linear(g: Algebra, by: Node, n: number, map: (x: Node) => Node): Node {
  if (by.length !== n) return g.mul(by, map(g.filled(1, n)));
  const [first, rest] = by.inputs;
  if (by.kind === "neg") return g.neg(linear(g, first, n, map));
  if (by.kind === "mul" && first.length === 1 && n > 1) return g.mul(first, linear(g, rest, n, map));
  return map(by);
}

/** Derivatives of functions of one number. */
function slopeOf(g: Algebra, node: Node): Node {
  const [x] = node.inputs;
  switch (node.kind) {
    case "neg":
      return g.constant(-1);
    case "exp":
      return node;
    case "expm1":
      return g.plus(node, 1);
    case "log":
      return g.inv(x);
    case "log1p":
      return g.inv(g.plus(x, 1));
    case "sqrt":
      return g.div(g.constant(0.5), node);
    case "sin":
      return g.unary("cos", x);
    case "cos":
      return g.neg(g.unary("sin", x));
    case "tanh":
      return g.sub(g.constant(1), g.square(node));
    case "abs":
      return g.unary("sign", x);
    case "lgamma":
      return g.unary("digamma", x);
    case "erf":
      return g.scaled(2 / Math.sqrt(Math.PI), g.exp(g.neg(g.square(x))));
    case "erfc":
      return g.scaled(-2 / Math.sqrt(Math.PI), g.exp(g.neg(g.square(x))));
    case "softplus":
      return g.unary("sigmoid", x);
    case "sigmoid":
      return g.mul(node, g.unary("sigmoid", g.neg(x)));
    default:
      throw new RangeError(`no derivative of ${node.kind}`);
  }
}
