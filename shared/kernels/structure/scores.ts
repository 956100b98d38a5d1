/** How well a graph explains complete data, as a sum over its families: each node with its parents. In nats; larger is better. */
import { lgamma, log } from "../../math/index.ts";
import { type Discrete, type FamilyCounts, familyCounts } from "./counts.ts";

/**
 * "bic": log likelihood at its maximum, less ½ log(rows) for each free parameter (Schwarz 1978). "bdeu": the logarithm of the probability of the data, tables
 * integrated out under Dirichlet priors that are worth `equivalent` rows in all, evenly spread (Buntine 1991; Heckerman, Geiger & Chickering 1995).
 */
export type Score = { readonly kind: "bic" } | { readonly kind: "bdeu"; readonly equivalent: number };

export function familyScore(data: Discrete, score: Score, node: number, parents: readonly number[]): number {
  const counts = familyCounts(data, node, parents);
  return score.kind === "bic" ? bic(counts, data.rows) : bdeu(counts, score.equivalent);
}

/** Σ n log(n / row): of one node, given its parents, at the maximum. */
export function logLikelihood({ counts }: FamilyCounts): number {
  let sum = 0;
  for (const row of counts) {
    let total = 0;
    for (const n of row) {
      total += n;
      if (n > 0) sum += n * log(n);
    }
    if (total > 0) sum -= total * log(total);
  }
  return sum;
}

function bic(family: FamilyCounts, rows: number): number {
  return logLikelihood(family) - (log(rows) / 2) * family.combinations * (family.states - 1);
}

function bdeu({ counts, combinations, states }: FamilyCounts, equivalent: number): number {
  const row = equivalent / combinations;
  const cell = row / states;
  const [logRow, logCell] = [lgamma(row), lgamma(cell)];
  let sum = 0;
  for (const own of counts) {
    let total = 0;
    for (const n of own) {
      total += n;
      if (n > 0) sum += lgamma(n + cell) - logCell;
    }
    sum += logRow - lgamma(total + row);
  }
  return sum;
}

export function graphScore(data: Discrete, score: Score, parents: readonly (readonly number[])[]): number {
  return parents.reduce((sum, own, node) => sum + familyScore(data, score, node, own), 0);
}
