/** The exact answer to a question. */
import { ExperimentError } from "../../../experiment/errors.ts";
import { type ExactEngine, exactEngine, type Finding } from "../../../kernels/bayes-net/exact.ts";
import type { Elimination } from "../../../kernels/bayes-net/order.ts";
import { weightsOf } from "../../../kernels/bayes-net/sampling.ts";
import { junctionTree } from "../../../kernels/bayes-net/tree.ts";
import type { Problem } from "./problem.ts";

/** Findings among which a smallest contradiction is sought: each costs an answer. */
const MOST_SOUGHT = 64;

export interface ExactAnswer {
  /** Of all states of all nodes. */
  readonly marginals: Float64Array;
  /** Natural logarithm of the probability of the evidence. */
  readonly logEvidence: number;
  /** The states of all nodes that are most probable together, and the logarithm of their probability given all that is known. */
  readonly mostProbable: Int32Array;
  readonly logMostProbable: number;
  /** Product of all findings about each state, those of Jeffrey's rule among them; 1 where there are none. */
  readonly weights: Float64Array;
}

const engines = new WeakMap<Elimination, ExactEngine>();

/** Made once per elimination. */
export function engineOf({ model }: Pick<Problem, "model">, elimination: Elimination): ExactEngine {
  const found = engines.get(elimination) ?? exactEngine(model, junctionTree(elimination));
  engines.set(elimination, found);
  return found;
}

/** Throws an ExperimentError for evidence that cannot be ("impossible-evidence") and for distributions that no node can have given it ("impossible-soft"). */
export function exactAnswer(problem: Problem, engine: ExactEngine): ExactAnswer {
  const { findings, targets, model, offsets } = problem;
  const { logEvidence, marginals } = engine.posterior(findings);
  if (logEvidence === Number.NEGATIVE_INFINITY) throw impossible(problem, conflictOf(engine, findings));
  const all = targets.length > 0 ? [...findings, ...fitted(problem, engine, marginals)] : findings;
  const posterior = targets.length > 0 ? engine.posterior(all) : { logEvidence, marginals };
  const { states, logProbability } = engine.mostProbable(all);
  const weights = new Float64Array(offsets[model.sizes.length]).fill(1);
  for (const [v, own] of weightsOf(model.sizes, all).entries()) if (own) weights.set(own, offsets[v]);
  return {
    marginals: posterior.marginals,
    logEvidence,
    mostProbable: states,
    logMostProbable: logProbability - posterior.logEvidence,
    weights,
  };
}

/** Rounds of proportional fitting, and how near the distributions must come. */
const MOST_ROUNDS = 1000;
const NEAR = 1e-12;

/**
 * Jeffrey's rule as findings: weights such that each node has the distribution that it shall have. One node needs one round, several are fitted in turn
 * (iterative proportional fitting: Deming & Stephan 1940), which gives the nearest joint distribution (Csiszár 1975).
 */
function fitted(problem: Problem, engine: ExactEngine, first: Float64Array): readonly Finding[] {
  const { findings, targets, offsets } = problem;
  const weights = targets.map(({ weights: { length } }) => new Float64Array(length).fill(1));
  const own = () => targets.map(({ variable }, i) => ({ variable, weights: weights[i] }));
  let marginals = first;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let off = 0;
    for (const [i, { variable, weights: target }] of targets.entries()) {
      if (round > 0 || i > 0) ({ marginals } = engine.posterior([...findings, ...own()]));
      for (let s = 0; s < target.length; s++) {
        const p = marginals[offsets[variable] + s];
        if (target[s] > 0 && p === 0) throw impossibleSoft(problem, variable, s);
        off = Math.max(off, Math.abs(target[s] - p));
        weights[i][s] *= p > 0 ? target[s] / p : 0;
      }
    }
    if (off < NEAR) break;
  }
  return own();
}

/** A smallest part of the findings that cannot be together: none of them can be left out. All of them where there are too many to try. */
export function conflictOf(engine: ExactEngine, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length > MOST_SOUGHT) return findings;
  let kept = findings;
  for (const finding of findings) {
    const without = kept.filter((one) => one !== finding);
    if (engine.posterior(without).logEvidence === Number.NEGATIVE_INFINITY) kept = without;
  }
  return kept;
}

function impossible({ compiled: { names, states } }: Problem, conflict: readonly Finding[]): ExperimentError {
  const value = conflict
    .map(({ variable, weights }) => {
      const left = states[variable].filter((_, s) => weights[s] > 0);
      return `${names[variable]} = ${left.join("/")}`;
    })
    .join(", ");
  const message = `impossible evidence: ${value} (these cannot be together: change one of them, or a table that has a 0)`;
  return new ExperimentError("params.evidence", "impossible-evidence", message, { value });
}

function impossibleSoft({ compiled: { names, states } }: Problem, variable: number, state: number): ExperimentError {
  const [node, value] = [names[variable], states[variable][state]];
  const message = `the distribution given to ${node} has ${value}, which is impossible given the rest (its probability must be 0)`;
  return new ExperimentError(`params.soft.${node}`, "impossible-soft", message, { node, value });
}
