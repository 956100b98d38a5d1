/** Learning: one restart of Baum–Welch, and counting of known states. */
import { type Arrays, array } from "../../../arrays.ts";
import {
  baumWelch,
  blank,
  countStates,
  firstPart,
  floorsOf,
  type Hmm,
  type HmmMachine,
  type LearningOptions,
  type Observations,
  openHmm,
  smoothedOf,
  startOf,
} from "../../../kernels/hmm/index.ts";
import type { Context } from "../../lab.ts";
import { iterate, once } from "../../process.ts";
import { answerOf } from "./answer.ts";
import { type Sequences, sequencesIn } from "./data.ts";
import type { HmmParams } from "./fields.ts";
import { modelArrays, modelIn } from "./model-arrays.ts";

/** What of the parameters learning asks. */
export type FitParams = Pick<HmmParams, "emissions" | "sequence" | "start" | "tolerance" | keyof typeof ALWAYS> & {
  readonly states: number;
};
/** Where the form does not ask. */
const ALWAYS = { pseudoCounts: 0, heldOut: 0, durations: false, longest: 1 } as const;

interface Problem {
  readonly data: Sequences;
  readonly training: Observations;
  readonly options: LearningOptions;
  readonly start: Parameters<typeof startOf>[2];
  readonly tolerance: number;
  readonly heldOut: number;
  readonly machine: HmmMachine;
}

function problemOf(given: FitParams, context: Pick<Context, "data" | "device" | "wasm">): Problem {
  const { data } = context;
  const params = { ...ALWAYS, ...given };
  const sequences = sequencesIn(data, params);
  const { observations, kind, symbols, dimensions } = sequences;
  const heldOut = params.heldOut ?? 0;
  const training = firstPart(observations, heldOut);
  return {
    ...{ data: sequences, training, heldOut, machine: openHmm(context) },
    options: {
      pseudoCounts: params.pseudoCounts ?? 0,
      floors: kind === "discrete" ? new Float64Array(0) : floorsOf(training, dimensions),
    },
    start: {
      ...{ states: params.states, kind, from: params.start ?? "kmeans" },
      size: symbols?.length ?? dimensions,
      longest: params.durations ? (params.longest ?? 1) : 0,
    },
    // A step is judged by all rows together.
    tolerance: (params.tolerance ?? 0) * training.rows,
  };
}

interface State {
  readonly model: Arrays;
  readonly logLikelihood: number;
  readonly objective: number;
  readonly isDone: boolean;
}

/** Mean log-likelihood per row of what is held out, given what is before it; −Infinity where the model cannot have produced it. */
function heldOutOf(model: Hmm, { data: { observations }, training, machine }: Problem): Arrays {
  const rows = observations.rows - training.rows;
  const value = rows > 0 ? (total(model, observations, machine) - total(model, training, machine)) / rows : 0;
  return { heldOut: array(Float64Array.of(value), []) };
}

const total = (model: Hmm, data: Observations, machine: HmmMachine) =>
  smoothedOf(model, data, { counts: false, machine }).logLikelihoods.reduce((a, b) => a + b, 0);

/**
 * Task "fit.<states>.<restart>". Records the log-likelihood of what is learned from, before each step, and with pseudo-counts what EM maximises; gaps once it stands
 * still. Output: the model, "logLikelihood" and "objective" of what is learned from, and where something is held out its "heldOut" (−Infinity: impossible).
 */
export const fit = iterate({
  problem: problemOf,
  records: ["logLikelihood", "objective"],
  init: (key, { training, start }: Problem): State => ({
    model: modelArrays(startOf(key, training, start)),
    logLikelihood: Number.NEGATIVE_INFINITY,
    objective: Number.NEGATIVE_INFINITY,
    isDone: false,
  }),
  step(_key, { training, options, tolerance, machine }: Problem, state: State): State {
    if (state.isDone) return state;
    const { model, logLikelihood, objective } = baumWelch(modelIn(state.model), training, options, machine);
    const isDone = objective - state.objective < tolerance;
    return { model: isDone ? state.model : modelArrays(model), logLikelihood, objective, isDone };
  },
  info: (_problem, { logLikelihood, objective }) => ({ logLikelihood, objective }),
  output(problem: Problem, state: State) {
    const model = modelIn(state.model);
    const { logLikelihood, objective } = baumWelch(model, problem.training, problem.options, problem.machine);
    return {
      ...state.model,
      logLikelihood: array(Float64Array.of(logLikelihood), []),
      objective: array(Float64Array.of(objective), []),
      ...(problem.heldOut > 0 && heldOutOf(model, problem)),
    };
  },
});

/** Task "answer" of counted states: as of a given model, and "heldOut". */
export const counted = once((params: FitParams, context) => {
  const problem = problemOf(params, context);
  const { training, start, options, heldOut } = problem;
  const { observations, labels } = problem.data;
  const model = countStates(blank(training, start), labels as Int32Array, training, options);
  const answer = answerOf(model, observations, problem.machine, true);
  return { ...answer, ...(heldOut > 0 && heldOutOf(model, problem)) };
});
