/** The algebra of tables, as elimination needs it: fix, multiply and sum out. */
import { logSumExp } from "../../math/index.ts";
import { cellsOf, type Factor, stridesOf } from "./model.ts";

/** Moves through the cells of a table over `scope` in order, with the place in each of some other tables, whose strides along the scope are given. */
export class Walk {
  readonly places: Int32Array;
  readonly #extents: Int32Array;
  readonly #at: Int32Array;
  readonly #strides: readonly Int32Array[];

  constructor(sizes: Int32Array, scope: readonly number[], others: readonly (readonly number[])[]) {
    this.#extents = Int32Array.from(scope, (v) => sizes[v]);
    this.#at = new Int32Array(scope.length);
    this.places = new Int32Array(others.length);
    this.#strides = others.map((other) => {
      const strides = stridesOf(sizes, other);
      return Int32Array.from(scope, (v) => strides[other.indexOf(v)] ?? 0);
    });
  }

  next(): void {
    for (let axis = this.#at.length - 1; axis >= 0; axis--) {
      const wraps = ++this.#at[axis] === this.#extents[axis];
      if (wraps) this.#at[axis] = 0;
      for (let o = 0; o < this.places.length; o++)
        this.places[o] += this.#strides[o][axis] * (wraps ? 1 - this.#extents[axis] : 1);
      if (!wraps) return;
    }
  }
}

/** The table that is left once variables have these states (−1: not fixed). The same factor where none of its variables is. */
export function fixed(sizes: Int32Array, { scope, table }: Factor, states: Int32Array): Factor {
  const free = scope.filter((v) => states[v] < 0);
  if (free.length === scope.length) return { scope, table };
  const strides = stridesOf(sizes, scope);
  const start = scope.reduce((at, v, i) => at + (states[v] < 0 ? 0 : states[v] * strides[i]), 0);
  const cells = cellsOf(sizes, free);
  const out = new Float64Array(cells);
  const walk = new Walk(sizes, free, [scope]);
  for (let cell = 0; cell < cells; cell++, walk.next()) out[cell] = table[start + walk.places[0]];
  return { scope: free, table: out };
}

/**
 * The product of factors summed over the states of a variable, in one go: the product is never there. Of logarithms (`isLog`): the logarithm of that. Over the other
 * variables in ascending order.
 */
export function multipliedOut(sizes: Int32Array, factors: readonly Factor[], variable: number, isLog = false): Factor {
  const scope = [...new Set(factors.flatMap((factor) => factor.scope))].filter((v) => v !== variable);
  scope.sort((a, b) => a - b);
  const out = new Float64Array(cellsOf(sizes, scope));
  const tables = factors.map(({ table }) => table);
  const steps = Int32Array.from(factors, (factor) => stridesOf(sizes, factor.scope)[factor.scope.indexOf(variable)]);
  const walk = new Walk(
    sizes,
    scope,
    factors.map((factor) => factor.scope),
  );
  const { places } = walk;
  const terms = new Float64Array(sizes[variable]);
  for (let cell = 0; cell < out.length; cell++, walk.next()) {
    for (let s = 0; s < terms.length; s++) {
      let term = tables[0][places[0] + s * steps[0]];
      for (let f = 1; f < tables.length; f++) {
        const value = tables[f][places[f] + s * steps[f]];
        term = isLog ? term + value : term * value;
      }
      terms[s] = term;
    }
    out[cell] = isLog ? logSumExp(terms) : total(terms);
  }
  return { scope, table: out };
}

function total(terms: Float64Array): number {
  let sum = 0;
  for (let s = 0; s < terms.length; s++) sum += terms[s];
  return sum;
}
