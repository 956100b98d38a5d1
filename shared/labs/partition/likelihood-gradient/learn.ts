import { array } from "../../../arrays.ts";
import { moved } from "../../../kernels/boltzmann/index.ts";
import { foldIn } from "../../../random/index.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import type { LikelihoodParams } from "./fields.ts";
import { METHODS, type Method } from "./names.ts";
import { problemOf } from "./problem.ts";
import { cosineOf, type Found, startOf, updateOf } from "./ways.ts";

export type LearnParams = LikelihoodParams & { readonly method: Method };

interface Saved {
  readonly theta: Float64Array;
  readonly chains: Float64Array;
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/** Learning rate of a step, the same for all methods. */
export function rateAt({ learningRate, slowing }: Pick<LikelihoodParams, "learningRate" | "slowing">, step: number) {
  return learningRate / (1 + step / slowing);
}

/**
 * One method learns: a step is an update. Records: `cosine` of the update with the exact gradient where it was made (gap where either is 0), and that gradient's `length`; after it `theta`, `kl` (nats) and, where the data
 * have a known distribution, `klTruth`; of noise-contrastive estimation `logZ`, its parameter less the true value. Output: `theta`, the statistics `positive` and `negative` of the last update,
 * and the exact `model` ones there.
 */
export const learn = drive((params: LearnParams, context, { key, saved }: Start<Saved>) => {
  const { method, decay } = params;
  const problem = problemOf(params, context.inputs.data, foldIn(key, 0));
  const own = foldIn(key, 1, METHODS.indexOf(method));
  const sampler = problem.sampler(
    method,
    { k: params.k, noiseRatio: params.noiseRatio, batch: params.batch },
    own,
    saved?.chains,
  );
  let theta = saved?.theta ?? startOf(problem, method);
  const nothing = new Float64Array(problem.size);
  let last: Pick<Found, "positive" | "negative"> = saved ?? { positive: nothing, negative: nothing };
  let here = problem.likelihood(theta.subarray(0, problem.size));
  const gap = array(Float64Array.of(Number.POSITIVE_INFINITY), []);
  const blank = {
    theta: array(new Float64Array(problem.size)),
    cosine: gap,
    length: gap,
    kl: gap,
    ...(here.klTruth !== undefined && { klTruth: gap }),
    ...(method === "nce" && { logZ: gap }),
  };
  const seen = () => {
    const { positive, negative } = here.phases;
    return {
      theta: array(theta.slice()),
      positive: array(last.positive.slice()),
      negative: array(last.negative.slice()),
      data: array(positive.slice()),
      model: array(negative.slice()),
    };
  };
  return {
    advance: eachStep<string>(blank, (n, row) => {
      const found = sampler.step(theta, foldIn(own, n));
      const update = updateOf(found, theta, decay);
      const exact = updateOf(here.phases, theta.subarray(0, problem.size), decay);
      row.cosine = cosineOf(update, exact, problem.size);
      row.length = Math.sqrt(exact.reduce((sum, value) => sum + value * value, 0));
      theta = moved(theta, update, rateAt(params, n), (next) => problem.allowed(next.subarray(0, problem.size)));
      last = found;
      here = problem.likelihood(theta.subarray(0, problem.size));
      row.theta = theta.subarray(0, problem.size);
      row.kl = here.kl;
      if (here.klTruth !== undefined) row.klTruth = here.klTruth;
      if (method === "nce") row.logZ = theta[problem.size] - here.logZ;
    }),
    live: seen,
    save: () => ({
      theta: theta.slice(),
      chains: sampler.save(),
      positive: last.positive.slice(),
      negative: last.negative.slice(),
    }),
    output: seen,
  };
});
