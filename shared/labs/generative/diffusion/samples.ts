import { array } from "../../../arrays.ts";
import { log } from "../../../math/elementary.ts";
import { openNet } from "../../../nets/net.ts";
import { foldIn } from "../../../random/index.ts";
import { scoresOf } from "../../../stats/noised-density.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import { checkPoints } from "../points/check.ts";
import { comparedRows, latentPoints, planarSamples, shownSquare, unscaled } from "../points/plane.ts";
import { boundTerms } from "./bound.ts";
import { reachOf } from "./data.ts";
import type { DiffusionTaskParams } from "./fields.ts";
import { predictBy, predictionNet } from "./predict.ts";
import { walkBack } from "./sampler.ts";
import { scheduleOf, timesOf } from "./schedule.ts";

const STREAM = { start: 0, way: 1, bound: 2 } as const;
/** Held-out points that the bound is measured on, at most. */
export const BOUNDED = 500;

/**
 * Samples of the trained net and as many held-out rows, both in the units of the data. Output: `generated` and `real`, rows × 2; `square` (x and y of its lower left
 * corner, side); `bound`, of held-out rows the mean of the variational bound on −log p in nats; `terms`, its part from each step (at 0 that of the last one); of
 * data whose density is known `exact`, −log of that density.
 */
export const diffusionSamples = once((params: DiffusionTaskParams, context, { key }) => {
  const table = checkPoints(context.data, params.testFraction);
  const samples = planarSamples(table, params.testFraction);
  const { scaling, test } = samples;
  const points = { columns: 2, values: samples.values };
  const compared = comparedRows(samples, params);
  const bounded = rowsAsFloats(points, test.subarray(0, BOUNDED));
  const schedule = scheduleOf(params);
  const reach = reachOf(samples);
  const predict = (rows: number) =>
    predictBy(openNet(machineOf(context), predictionNet(params, rows), context.inputs.train).program, params.steps);
  const way = { schedule, sampler: params.sampler, times: timesOf(params), reach, key: foldIn(key, STREAM.way) };
  const made = walkBack(predict(compared.length), latentPoints(compared.length, foldIn(key, STREAM.start)), way);
  const terms = boundTerms(predict(bounded.length / 2), bounded, schedule, { reach, key: foldIn(key, STREAM.bound) });
  const square = shownSquare(samples);
  const { gaussians } = table;
  const known =
    gaussians &&
    scoresOf(
      { centres: gaussians.centres, variance: gaussians.deviation ** 2 },
      unscaled(rowsAsFloats(points, test), scaling),
    ).density;
  return {
    generated: array(unscaled(made, scaling), [compared.length, 2]),
    real: array(unscaled(rowsAsFloats(points, compared), scaling), [compared.length, 2]),
    square: array(Float64Array.of(...square.low, square.side)),
    // In the units of the data.
    bound: array(Float64Array.of(terms.reduce((sum, one) => sum + one, 0) - 2 * log(scaling.scale))),
    terms: array(terms),
    ...(known && {
      exact: array(Float64Array.of(-known.reduce((sum, density) => sum + log(density), 0) / known.length)),
    }),
  };
});
