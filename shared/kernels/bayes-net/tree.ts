/** The junction tree of an elimination (Lauritzen & Spiegelhalter 1988): its maximal cliques, each connected so that what two share lies in all between them. */
import type { Elimination } from "./order.ts";

export interface Clique {
  /** Ascending variables that it shares with the clique towards the root, then the others. */
  readonly scope: readonly number[];
  /** How many of the scope are shared. */
  readonly shared: number;
  /** The next clique towards the root, −1 for the root of a part that is connected to no other. Always a later one. */
  readonly parent: number;
}

/** Cliques from the leaves on: each before its parent. */
export function junctionTree({ order, neighbours }: Pick<Elimination, "order" | "neighbours">): readonly Clique[] {
  const count = order.length;
  const place = new Int32Array(count);
  for (const [step, v] of order.entries()) place[v] = step;
  // The step whose table receives what a step leaves: that of the neighbour which goes next.
  const parent = neighbours.map((own) => own.reduce((next, v) => Math.min(next, place[v]), count));
  // A table whose variables are all in one before it is no clique of its own. The largest such takes its place.
  const inside = new Int32Array(count).fill(-1);
  for (let step = 0; step < count; step++) {
    const next = parent[step];
    if (next < count && inside[next] < 0 && neighbours[next].length + 1 === neighbours[step].length)
      inside[next] = step;
  }
  // Steps that lie in an earlier one, followed to the step that is a clique.
  const clique = new Int32Array(count);
  for (let step = 0; step < count; step++) clique[step] = inside[step] < 0 ? step : clique[inside[step]];
  return cliquesOf({ order, neighbours }, parent, clique);
}

function cliquesOf(
  { order, neighbours }: Pick<Elimination, "order" | "neighbours">,
  parent: readonly number[],
  clique: Int32Array,
): readonly Clique[] {
  const count = order.length;
  // Of each clique the last of its steps: what that step leaves goes to the parent.
  const last = new Int32Array(count).fill(-1);
  for (let step = 0; step < count; step++) last[clique[step]] = step;
  // Ordered by their last steps, children come before their parents.
  const kept = Array.from({ length: count }, (_, step) => step)
    .filter((step) => clique[step] === step)
    .sort((a, b) => last[a] - last[b]);
  const at = new Int32Array(count);
  for (const [i, step] of kept.entries()) at[step] = i;
  return kept.map((step) => {
    const end = last[step];
    const shared = [...neighbours[end]].sort((a, b) => a - b);
    const rest = [order[step], ...neighbours[step]].filter((v) => !shared.includes(v)).sort((a, b) => a - b);
    return {
      scope: [...shared, ...rest],
      shared: shared.length,
      parent: parent[end] < count ? at[clique[parent[end]]] : -1,
    };
  });
}
