import { type Arrays, array } from "../../../arrays.ts";
import {
  correlationOf,
  emStep,
  type FactorModel,
  logLikelihood,
  profile,
  startUniquenesses,
} from "../../../kernels/fa/fa.ts";
import { newtonStep, projectedGradient } from "../../../kernels/fa/newton.ts";
import { log } from "../../../math/index.ts";
import { uniform } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { momentsFrom } from "../../moments.ts";
import { iterate } from "../../process.ts";
import type { FaParams } from "./fields.ts";

/** Largest |∂ log-likelihood / ∂ log Ψ| of a maximum, in nats per sample. */
const TOLERANCE = 1e-9;

/** Iterations between two evaluations of the gradient: an evaluation costs an eigendecomposition, an EM iteration does not. */
function lookEvery(method: FaParams["method"], columns: number): number {
  return method === "em" ? Math.max(1, Math.ceil(columns / 16)) : 1;
}

interface Problem extends Pick<FaParams, "factors" | "bound" | "method"> {
  readonly start: number;
  readonly columns: number;
  readonly correlation: Float64Array;
  /** Σ log of the columns' deviations: from nats of the standardised data to those of the data. */
  readonly offset: number;
}

interface State extends FactorModel {
  /** Of these parameters, nats per row of the standardised data. */
  readonly logLikelihood: number;
  /** Largest modulus of the gradient as far as the bounds let it be followed; infinite where it was not evaluated. */
  readonly gradient: number;
  /** Iterations that it took; no more are done once `converged`. */
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * One start (`start`; 0 is Jöreskog's, others are random) from the moments of the table; a step is an iteration. Records: logLikelihood in nats per row and
 * gradient, infinite where it was not evaluated. Output: loadings and uniquenesses on the scale of correlations, unrotated; the last logLikelihood and
 * gradient; iterations, and whether it converged (`still`).
 */
export const faFit = iterate({
  records: ["logLikelihood", "gradient"],
  problem({ factors, bound, method, start }: FaParams & { readonly start: number }, { inputs }): Problem {
    const { mean, covariance } = momentsFrom(inputs.moments);
    const { correlation, deviations } = correlationOf(covariance, mean.length);
    return { factors, bound, method, start, columns: mean.length, correlation, offset: sumOfLogs(deviations) };
  },
  init: begin,
  step: (_key, problem, state): State => (state.converged ? state : climb(problem, state)),
  info: ({ offset }, { logLikelihood, gradient }) => ({ logLikelihood: logLikelihood - offset, gradient }),
  live: modelArrays,
  output: (problem, state) => ({
    ...modelArrays(problem, state),
    logLikelihood: array(Float64Array.of(state.logLikelihood - problem.offset)),
    gradient: array(Float64Array.of(profiled(problem, state.uniquenesses).gradient)),
    iterations: array(Float64Array.of(state.iterations)),
    still: array(Uint8Array.of(state.converged ? 1 : 0)),
  }),
});

function modelArrays({ columns, factors }: Problem, { loadings, uniquenesses }: State): Arrays {
  return { loadings: array(loadings, [columns, factors]), uniquenesses: array(uniquenesses) };
}

function sumOfLogs(values: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < values.length; j++) sum += log(values[j]);
  return sum;
}

/** Profile likelihood, and how far it is from stationary there. */
function profiled({ correlation, columns, factors, bound }: Problem, uniquenesses: Float64Array) {
  const at = profile(correlation, columns, factors, uniquenesses);
  return { at, gradient: projectedGradient({ uniquenesses, at }, bound) };
}

function begin(key: Key, problem: Problem): State {
  const { correlation, columns, factors, bound, start } = problem;
  const uniquenesses =
    start === 0
      ? startUniquenesses(correlation, columns, factors, bound)
      : Float64Array.from({ length: columns }, (_, j) => Math.max(bound, 0.1 + 0.85 * uniform(key, j)));
  const { at, gradient } = profiled(problem, uniquenesses);
  const { loadings, logLikelihood: likelihood } = at;
  return {
    loadings,
    uniquenesses,
    logLikelihood: likelihood,
    gradient,
    iterations: 0,
    converged: gradient < TOLERANCE,
  };
}

function climb(problem: Problem, state: State): State {
  const { correlation, columns, factors, bound, method } = problem;
  const iterations = state.iterations + 1;
  if (method === "em") {
    const model = emStep(correlation, columns, state, bound);
    const look = iterations % lookEvery(method, columns) === 0;
    const gradient = look ? profiled(problem, model.uniquenesses).gradient : Number.POSITIVE_INFINITY;
    return {
      ...model,
      logLikelihood: logLikelihood(correlation, columns, model),
      gradient,
      iterations,
      converged: gradient < TOLERANCE,
    };
  }
  const from = profile(correlation, columns, factors, state.uniquenesses);
  const next =
    method === "ml"
      ? newtonStep(correlation, columns, factors, { uniquenesses: state.uniquenesses, at: from }, bound).uniquenesses
      : // ECME: the loadings are the best for Ψ already, by the likelihood itself; Ψ by EM's own step (Liu & Rubin, Biometrika 81, 1994).
        emStep(correlation, columns, { loadings: from.loadings, uniquenesses: state.uniquenesses }, bound).uniquenesses;
  const { at, gradient } = profiled(problem, next);
  // A Newton step that can climb no further has converged, to rounding.
  const stuck = method === "ml" && next === state.uniquenesses;
  return {
    loadings: at.loadings,
    uniquenesses: next,
    logLikelihood: at.logLikelihood,
    gradient,
    iterations: stuck ? state.iterations : iterations,
    converged: stuck || gradient < TOLERANCE,
  };
}
