/**
 * Jeffrey's rule: variables get a distribution of their own, and everything else follows as little changed as can be. One variable needs one step; several are
 * fitted in turn (iterative proportional fitting: Deming & Stephan 1940), which comes to the joint distribution nearest to the one before (Csiszár 1975).
 */
import type { ExactEngine, Finding, Posterior } from "./exact.ts";

export interface Fitted {
  /** "impossible": a state shall be probable that cannot be, or the findings themselves cannot be. "unfitted": the targets contradict each other. */
  readonly status: "fitted" | "impossible" | "unfitted";
  /** Which target failed, by its place, and which of its states; of "unfitted" the one that is farthest off. −1 where nothing failed, or findings did. */
  readonly target: number;
  readonly state: number;
  /** How far a probability is from its target at most. */
  readonly off: number;
  /** The targets as findings: with them the posterior has the wanted marginals. */
  readonly weights: readonly Finding[];
  /** Given findings and weights; but the logarithm of the evidence is that of the findings alone, since what Jeffrey's rule adds is no event. */
  readonly posterior: Posterior;
}

/** Marginals are this near to their targets, or that many rounds were not enough. */
const NEAR = 1e-12;
const ROUNDS = 500;

/** `targets`: distributions, of different variables. Given the findings, which stay as certain as they are. */
export function fitTargets(engine: ExactEngine, findings: readonly Finding[], targets: readonly Finding[]): Fitted {
  const weights = targets.map(({ variable, weights: { length } }) => ({
    variable,
    weights: new Float64Array(length).fill(1),
  }));
  let posterior = engine.posterior(findings);
  const { logEvidence } = posterior;
  const end = (status: Fitted["status"], target: number, state: number, off: number): Fitted => {
    return { status, target, state, off, weights, posterior: { logEvidence, marginals: posterior.marginals } };
  };
  if (logEvidence === Number.NEGATIVE_INFINITY) return end("impossible", -1, -1, Number.POSITIVE_INFINITY);
  let worst = { target: -1, state: -1, off: 0 };
  for (let round = 0; round <= ROUNDS; round++) {
    worst = { target: -1, state: -1, off: 0 };
    for (const [target, { variable, weights: wanted }] of targets.entries()) {
      const from = engine.offsets[variable];
      for (let state = 0; state < wanted.length; state++) {
        const p = posterior.marginals[from + state];
        if (wanted[state] > 0 && p === 0) return end("impossible", target, state, wanted[state]);
        const off = Math.abs(p - wanted[state]);
        if (off > worst.off) worst = { target, state, off };
      }
    }
    if (worst.off <= NEAR) return end("fitted", -1, -1, worst.off);
    for (const [target, { variable, weights: wanted }] of targets.entries()) {
      const from = engine.offsets[variable];
      for (let state = 0; state < wanted.length; state++) {
        const p = posterior.marginals[from + state];
        weights[target].weights[state] *= p > 0 ? wanted[state] / p : 0;
      }
      const next = engine.posterior([...findings, ...weights]);
      // Two targets that exclude each other.
      if (next.logEvidence === Number.NEGATIVE_INFINITY) return end("unfitted", target, -1, 1);
      posterior = next;
    }
  }
  return end("unfitted", worst.target, worst.state, worst.off);
}
