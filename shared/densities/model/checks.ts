import { Fault } from "../error.ts";
import type { Algebra } from "../graph/algebra.ts";
import type { Node } from "../graph/node.ts";
import { LIMITS } from "../limits.ts";
import { toldShape, type Value } from "./value.ts";

/** The whole number that a value is known to be. */
export function countOf(value: Value, at: number, what: string, least: number, most: number = LIMITS.elements): number {
  const known = value.type === "scalar" ? value.node.known : null;
  if (known && Number.isInteger(known[0]) && known[0] >= least && known[0] <= most) return known[0];
  const found =
    value.type !== "scalar" ? toldShape(value) : known ? String(known[0]) : "a number that depends on parameters";
  throw new Fault("not-a-count", at, `${what}: ${found} (must be a known whole number from ${least} to ${most})`, {
    what,
    value: found,
    least,
    most,
  });
}

/** Vectors one after the other. */
export function joined(g: Algebra, nodes: readonly Node[]): Node {
  const length = nodes.reduce((sum, node) => sum + node.length, 0);
  if (length > LIMITS.elements)
    throw new Fault("vector-too-long", g.at, `vector of ${length} (at most ${LIMITS.elements})`, {
      value: length,
      most: LIMITS.elements,
    });
  const known = new Float64Array(length);
  let whole: Node | undefined;
  let at = 0;
  for (const node of nodes) {
    if (node.known) known.set(node.known, at);
    else {
      const placed = g.embed(node, at, length);
      whole = whole ? g.add(whole, placed) : placed;
    }
    at += node.length;
  }
  if (!whole) return g.known(known);
  return known.some((value) => value !== 0) ? g.add(g.known(known), whole) : whole;
}
