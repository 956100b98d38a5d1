/** What learnt tables are worth: on the rows they come from, on others, and beside the network that made them. */
import { type Arrays, array } from "../../../../arrays.ts";
import { divergence, marginalOf, marginalPrice, tableError } from "../../../../kernels/bayes-net/learn/divergence.ts";
import { expectation, problemOf } from "../../../../kernels/bayes-net/learn/em.ts";
import { completeRows, type Rows, rowsAt } from "../../../../kernels/bayes-net/learn/rows.ts";
import { asFactors, type Shape } from "../../../../kernels/bayes-net/learn/tables.ts";
import { graphScore } from "../../../../kernels/structure/scores.ts";
import type { Compiled } from "../../compiled.ts";
import { MOST_CELLS } from "./price.ts";

export interface Learnt extends Shape {
  readonly tables: readonly Float64Array[];
}

/** Names of the numbers, in their order; NaN is not kept: what is not known is Infinity, since no number of these ever is. */
export const WORTH = ["logLikelihood", "heldOut", "bic", "bdeu", "kl", "error"] as const;
export type Worth = Partial<Record<(typeof WORTH)[number], number>>;

export interface Judged {
  readonly train: Rows;
  readonly held: Rows;
  /** Equivalent sample size of BDeu. */
  readonly equivalent: number;
  /** Where rows were drawn from it. */
  readonly truth?: Compiled;
}

/**
 * Log-likelihoods are means per row, in nats, gaps summed out; BIC and BDeu those of the graph on the complete rows. A number whose tables on the way would be too
 * large (`MOST_CELLS`) is left out.
 */
export function worthOf(learnt: Learnt, { train, held, equivalent, truth }: Judged): Worth {
  const complete = rowsAt(train, completeRows(train));
  const isComparable = truth && String(truth.parents) === String(learnt.parents);
  const known = {
    logLikelihood: perRow(learnt, train),
    heldOut: held.rows > 0 ? perRow(learnt, held) : undefined,
    bic: complete.rows > 0 ? graphScore(complete, { kind: "bic" }, learnt.parents) : undefined,
    bdeu: complete.rows > 0 ? graphScore(complete, { kind: "bdeu", equivalent }, learnt.parents) : undefined,
    kl: truth && divergenceFrom(truth, learnt),
    error: isComparable ? errorBeside(truth)?.(learnt.tables) : undefined,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

const netOf = ({ model }: Compiled) => ({ sizes: model.sizes, tables: model.factors });

/** Mean log-likelihood per row in nats, gaps summed out; undefined where its tables would be too large. */
export function perRow(learnt: Learnt, rows: Rows): number | undefined {
  const problem = problemOf(rows, learnt);
  if (problem.largest > MOST_CELLS) return undefined;
  return expectation(problem, learnt.tables).logLikelihood / rows.rows;
}

function divergenceFrom(truth: Compiled, learnt: Learnt): number | undefined {
  const net = netOf(truth);
  const own = { sizes: learnt.sizes, tables: asFactors(learnt, learnt.tables) };
  const fits = [...net.tables, ...own.tables].every(({ scope }) => marginalPrice(net, scope) <= MOST_CELLS);
  return fits ? divergence(net, own) : undefined;
}

/** Error of tables where the graph is the true one; undefined where it would be too large to compute. */
export function errorBeside(truth: Compiled): ((tables: readonly Float64Array[]) => number) | undefined {
  const net = netOf(truth);
  const parents = truth.parents ?? [];
  if (parents.some((own) => marginalPrice(net, own) > MOST_CELLS)) return undefined;
  const weights = parents.map((own) => marginalOf(net, own));
  const own = net.tables.map(({ table }) => table);
  return (tables) => tableError(weights, own, tables);
}

export function worthArrays(worth: Worth): Arrays {
  return { worth: array(Float64Array.from(WORTH, (name) => worth[name] ?? Number.POSITIVE_INFINITY)) };
}

/** The numbers that are known: what is impossible (a logarithm of 0) is no metric. */
export function worthFrom({ worth }: Arrays): Record<string, number> {
  return Object.fromEntries(
    WORTH.map((name, i) => [name, worth.values[i]] as const).filter(([, value]) => Number.isFinite(value)),
  );
}

/** All tables, one after the other. */
export function flat(tables: readonly ArrayLike<number>[]): Float64Array {
  return Float64Array.from(tables.flatMap((table) => Array.from(table)));
}

/** The way back, by the lengths of the tables. */
export function apart(values: ArrayLike<number>, lengths: readonly number[]): readonly Float64Array[] {
  let at = 0;
  return lengths.map((length) => {
    const own = Float64Array.from({ length }, (_, i) => values[at + i]);
    at += length;
    return own;
  });
}
