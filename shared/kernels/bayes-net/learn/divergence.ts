/** How far learnt networks are from the one whose samples they saw, exactly: by joint distributions of families, never by enumerating all states. */
import { log } from "../../../math/index.ts";
import { withAncestors } from "../../graphs/separation.ts";
import { jointOf, largestTable, orderOfOthers } from "../joint.ts";
import type { Factor, Model } from "../model.ts";

/** One table p(v | parents) for each variable, its scope ending with v. */
export interface Tables {
  readonly sizes: Int32Array;
  readonly tables: readonly Factor[];
}

/** The joint probability of these variables; what is no ancestor of any of them sums to 1 and is left out. */
export function marginalOf(tables: Tables, scope: readonly number[]): Float64Array {
  const model = ancestorsOf(tables, scope);
  return jointOf(model, scope, orderOfOthers(model, scope)).table;
}

/** Numbers in the largest table that `marginalOf` makes. */
export function marginalPrice(tables: Tables, scope: readonly number[]): number {
  const model = ancestorsOf(tables, scope);
  return largestTable(model, scope, orderOfOthers(model, scope));
}

function ancestorsOf({ sizes, tables }: Tables, scope: readonly number[]): Model {
  const parents = tables.map((factor) => factor.scope.slice(0, -1));
  const kept = [...withAncestors({ parents }, scope)].sort((a, b) => a - b);
  return { sizes, factors: kept.map((v) => tables[v]) };
}

/**
 * Kullback–Leibler divergence in nats, Σ p log(p / q) over all states of all variables. Infinity where the learnt one calls something impossible that is
 * not. The variables are the same, their arrows may differ.
 */
export function divergence(truth: Tables, learnt: Tables): number {
  let sum = 0;
  for (let v = 0; v < truth.sizes.length; v++)
    sum += expectedLog(truth, truth.tables[v]) - expectedLog(truth, learnt.tables[v]);
  // It is never negative; its rounded sum may be.
  return Math.max(0, sum);
}

/** Σ p(family) log of the table. */
function expectedLog(truth: Tables, { scope, table }: Factor): number {
  const weights = marginalOf(truth, scope);
  let sum = 0;
  for (let i = 0; i < table.length; i++) if (weights[i] > 0) sum += weights[i] * log(table[i]);
  return sum;
}

/**
 * Error of tables over the same graph: the root of the mean, over nodes, of Σ p(parents) Σ (learnt − true)², so that rows count as often as they occur.
 * `weights`: probability of each combination of each node's parents.
 */
export function tableError(
  weights: readonly Float64Array[],
  truth: readonly Float64Array[],
  learnt: readonly Float64Array[],
): number {
  let sum = 0;
  for (const [v, own] of truth.entries()) {
    const states = own.length / weights[v].length;
    for (let i = 0; i < own.length; i++) sum += weights[v][Math.floor(i / states)] * (learnt[v][i] - own[i]) ** 2;
  }
  return Math.sqrt(sum / truth.length);
}
