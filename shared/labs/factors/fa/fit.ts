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
import type { Context, Process, Task } from "../../lab.ts";
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

export function faSteps(rows: number, iterations: number): number {
  return blockCount(rows) + iterations;
}

/**
 * One start (`params.start`; 0 is Jöreskog's, others are random). A step is a block of rows, then an iteration. Records: logLikelihood in nats a row and
 * gradient, infinite where there is none. Output: loadings and uniquenesses on the scale of correlations, unrotated; mean, deviations, correlation.
 */
export function openFaFit(task: Task, context: Context, checkpoint?: Arrays): Process {
  const params = task.params as unknown as FaParams & { readonly start: number };
  const table = checkFa(params, context.data);
  const { columns } = table;
  const blocks = blockCount(table.rows);
  let step = checkpoint?.step.values[0] ?? 0;
  const moments = openMoments(columns, momentsOn(context), step > 0 && step < blocks ? checkpoint : undefined);
  let problem = step >= blocks && checkpoint ? problemOf(checkpoint) : undefined;
  let state = problem && checkpoint ? stateOf(checkpoint) : undefined;
  const offset = () => sumOfLogs((problem as Problem).deviations);

  const advanceOne = () => {
    if (step < blocks) {
      moments.add(blockOf(table, step));
      if (step === blocks - 1) {
        problem = prepare(moments.moments(), columns);
        state = begin(problem, params, columns, task.key);
      }
      return { logLikelihood: Number.POSITIVE_INFINITY, gradient: Number.POSITIVE_INFINITY };
    }
    const before = state as State;
    state = before.still ? before : iterate(problem as Problem, params, columns, before);
    return { logLikelihood: state.logLikelihood - offset(), gradient: state.gradient };
  };

  return {
    get step() {
      return step;
    },
    advance(steps) {
      const likelihood = new Float64Array(steps);
      const gradient = new Float64Array(steps);
      for (let s = 0; s < steps; s++, step++) ({ logLikelihood: likelihood[s], gradient: gradient[s] } = advanceOne());
      return { logLikelihood: array(likelihood), gradient: array(gradient) };
    },
    snapshot: () => (state ? modelArrays(state, columns) : {}),
    checkpoint: () => ({
      step: array(Float64Array.of(step)),
      ...(problem && state
        ? { ...problemArrays(problem, columns), ...modelArrays(state, columns), state: stateArray(state) }
        : moments.checkpoint()),
    }),
    output: () => {
      const [last, known] = [state as State, problem as Problem];
      const { gradient } = profiled(known, params, columns, last.uniquenesses);
      return {
        ...modelArrays(last, columns),
        ...problemArrays(known, columns),
        logLikelihood: array(Float64Array.of(last.logLikelihood - offset())),
        gradient: array(Float64Array.of(gradient)),
        iterations: array(Float64Array.of(last.iterations)),
        still: array(Uint8Array.of(last.still ? 1 : 0)),
      };
    },
  };
}

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

function problemArrays({ mean, correlation, deviations }: Problem, columns: number): Arrays {
  return {
    mean: array(mean.slice()),
    deviations: array(deviations.slice()),
    correlation: array(correlation.slice(), [columns, columns]),
  };
}

function problemOf({ mean, correlation, deviations }: Arrays): Problem {
  return {
    mean: mean.values as Float64Array,
    correlation: correlation.values as Float64Array,
    deviations: deviations.values as Float64Array,
  };
}

function stateArray({ logLikelihood: likelihood, gradient, iterations, still }: State) {
  return array(Float64Array.of(likelihood, gradient, iterations, still ? 1 : 0));
}

function stateOf({ loadings, uniquenesses, state }: Arrays): State {
  const [likelihood, gradient, iterations, still] = state.values;
  return {
    loadings: loadings.values as Float64Array,
    uniquenesses: uniquenesses.values as Float64Array,
    logLikelihood: likelihood,
    gradient,
    iterations,
    still: still === 1,
  };
}
