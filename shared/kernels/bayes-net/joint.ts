/** The joint distribution of a few variables, all others summed out. */
import { exp, log, logSumExp } from "../../math/index.ts";
import { multipliedOut, Walk } from "./factors.ts";
import { cellsOf, type Factor, type Model } from "./model.ts";
import { eliminate, moralEdges } from "./order.ts";
import { powerOfTwo } from "./powers.ts";
import { extremes } from "./scaled.ts";

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

/** What spans more than doubles hold is computed anew on logarithms. */
export function jointOf(model: Model, scope: readonly number[], order: readonly number[]): Joint {
  return linearJoint(model, scope, order) ?? logJoint(model, scope, order);
}

/** A table with a largest number from 1 to 2, none of its numbers > 0 below 2 to the power `least`. */
interface Scaled extends Factor {
  readonly least: number;
}

/** Of so many powers of two, or so many tables, a product of doubles may lose something. */
const SPAN = 900;
const isSafe = (factors: readonly Scaled[]): boolean =>
  factors.length <= SPAN && factors.reduce((sum, { least }) => sum + least, 0) >= -SPAN;

/** Null where numbers may be lost. */
function linearJoint({ sizes, factors }: Model, scope: readonly number[], order: readonly number[]): Joint | null {
  let exponents = 0;
  const scaled = ({ scope: own, table }: Factor): Scaled => {
    const { scale: k, least } = extremes(table);
    exponents += k;
    const factor = powerOfTwo(-k);
    return { scope: own, table: table.map((x) => x * factor), least: least - k };
  };
  let left = factors.map(scaled);
  for (const v of order) {
    const [taken, rest] = parted(left, v);
    if (!isSafe(taken)) return null;
    left = [...rest, scaled(multipliedOut(sizes, taken, v))];
  }
  if (!isSafe(left)) return null;
  const table = new Float64Array(cellsOf(sizes, scope)).fill(1);
  const walk = walkOver(sizes, scope, left);
  let sum = 0;
  for (let cell = 0; cell < table.length; cell++, walk.next()) {
    for (let f = 0; f < left.length; f++) table[cell] *= left[f].table[walk.places[f]];
    sum += table[cell];
  }
  if (sum === 0) return { table, logSum: Number.NEGATIVE_INFINITY };
  for (let cell = 0; cell < table.length; cell++) table[cell] /= sum;
  return { table, logSum: log(sum) + exponents * Math.LN2 };
}

function logJoint({ sizes, factors }: Model, scope: readonly number[], order: readonly number[]): Joint {
  let left: readonly Factor[] = factors.map((factor) => ({ scope: factor.scope, table: factor.table.map(log) }));
  for (const v of order) {
    const [taken, rest] = parted(left, v);
    left = [...rest, multipliedOut(sizes, taken, v, true)];
  }
  const table = new Float64Array(cellsOf(sizes, scope));
  const walk = walkOver(sizes, scope, left);
  for (let cell = 0; cell < table.length; cell++, walk.next())
    for (let f = 0; f < left.length; f++) table[cell] += left[f].table[walk.places[f]];
  const logSum = logSumExp(table);
  return { table: table.map((x) => (logSum > Number.NEGATIVE_INFINITY ? exp(x - logSum) : 0)), logSum };
}

/** Those over this variable, and the others. */
function parted<F extends Factor>(factors: readonly F[], variable: number): [taken: F[], rest: F[]] {
  const [taken, rest]: [F[], F[]] = [[], []];
  for (const factor of factors) (factor.scope.includes(variable) ? taken : rest).push(factor);
  return [taken, rest];
}

const walkOver = (sizes: Int32Array, scope: readonly number[], factors: readonly Factor[]) =>
  new Walk(
    sizes,
    scope,
    factors.map((factor) => factor.scope),
  );
