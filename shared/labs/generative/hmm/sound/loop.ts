import type { Hmm } from "../../../../kernels/hmm/index.ts";
import { ANALYSIS } from "../../../../kernels/speech/index.ts";

/** States of a unit, passed one after another: how it begins, what it is, how it ends. */
export const STATES = 3;

/** What a unit learnt: `means` and `variances` STATES × coefficients, `stays` the probability of staying in each state. */
export interface UnitModel {
  readonly means: ArrayLike<number>;
  readonly variances: ArrayLike<number>;
  readonly stays: ArrayLike<number>;
}

/** A loop over the units: each is left through its last state, for the first of any, all as likely. */
export function loopOf(units: readonly UnitModel[]): Hmm {
  const K = units.length * STATES;
  const D = ANALYSIS.coefficients;
  const [initial, transitions] = [new Float64Array(K), new Float64Array(K * K)];
  const [means, variances] = [new Float64Array(K * D), new Float64Array(K * D)];
  for (const [u, unit] of units.entries()) {
    initial[u * STATES] = 1 / units.length;
    means.set(Array.from(unit.means), u * STATES * D);
    variances.set(Array.from(unit.variances), u * STATES * D);
    for (let s = 0; s < STATES; s++) {
      const at = u * STATES + s;
      transitions[at * K + at] = unit.stays[s];
      const leaves = 1 - unit.stays[s];
      if (s < STATES - 1) transitions[at * K + at + 1] = leaves;
      else for (let v = 0; v < units.length; v++) transitions[at * K + v * STATES] += leaves / units.length;
    }
  }
  return { initial, transitions, emissions: { kind: "diagonal", dimensions: D, means, covariances: variances } };
}

/** A unit that is said: from a frame to another, which is no more part of it. */
export interface Said {
  readonly unit: number;
  readonly from: number;
  readonly to: number;
}

/** The units that a path goes through; one begins anew where the path comes back to its first state from its last. */
export function saidAlong(path: ArrayLike<number>): readonly Said[] {
  const out: Said[] = [];
  let from = 0;
  const unit = (t: number) => Math.floor(path[t] / STATES);
  for (let t = 1; t <= path.length; t++) {
    if (t < path.length && unit(t) === unit(t - 1) && path[t] >= path[t - 1]) continue;
    out.push({ unit: unit(t - 1), from, to: t });
    from = t;
  }
  return out;
}

/** Runs of equal classes. */
export function saidByLabels(labels: ArrayLike<number>): readonly Said[] {
  const out: Said[] = [];
  let from = 0;
  for (let t = 1; t <= labels.length; t++) {
    if (t < labels.length && labels[t] === labels[t - 1]) continue;
    out.push({ unit: labels[t - 1], from, to: t });
    from = t;
  }
  return out;
}

/** The fewest insertions, deletions and substitutions that make one sequence of the other (Levenshtein 1966). */
export function editDistance(a: readonly number[], b: readonly number[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, one] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries())
      next.push(Math.min(row[j] + Number(one !== other), row[j + 1] + 1, next[j] + 1));
    row = next;
  }
  return row[b.length];
}
