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
import { blockCount, blockOf, type Moments, openMoments } from "../../../kernels/moments/index.ts";
import { log } from "../../../math/index.ts";
import { uniform } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { momentsOn } from "../matrices.ts";
import { checkFa, type FaParams } from "./fields.ts";

/** Largest |∂ log-likelihood / ∂ log Ψ| of a maximum, in nats a sample. */
const FLAT = 1e-9;

/** Iterations between two looks at the gradient: a look costs an eigendecomposition, an iteration of EM does not. */
function lookEvery(method: FaParams["method"], columns: number): number {
  return method === "em" ? Math.max(1, Math.ceil(columns / 16)) : 1;
}

interface State extends FactorModel {
  /** Of these parameters, nats a row of the standardised data. */
  readonly logLikelihood: number;
  /** Largest modulus of the gradient as far as the bounds let it be followed; infinite where it was not looked at. */
  readonly gradient: number;
  /** Iterations that it took; no more are done once `still`. */
  readonly iterations: number;
  readonly still: boolean;
}

interface Problem {
  readonly mean: Float64Array;
  readonly correlation: Float64Array;
  readonly deviations: Float64Array;
}

/** Where a fit stands: in the pass over the rows, or in the iterations. */
interface Saved {
  readonly moments?: Arrays;
  readonly problem?: Problem;
  readonly state?: State;
}

export function faSteps(rows: number, iterations: number): number {
  return blockCount(rows) + iterations;
}

/**
 * One start (`params.start`; 0 is Jöreskog's, others are random). A step is a block of rows, then an iteration. Records: logLikelihood in nats a row and
 * gradient, infinite where there is none. Output: loadings and uniquenesses on the scale of correlations, unrotated; mean, deviations, correlation.
 */
export const faFit = drive((params: FaParams & { readonly start: number }, context, { key, saved }: Start<Saved>) => {
  const table = checkFa(params, context.data);
  const { columns } = table;
  const blocks = blockCount(table.rows);
  const moments = openMoments(columns, momentsOn(context), saved?.moments);
  let { problem, state } = saved ?? {};
  const offset = () => sumOfLogs((problem as Problem).deviations);

  return {
    advance: eachStep(["logLikelihood", "gradient"], (step, row) => {
      if (step < blocks) {
        moments.add(blockOf(table, step));
        if (step < blocks - 1) return;
        problem = prepare(moments.moments(), columns);
        state = begin(problem, params, columns, key);
        return;
      }
      const before = state as State;
      state = before.still ? before : iterate(problem as Problem, params, columns, before);
      row.logLikelihood = state.logLikelihood - offset();
      row.gradient = state.gradient;
    }),
    live: () => (state ? modelArrays(state, columns) : {}),
    save: () => (problem && state ? { problem, state } : { moments: moments.checkpoint() }),
    output: () => {
      const [last, known] = [state as State, problem as Problem];
      const { gradient } = profiled(known, params, columns, last.uniquenesses);
      return {
        ...modelArrays(last, columns),
        mean: array(known.mean.slice()),
        deviations: array(known.deviations.slice()),
        correlation: array(known.correlation.slice(), [columns, columns]),
        logLikelihood: array(Float64Array.of(last.logLikelihood - offset())),
        gradient: array(Float64Array.of(gradient)),
        iterations: array(Float64Array.of(last.iterations)),
        still: array(Uint8Array.of(last.still ? 1 : 0)),
      };
    },
  };
});

function sumOfLogs(values: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < values.length; j++) sum += log(values[j]);
  return sum;
}

function prepare({ mean, covariance }: Moments, columns: number): Problem {
  return { mean, ...correlationOf(covariance, columns) };
}

/** Profile of the likelihood, and how far from flat it is there. */
function profiled({ correlation }: Problem, { factors, bound }: FaParams, columns: number, uniquenesses: Float64Array) {
  const at = profile(correlation, columns, factors, uniquenesses);
  return { at, gradient: projectedGradient({ uniquenesses, at }, bound) };
}

function begin(problem: Problem, params: FaParams & { readonly start: number }, columns: number, key: Key): State {
  const { factors, bound } = params;
  const uniquenesses =
    params.start === 0
      ? startUniquenesses(problem.correlation, columns, factors, bound)
      : Float64Array.from({ length: columns }, (_, j) => Math.max(bound, 0.1 + 0.85 * uniform(key, j)));
  const { at, gradient } = profiled(problem, params, columns, uniquenesses);
  const { loadings, logLikelihood: likelihood } = at;
  return { loadings, uniquenesses, logLikelihood: likelihood, gradient, iterations: 0, still: gradient < FLAT };
}

function iterate(problem: Problem, params: FaParams, columns: number, state: State): State {
  const { correlation } = problem;
  const { factors, bound, method } = params;
  const iterations = state.iterations + 1;
  if (method === "em") {
    const model = emStep(correlation, columns, state, bound);
    const look = iterations % lookEvery(method, columns) === 0;
    const gradient = look ? profiled(problem, params, columns, model.uniquenesses).gradient : Number.POSITIVE_INFINITY;
    return {
      ...model,
      logLikelihood: logLikelihood(correlation, columns, model),
      gradient,
      iterations,
      still: gradient < FLAT,
    };
  }
  const from = profile(correlation, columns, factors, state.uniquenesses);
  const next =
    method === "ml"
      ? newtonStep(correlation, columns, factors, { uniquenesses: state.uniquenesses, at: from }, bound).uniquenesses
      : // ECME: the loadings are the best for Ψ already, by the likelihood itself; Ψ by EM's own step (Liu & Rubin, Biometrika 81, 1994).
        emStep(correlation, columns, { loadings: from.loadings, uniquenesses: state.uniquenesses }, bound).uniquenesses;
  const { at, gradient } = profiled(problem, params, columns, next);
  // A Newton step that cannot climb any more has arrived, to rounding.
  const stuck = method === "ml" && next === state.uniquenesses;
  return {
    loadings: at.loadings,
    uniquenesses: next,
    logLikelihood: at.logLikelihood,
    gradient,
    iterations: stuck ? state.iterations : iterations,
    still: stuck || gradient < FLAT,
  };
}

function modelArrays({ loadings, uniquenesses }: FactorModel, columns: number): Arrays {
  return {
    loadings: array(loadings.slice(), [columns, loadings.length / columns]),
    uniquenesses: array(uniquenesses.slice()),
  };
}
