/** What exact answers cost, known before anything is multiplied; and by which way they can be had, if at all. */
import type { Finding } from "./exact.ts";
import { fixed } from "./factors.ts";
import { cellsOf, type Model } from "./model.ts";
import { type Elimination, eliminations, type Rule } from "./order.ts";
import { certainStates, planQuery, type QueryPlan } from "./query.ts";
import { type Clique, junctionTree } from "./tree.ts";

/** Bytes of a double. */
const DOUBLE = 8;
/** What fits: numbers in all tables of a junction tree (64 MB), in the largest table of an elimination (128 MB), and in all of them, one after the other. */
export const FITS = { tree: 2 ** 23, largest: 2 ** 24, total: 2 ** 28 } as const;

/** Numbers in tables; Infinity beyond 2^53. */
export interface Cost {
  readonly rule: Rule;
  /** Most neighbours of a variable when it goes. */
  readonly width: number;
  readonly largest: number;
  readonly cells: number;
}

export interface TreeCost extends Cost {
  readonly cliques: number;
  readonly bytes: number;
}

export interface Price {
  /** One elimination of all variables per rule. */
  readonly rules: readonly Cost[];
  /** The tables of the best junction tree. */
  readonly tree: TreeCost;
  /** The same with everything in it that is known for certain: only where the tree does not fit without. */
  readonly cut?: TreeCost;
  /** One elimination for what is asked: only where no tree fits. */
  readonly query?: Omit<Cost, "rule" | "width"> & { readonly bytes: number };
}

/**
 * The way to exact answers: a junction tree for any findings; one for these alone; one elimination per question; none, where only approximate methods are left.
 */
export type Way =
  | { readonly kind: "tree"; readonly price: Price; readonly tree: readonly Clique[] }
  | { readonly kind: "cut"; readonly price: Price; readonly tree: readonly Clique[]; readonly model: Model }
  | { readonly kind: "query"; readonly price: Price; readonly plan: QueryPlan }
  | { readonly kind: "none"; readonly price: Price };

/** What is asked: a variable, or −1 for the probability of the evidence alone. `parents`: as for `planQuery`. */
export interface Priced {
  readonly findings?: readonly Finding[];
  readonly asked?: number;
  readonly parents?: readonly (readonly number[])[];
}

export function wayTo(model: Model, { findings = [], asked = -1, parents }: Priced = {}): Way {
  const all = eliminations(model);
  const rules = all.map(({ rule, width, largest, cells }) => ({ rule, width, largest, cells }));
  const whole = cheapestTree(model, all);
  if (whole.fits) return { kind: "tree", price: { rules, tree: whole.cost }, tree: whole.tree() };
  const certain = cutModel(model, findings);
  const cut = cheapestTree(certain, eliminations(certain));
  const price = { rules, tree: whole.cost, cut: cut.cost };
  if (cut.fits) return { kind: "cut", price, tree: cut.tree(), model: certain };
  const plan = planQuery(model, asked, findings, { ...(parents && { parents }) });
  const { largest, cells } = plan;
  const query = { largest, cells, bytes: largest * DOUBLE };
  if (largest > FITS.largest || cells > FITS.total) return { kind: "none", price: { ...price, query } };
  return { kind: "query", price: { ...price, query }, plan };
}

/** The numbers alone, for people to be told. */
export const priceOf = (model: Model, priced: Priced = {}): Price & { readonly way: Way["kind"] } => {
  const { kind, price } = wayTo(model, priced);
  return { ...price, way: kind };
};

/** The model at what is known for certain: factors are smaller, and what is known stands alone. Asked with all the findings it says what the model does. */
export function cutModel({ sizes, factors }: Model, findings: readonly Finding[]): Model {
  const states = certainStates(sizes, findings);
  const known = [...states.keys()].filter((v) => states[v] >= 0);
  const own = known.map((v) => ({
    scope: [v],
    table: Float64Array.from({ length: sizes[v] }, (_, s) => Number(s === states[v])),
  }));
  return { sizes, factors: [...factors.map((factor) => fixed(sizes, factor, states)), ...own] };
}

function cheapestTree(model: Model, all: readonly Elimination[]) {
  const best = all.reduce((least, other) => (other.cells < least.cells ? other : least));
  const { rule, width, largest } = best;
  const count = (cliques: number, cells: number) => ({
    cost: { rule, width, largest, cells, cliques, bytes: cells * DOUBLE },
    fits: cells <= FITS.tree,
  });
  // Of an order that nobody would carry out no tree is made: it has about as many numbers.
  if (best.cells > 4 * FITS.tree) return { ...count(model.sizes.length, best.cells), tree: () => [] };
  const tree = junctionTree(best);
  const cells = tree.reduce((sum, { scope }) => sum + cellsOf(model.sizes, scope), 0);
  return { ...count(tree.length, cells), tree: () => tree };
}
