import { type Arrays, array } from "../../../arrays.ts";
import { DivergedError, SingularInnovationError } from "../../../kernels/kalman/array-steps.ts";
import { type Expectations, expectations, type Learned, maximise } from "../../../kernels/kalman/em.ts";
import type { StateSpaceModel } from "../../../kernels/kalman/model.ts";
import type { Context } from "../../lab.ts";
import { iterate } from "../../process.ts";
import type { StateSpaceParams } from "./fields.ts";
import { learnedOf, startModel } from "./models.ts";
import { refuse, type Series, seenOf, seriesOf } from "./series.ts";

/** What the tasks of a run are told. */
export type FitParams = Omit<StateSpaceParams, "iterations">;

interface Problem {
  readonly params: FitParams;
  readonly seen: Series;
  readonly learned: Learned;
}

interface State {
  readonly model: StateSpaceModel;
  /** Of this model; absent before the first step. */
  readonly expected?: Expectations | undefined;
}

/**
 * Expectation–maximisation. The first step weighs the model as it starts; each later one learns. Records: the log-likelihood of the model (nats) and
 * its noises, standard deviations: process (of the first state), slope (of the second, of models with a slope), noise (of the first column).
 */
export const fit = iterate({
  records: ["logLikelihood", "process", "slope", "noise"],
  problem: (params: FitParams, { data }: Context): Problem => ({
    params,
    seen: seenOf(params, seriesOf(data)),
    learned: learnedOf(params),
  }),
  init: (key, { params, seen }): State => ({ model: startModel(params, seen, key) }),
  step(_key, { seen, learned }, { model, expected }): State {
    const next = expected === undefined ? model : maximise(model, expected, learned);
    return { model: next, expected: told(() => expectations(next, seen)) };
  },
  info: ({ params }, { model, expected }) => ({
    logLikelihood: expected?.logLikelihood,
    process: lengthOf(model.processFactor, model.states, 0),
    slope: params.model === "trend" ? lengthOf(model.processFactor, model.states, 1) : undefined,
    noise: model.noiseFactor[0],
  }),
  output: (_problem, { model }) => modelArrays(model),
});

/** Standard deviation of one element of a Gaussian with this root. */
function lengthOf(root: Float64Array, n: number, i: number): number {
  let sum = 0;
  for (let j = 0; j < n; j++) sum += root[i * n + j] * root[i * n + j];
  return Math.sqrt(sum);
}

export function modelArrays(model: StateSpaceModel): Arrays {
  const { states: n, outputs: m } = model;
  return {
    transition: array(model.transition, [n, n]),
    drift: array(model.drift),
    processFactor: array(model.processFactor, [n, n]),
    observation: array(model.observation, [m, n]),
    offset: array(model.offset),
    noiseFactor: array(model.noiseFactor, [m, m]),
    mean: array(model.mean),
    factor: array(model.factor, [n, n]),
  };
}

export function modelFrom(arrays: Arrays): StateSpaceModel {
  const [outputs, states] = arrays.observation.shape;
  const of = (name: string) => Float64Array.from(arrays[name].values);
  return {
    states,
    outputs,
    transition: of("transition"),
    drift: of("drift"),
    processFactor: of("processFactor"),
    observation: of("observation"),
    offset: of("offset"),
    noiseFactor: of("noiseFactor"),
    mean: of("mean"),
    factor: of("factor"),
  };
}

/** What the kernel throws, in words that say what to do. */
export function told<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof SingularInnovationError)
      throw refuse("no-uncertainty", error.message, { step: error.step + 1 }, "params.noise");
    if (error instanceof DivergedError)
      throw refuse("state-diverged", error.message, { step: error.step + 1 }, "params");
    throw error;
  }
}
