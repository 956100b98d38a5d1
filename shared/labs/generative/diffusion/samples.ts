import { array } from "../../../arrays.ts";
import { walkBack } from "../../../diffusion/sampler.ts";
import { jumpsOf, scheduleOf, timesOf } from "../../../diffusion/schedule.ts";
import { log } from "../../../math/elementary.ts";
import { openNet } from "../../../nets/net.ts";
import { foldIn } from "../../../random/index.ts";
import { scoresOf } from "../../../stats/noised-density.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import { comparedRows, latentPoints, shownSquare, unscaled } from "../points/plane.ts";
import { reachOf } from "../points/reach.ts";
import { checkRows, plainRows, rowSamples } from "../points/samples.ts";
import { boundTerms } from "./bound.ts";
import type { DiffusionTaskParams } from "./fields.ts";
import { predictBy, predictionNet } from "./predict.ts";

const STREAM = { start: 0, way: 1, bound: 2 } as const;
/** Held-out rows that the bound is measured on, at most. */
export const BOUNDED = 500;

/**
 * Samples of the trained net and as many held-out rows, both in the units of the data. Output: `generated` and `real`, rows × columns; of points `square` (x
 * and y of its lower left corner, side); `bound`, of held-out rows the mean of the variational bound on −log p in nats, of points of a density in the units of
 * the data, of pictures of the probability of their bytes; `terms`, its part from each step (at 0 that of the last one); of data whose density is known
 * `exact`, −log of that density.
 */
export const diffusionSamples = once((params: DiffusionTaskParams, context, { key }) => {
  const table = checkRows(context.data, params.testFraction);
  const samples = rowSamples(table, params);
  const { scaling, test, columns, image } = samples;
  const compared = comparedRows(samples, params);
  const bounded = rowsAsFloats(samples, test.subarray(0, BOUNDED));
  const schedule = scheduleOf(params);
  const reach = reachOf(samples);
  const predict = (rows: number) => {
    const { program } = openNet(machineOf(context), predictionNet(params, rows, columns), context.inputs.train);
    return predictBy(program, params, schedule);
  };
  const way = {
    schedule,
    sampler: params.sampler,
    times: timesOf(params.steps, jumpsOf(params)),
    reach,
    key: foldIn(key, STREAM.way),
  };
  const start = latentPoints(compared.length, foldIn(key, STREAM.start), columns);
  const made = walkBack(predict(compared.length), start, way);
  const rows = { columns, pictures: image !== undefined, reach, key: foldIn(key, STREAM.bound) };
  const terms = boundTerms(predict(bounded.length / columns), bounded, schedule, rows);
  const total = terms.reduce((sum, one) => sum + one, 0);
  const { gaussians } = table;
  const known =
    gaussians &&
    !image &&
    scoresOf({ centres: gaussians.centres, variance: gaussians.deviation ** 2 }, plainRows(samples, test)).density;
  const square = image ? undefined : shownSquare(samples);
  return {
    generated: array(unscaled(made, scaling), [compared.length, columns]),
    real: array(plainRows(samples, compared), [compared.length, columns]),
    ...(square && { square: array(Float64Array.of(...square.low, square.side)) }),
    bound: array(Float64Array.of(image ? total : total - 2 * log(scaling.scale))),
    terms: array(terms),
    ...(known && {
      exact: array(Float64Array.of(-known.reduce((sum, density) => sum + log(density), 0) / known.length)),
    }),
  };
});
