/** Answers to views: the likelihood over a plane, and what every method would do at a place of it. */
import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import { once } from "../../process.ts";
import type { LikelihoodParams } from "./fields.ts";
import { methodsOf } from "./names.ts";
import { problemOf } from "./problem.ts";
import { CELLS, thetaAt } from "./questions.ts";
import { cosineOf, updateOf } from "./ways.ts";

/**
 * Output "values": what maximum likelihood makes small, KL(data ‖ model) and half the weight decay times |θ|², at the centres of cells × cells (the first row at the
 * top), Infinity where there is no such model.
 */
export const map = once((params: LikelihoodParams, { inputs: { given } }, { key }): Arrays => {
  const problem = problemOf(params, given, key);
  const numbers = (name: string) => Float64Array.from(given[name].values);
  const plane = { centre: numbers("centre"), directions: numbers("directions") };
  const [left, right, bottom, top] = numbers("box");
  const values = new Float64Array(CELLS * CELLS);
  for (let row = 0; row < CELLS; row++)
    for (let column = 0; column < CELLS; column++) {
      const x = left + ((right - left) * (column + 0.5)) / CELLS;
      const y = top - ((top - bottom) * (row + 0.5)) / CELLS;
      const theta = thetaAt(plane, x, y);
      const pull = (params.decay / 2) * theta.reduce((sum, value) => sum + value * value, 0);
      values[row * CELLS + column] = problem.allowed(theta)
        ? problem.likelihood(theta).kl + pull
        : Number.POSITIVE_INFINITY;
    }
  return { values: array(values, [CELLS, CELLS]) };
});

/** Output: `kl` at the given parameters; by method the expected update, `update.<method>`, and its cosine with the exact gradient, `cosine.<method>`; nothing where there is no such model. */
export const probe = once((params: LikelihoodParams, { inputs: { given } }, { key }): Arrays => {
  const problem = problemOf(params, given, key);
  const theta = Float64Array.from(given.at.values);
  if (!problem.allowed(theta)) return {};
  const { phases, kl, logZ } = problem.likelihood(theta);
  const exact = updateOf(phases, theta, params.decay);
  const found: Record<string, NDArray> = { kl: array(Float64Array.of(kl)) };
  for (const method of methodsOf(params)) {
    const own = method === "nce" ? Float64Array.from([...theta, logZ]) : theta;
    const expected = method === "sml" ? undefined : problem.expected(method, own, params);
    if (!expected) continue;
    const update = updateOf(expected, own, params.decay).slice(0, problem.size);
    found[`update.${method}`] = array(update);
    const cosine = cosineOf(update, exact, problem.size);
    if (cosine !== undefined) found[`cosine.${method}`] = array(Float64Array.of(cosine));
  }
  return found;
});
