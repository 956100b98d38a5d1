/** The algebra of tables, as elimination needs it: fix, multiply, sum out. */
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

/** Over the variables of all of them, in ascending order. */
export function product(sizes: Int32Array, factors: readonly Factor[]): Factor {
  const scope = [...new Set(factors.flatMap((factor) => factor.scope))].sort((a, b) => a - b);
  const cells = cellsOf(sizes, scope);
  const table = new Float64Array(cells);
  const tables = factors.map((factor) => factor.table);
  const walk = new Walk(
    sizes,
    scope,
    factors.map((factor) => factor.scope),
  );
  for (let cell = 0; cell < cells; cell++, walk.next()) {
    let value = 1;
    for (let f = 0; f < tables.length; f++) value *= tables[f][walk.places[f]];
    table[cell] = value;
  }
  return { scope, table };
}

/** Without this variable: the sum over its states. */
export function summedOut(sizes: Int32Array, { scope, table }: Factor, variable: number): Factor {
  const rest = scope.filter((v) => v !== variable);
  const out = new Float64Array(cellsOf(sizes, rest));
  const walk = new Walk(sizes, scope, [rest]);
  for (let cell = 0; cell < table.length; cell++, walk.next()) out[walk.places[0]] += table[cell];
  return { scope: rest, table: out };
}
