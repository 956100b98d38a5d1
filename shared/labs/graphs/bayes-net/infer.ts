/** The exact answer to a question. */
import { ExperimentError } from "../../../experiment/errors.ts";
import { type ExactEngine, exactEngine } from "../../../kernels/bayes-net/exact.ts";
import { fitTargets } from "../../../kernels/bayes-net/jeffrey.ts";
import { weightsOf } from "../../../kernels/bayes-net/sampling.ts";
import { conflictOf, impossible } from "../impossible.ts";
import type { Priced } from "./price.ts";
import type { Problem } from "./problem.ts";

/** Lists of all states of all variables. */
export interface ExactAnswer {
  readonly marginals: Float64Array;
  /** Natural logarithm of the probability of the evidence. */
  readonly logEvidence: number;
  /** The states of all variables that are most probable together, and the logarithm of their probability given all that is known. */
  readonly mostProbable: Int32Array;
  readonly logMostProbable: number;
  /** Product of all findings about each state, those of Jeffrey's rule among them; 1 where there are none. */
  readonly weights: Float64Array;
}

const engines = new WeakMap<NonNullable<Priced["exact"]>, ExactEngine>();

/** Made once per tree. */
export function engineOf(exact: NonNullable<Priced["exact"]>): ExactEngine {
  const found = engines.get(exact) ?? exactEngine(exact.model, exact.tree);
  engines.set(exact, found);
  return found;
}

/**
 * Throws an ExperimentError for evidence that cannot be ("impossible-evidence"), for distributions that no node can have given it ("impossible-soft") and for
 * several that exclude each other ("unfitted-soft").
 */
export function exactAnswer(problem: Problem, engine: ExactEngine): ExactAnswer {
  const { findings, targets, model, offsets } = problem;
  const fitted = targets.length > 0 ? fitTargets(engine, findings, targets) : undefined;
  const { logEvidence, marginals } = fitted?.posterior ?? engine.posterior(findings);
  if (logEvidence === Number.NEGATIVE_INFINITY) throw impossible(problem.compiled, conflictOf(engine, findings));
  if (fitted && fitted.status !== "fitted") throw notFitted(problem, fitted);
  const all = [...findings, ...(fitted?.weights ?? [])];
  const { states, logProbability } = engine.mostProbable(all);
  const weights = new Float64Array(offsets[model.sizes.length]).fill(1);
  for (const [v, own] of weightsOf(model.sizes, all).entries()) if (own) weights.set(own, offsets[v]);
  const logTotal = fitted ? engine.posterior(all).logEvidence : logEvidence;
  return { marginals, logEvidence, mostProbable: states, logMostProbable: logProbability - logTotal, weights };
}

function notFitted(
  { compiled: { names, states }, targets }: Problem,
  { status, target, state }: ReturnType<typeof fitTargets>,
): ExperimentError {
  const { variable } = targets[target];
  const node = names[variable];
  const path = `params.soft.${node}`;
  if (status === "unfitted") {
    const message = `the distributions given to ${node} and to other nodes exclude each other (change one of them)`;
    return new ExperimentError(path, "unfitted-soft", message, { node });
  }
  const value = states[variable][state];
  const message = `the distribution given to ${node} has ${value}, which is impossible given the rest (its probability must be 0)`;
  return new ExperimentError(path, "impossible-soft", message, { node, value });
}
