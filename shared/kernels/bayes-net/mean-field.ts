/**
 * Variational inference with independent variables (Jordan et al. 1999): q(x) = Π q_v(x_v), one q_v after the other brought to its best given the rest. The
 * evidence lower bound never falls. Tables with zeros count as e^−700 there: the bound of a q that touches them is as low, not −Infinity.
 */
import { exp, log } from "../../math/index.ts";
import { Walk } from "./factors.ts";
import type { Model } from "./model.ts";

export interface MeanField {
  readonly q: readonly Float64Array[];
  /** E_q log Π factors + entropy of q ≤ log of the sum over all. */
  readonly bound: number;
}

const LEAST = -700;
const logOf = (x: number) => (x > 0 ? Math.max(LEAST, log(x)) : LEAST);

export function boundOf({ sizes, factors }: Model, q: MeanField["q"]): number {
  let bound = 0;
  for (const { scope, table } of factors) {
    const walk = new Walk(
      sizes,
      scope,
      scope.map((v) => [v]),
    );
    for (let cell = 0; cell < table.length; cell++, walk.next()) {
      let weight = 1;
      for (let i = 0; i < scope.length; i++) weight *= q[scope[i]][walk.places[i]];
      if (weight > 0) bound += weight * logOf(table[cell]);
    }
  }
  for (const own of q) for (const p of own) if (p > 0) bound -= p * log(p);
  return bound;
}

/** One sweep: each variable once, in their order. */
export function meanFieldSweep(model: Model, q: MeanField["q"]): MeanField {
  const { sizes, factors } = model;
  const next = [...q];
  for (let v = 0; v < sizes.length; v++) {
    const logs = new Float64Array(sizes[v]);
    for (const { scope, table } of factors) {
      if (!scope.includes(v)) continue;
      const walk = new Walk(
        sizes,
        scope,
        scope.map((u) => [u]),
      );
      const own = scope.indexOf(v);
      for (let cell = 0; cell < table.length; cell++, walk.next()) {
        let weight = 1;
        for (let i = 0; i < scope.length; i++) if (i !== own) weight *= next[scope[i]][walk.places[i]];
        if (weight > 0) logs[walk.places[own]] += weight * logOf(table[cell]);
      }
    }
    const most = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const weights = logs.map((x) => exp(x - most));
    const sum = weights.reduce((a, b) => a + b, 0);
    next[v] = weights.map((x) => x / sum);
  }
  return { q: next, bound: boundOf(model, next) };
}
