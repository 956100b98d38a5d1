/** The joint distribution of a few variables, all others summed out. */
import { log } from "../../math/index.ts";
import { product, summedOut, Walk } from "./factors.ts";
import { cellsOf, type Factor, type Model } from "./model.ts";
import { eliminate, moralEdges } from "./order.ts";
import { exponentOf, powerOfTwo } from "./powers.ts";

export interface Joint {
  /** Over the variables that were asked for, in the order in which they were; sums to 1, all zeros where the sum over the model is 0. */
  readonly table: Float64Array;
  /** Natural logarithm of the sum over the model; −Infinity where it is 0. */
  readonly logSum: number;
}

/** The order in which the variables that are in some factor, but not in the scope, go. */
export function orderOfOthers({ sizes, factors }: Model, scope: readonly number[]): readonly number[] {
  const present = new Set(factors.flatMap((factor) => factor.scope));
  for (const v of scope) present.delete(v);
  return eliminate(sizes, moralEdges({ sizes, factors }), "min-fill").order.filter((v) => present.has(v));
}

/** Numbers in the largest table that this order makes. */
export function largestTable({ sizes, factors }: Model, scope: readonly number[], order: readonly number[]): number {
  let scopes = factors.map((factor) => factor.scope);
  let largest = cellsOf(sizes, scope);
  for (const v of order) {
    const union = [...new Set(scopes.filter((own) => own.includes(v)).flat())];
    largest = Math.max(largest, cellsOf(sizes, union));
    scopes = [...scopes.filter((own) => !own.includes(v)), union.filter((u) => u !== v)];
  }
  return Math.max(largest, cellsOf(sizes, new Set([...scope, ...scopes.flat()])));
}

export function jointOf({ sizes, factors }: Model, scope: readonly number[], order: readonly number[]): Joint {
  let left = factors;
  let exponents = 0;
  for (const v of order) {
    const summed = summedOut(
      sizes,
      product(
        sizes,
        left.filter((own) => own.scope.includes(v)),
      ),
      v,
    );
    const most = summed.table.reduce((a, b) => Math.max(a, b), 0);
    if (most === 0) return { table: new Float64Array(cellsOf(sizes, scope)), logSum: Number.NEGATIVE_INFINITY };
    const k = exponentOf(most);
    exponents += k;
    const scale = powerOfTwo(-k);
    left = [
      ...left.filter((own) => !own.scope.includes(v)),
      { scope: summed.scope, table: summed.table.map((x) => x * scale) },
    ];
  }
  const all: Factor = { scope, table: new Float64Array(cellsOf(sizes, scope)).fill(1) };
  const { scope: sorted, table: cells } = product(sizes, [all, ...left]);
  const table = new Float64Array(cells.length);
  const walk = new Walk(sizes, scope, [sorted]);
  let sum = 0;
  for (let cell = 0; cell < table.length; cell++, walk.next()) {
    table[cell] = cells[walk.places[0]];
    sum += table[cell];
  }
  if (sum === 0) return { table, logSum: Number.NEGATIVE_INFINITY };
  for (let cell = 0; cell < table.length; cell++) table[cell] /= sum;
  return { table, logSum: log(sum) + exponents * Math.LN2 };
}
