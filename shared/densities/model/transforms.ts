/**
 * From unconstrained coordinates u to parameters x, with the logarithm of the Jacobian, as Stan has them (Stan Reference Manual 2.21, "Transforms"):
 * x > a: a + e^u; x < b: b − e^u; a < x < b: a + (b − a)/(1 + e^−u); ordered: x₁ = u₁, x_k = x_{k−1} + e^{u_k}; simplex: stick-breaking.
 */
import { log } from "../../math/index.ts";
import type { Algebra } from "../graph/algebra.ts";
import type { Node } from "../graph/node.ts";
import { total } from "../graph/sums.ts";

export interface Transformed {
  readonly x: Node;
  /** Terms of the log density; constants are left out. */
  readonly jacobian: readonly Node[];
  readonly lower: number;
  readonly upper: number;
}

const kept = (...terms: readonly Node[]) => terms.filter((term) => term.known === null);

export function bounded(g: Algebra, u: Node, n: number, lower: Node | undefined, upper: Node | undefined): Transformed {
  const least = lower?.known ? lower.known.reduce((a, b) => Math.min(a, b)) : -Infinity;
  const most = upper?.known ? upper.known.reduce((a, b) => Math.max(a, b)) : Infinity;
  const range = { lower: least, upper: most };
  if (lower && upper) {
    const width = g.sub(upper, lower);
    const x = g.add(lower, g.mul(width, g.unary("sigmoid", u)));
    // log σ(u) + log σ(−u) = −u − 2 log(1 + e^−u)
    const inside = g.sub(g.neg(u), g.scaled(2, g.softplus(g.neg(u))));
    return { x, jacobian: kept(total(g, g.log(width), n), total(g, inside, n)), ...range };
  }
  if (lower) return { x: g.add(lower, g.exp(u)), jacobian: [total(g, u, n)], ...range };
  if (upper) return { x: g.sub(upper, g.exp(u)), jacobian: [total(g, u, n)], ...range };
  return { x: u, jacobian: [], ...range };
}

export function ordered(g: Algebra, u: Node): Transformed {
  const range = { lower: -Infinity, upper: Infinity };
  const n = u.length;
  if (n === 1) return { x: u, jacobian: [], ...range };
  const gaps = g.slice(u, 1, n - 1);
  const steps = g.add(g.embed(g.slice(u, 0, 1), 0, n), g.embed(g.exp(gaps), 1, n));
  return { x: g.scan(steps, false), jacobian: [total(g, gaps, n - 1)], ...range };
}

/** z_k = σ(u_k − log(K − k)) is the part that x_k takes of what x_1 … x_{k−1} have left. `u` has K − 1 elements; null for K = 1. */
export function simplex(g: Algebra, u: Node | null): Transformed {
  const range = { lower: 0, upper: 1 };
  if (u === null) return { x: g.constant(1), jacobian: [], ...range };
  const n = u.length;
  const shifted = g.sub(u, g.known(Float64Array.from({ length: n }, (_, k) => log(n - k))));
  const taken = g.neg(g.softplus(g.neg(shifted)));
  const left = g.neg(g.softplus(shifted));
  const stick = g.embed(g.scan(left, false), 1, n + 1);
  const x = g.exp(g.add(g.embed(taken, 0, n + 1), stick));
  const sticks = g.slice(stick, 0, n);
  return { x, jacobian: [total(g, g.add(g.add(sticks, taken), left), n)], ...range };
}
