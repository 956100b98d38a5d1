import type { Algebra } from "./algebra.ts";
import type { Node } from "./node.ts";
import { sumOfSquares } from "./squares.ts";

/**
 * The sum of n elements, written with the fewest passes over vectors: numbers and scalars go before it, sums of sums are divided, and what data are
 * multiplied with is summed beforehand: Σ yᵢ (Xβ)ᵢ = (Xᵀy)·β. Sums of softplus become sums of one logarithm (`lower.ts`), which needs them alone.
 */
export function total(g: Algebra, x: Node, n: number): Node {
  if (x.length === 1) return g.scaled(n, x);
  const [a, b] = x.inputs;
  switch (x.kind) {
    case "neg":
      return g.neg(total(g, a, n));
    case "add":
      return g.add(total(g, a, n), total(g, b, n));
    case "sub":
      return g.sub(total(g, a, n), total(g, b, n));
    case "mul":
      if (a.length === 1) return g.mul(a, total(g, b, n));
      if (a.known) return weighted(g, a, b);
      return (a === b ? sumOfSquares(g, a) : undefined) ?? g.rawSum(x);
    case "embed":
      return total(g, a, a.length);
    case "gather":
    case "times":
      return weighted(g, g.filled(1, x.length), x);
    default:
      return g.rawSum(x);
  }
}

/** Σ wᵢ xᵢ with known weights, as long as x. */
function weighted(g: Algebra, w: Node, x: Node): Node {
  if (x.length === 1) return g.mul(total(g, w, w.length), x);
  if (x.known) return g.rawSum(g.mul(w, x));
  const [a, b] = x.inputs;
  switch (x.kind) {
    case "neg":
      return g.neg(weighted(g, w, a));
    case "add":
      return g.add(weighted(g, w, a), weighted(g, w, b));
    case "sub":
      return g.sub(weighted(g, w, a), weighted(g, w, b));
    case "mul":
      if (a.length === 1) return g.mul(a, weighted(g, w, b));
      return a.known ? weighted(g, g.mul(w, a), b) : g.rawSum(g.mul(w, x));
    case "gather":
      return weighted(g, g.spread(w, x.index as Int32Array, a.length), a);
    case "times":
      return x.matrix ? weighted(g, g.timesTransposed(x.matrix, w), a) : g.rawSum(g.mul(w, x));
    default:
      return isOnes(w) ? g.rawSum(x) : g.rawSum(g.mul(w, x));
  }
}

function isOnes(w: Node): boolean {
  return w.known?.every((value) => value === 1) ?? false;
}
