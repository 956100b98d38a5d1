/**
 * Proposals: one distribution, or several that are drawn from in fixed shares. The first coordinate has a distribution of its own; all others, independent of it, share
 * another.
 */
import { log, logAddExp } from "../../math/index.ts";
import { foldIn, type Key } from "../../random/index.ts";
import type { Distribution } from "./families.ts";

export interface Component {
  readonly first: Distribution;
  readonly others: Distribution;
  /** Of the draws; shares add up to one. */
  readonly share: number;
}

/** log density of a component at x, one number per coordinate. */
export function logDensityOf({ first, others }: Omit<Component, "share">, x: Float64Array): number {
  let sum = first.logDensity(x[0]);
  for (let j = 1; j < x.length; j++) sum += others.logDensity(x[j]);
  return sum;
}

/**
 * Which component each of `count` draws comes from: as many as its share says, rounded (the last has the rest), spread evenly. Fixed numbers, not a
 * lottery: then Σ share·density is the exact mean density of the draws (Veach & Guibas 1995).
 */
export function allocation(shares: readonly number[], count: number): Uint8Array {
  const own = shares.map((share) => Math.round(share * count));
  own[own.length - 1] = count - own.slice(0, -1).reduce((sum, n) => sum + n, 0);
  const places = own.flatMap((n, j) => Array.from({ length: n }, (_, i) => ({ j, at: (i + 0.5) / n })));
  places.sort((a, b) => a.at - b.at || a.j - b.j);
  return Uint8Array.from(places, ({ j }) => j);
}

/** How the densities of several components enter a weight. */
export type Combination = "balance" | "apart";

/**
 * What a draw of component `from` is divided by. "balance": the mean density of all draws (the balance heuristic, also of a defensive mixture);
 * "apart": the density of the component that it came from.
 */
export function logProposal(
  components: readonly Component[],
  combine: Combination,
  from: number,
  x: Float64Array,
): number {
  if (components.length === 1 || combine === "apart") return logDensityOf(components[from], x);
  let total = Number.NEGATIVE_INFINITY;
  for (const component of components)
    if (component.share > 0) total = logAddExp(total, log(component.share) + logDensityOf(component, x));
  return total;
}

/** A stream of its own for each coordinate. */
export const keysOf = (key: Key, dimension: number): readonly Key[] =>
  Array.from({ length: dimension }, (_, j) => foldIn(key, j));

/** Fills x with draw `index` of the streams of its coordinates. */
export function drawInto(
  x: Float64Array,
  { first, others }: Omit<Component, "share">,
  keys: readonly Key[],
  index: number,
): void {
  x[0] = first.draw(keys[0], index);
  for (let j = 1; j < x.length; j++) x[j] = others.draw(keys[j], index);
}
