import type { Binary } from "../program.ts";
import type { Algebra } from "./algebra.ts";
import { reachable } from "./derivative.ts";
import type { Matrix, Node } from "./node.ts";

/**
 * Writes softplus and sigmoid in operations of programs, both with the same e = exp(−|x|) ≤ 1: softplus x = max(x, 0) + log(1 + e) and
 * sigmoid x = (1 or e)/(1 + e). A sum of softplus takes one logarithm of a product instead of one for each element.
 */
export function lower(g: Algebra, roots: readonly Node[]): readonly Node[] {
  const lowered = new Map<Node, Node>();
  const of = (node: Node): Node => lowered.get(node) ?? node;
  for (const node of [...reachable(...roots)].reverse()) lowered.set(node, lowerOne(g, node, of));
  return roots.map(of);
}

function lowerOne(g: Algebra, node: Node, of: (node: Node) => Node): Node {
  const { kind, length, at } = node;
  const inputs = node.inputs.map(of);
  const [x, y, z] = inputs;
  if (kind === "stop") return x;
  if (kind === "softplus") return g.add(positivePart(g, x), g.log1p(small(g, x)));
  if (kind === "sigmoid") {
    const e = small(g, x);
    return g.div(g.select(g.binary("atMost", g.constant(0), x), g.constant(1), e), g.plus(e, 1));
  }
  if (kind === "sum" && node.inputs[0].kind === "softplus") {
    const argument = of(node.inputs[0].inputs[0]);
    return g.add(g.rawSum(positivePart(g, argument)), g.sumLog1p(small(g, argument)));
  }
  if (inputs.every((input, i) => input === node.inputs[i])) return node;
  switch (kind) {
    case "known":
    case "position":
      return node;
    case "select":
      return g.select(x, y, z);
    case "sum":
      return g.rawSum(g.expand(x, node.inputs[0].length));
    case "sumLog1p":
      return g.sumLog1p(g.expand(x, node.inputs[0].length));
    case "scan":
      return g.scan(g.expand(x, length), at === 1);
    case "slice":
      return g.slice(g.expand(x, node.inputs[0].length), at, length);
    case "embed":
      return g.embed(g.expand(x, node.inputs[0].length), at, length);
    case "gather":
      return g.gather(g.expand(x, node.inputs[0].length), node.index as Int32Array);
    case "spread":
      return g.spread(g.expand(x, node.inputs[0].length), node.index as Int32Array, length);
    case "times":
      return g.times(node.matrix as Matrix, g.expand(x, node.inputs[0].length));
    case "timesTransposed":
      return g.timesTransposed(node.matrix as Matrix, g.expand(x, node.inputs[0].length));
    default:
      return y === undefined ? g.unary(kind as Parameters<Algebra["unary"]>[0], x) : g.binary(kind as Binary, x, y);
  }
}

function positivePart(g: Algebra, x: Node): Node {
  return g.binary("max", x, g.constant(0));
}

function small(g: Algebra, x: Node): Node {
  return g.exp(g.neg(g.unary("abs", x)));
}
