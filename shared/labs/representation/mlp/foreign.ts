/** Models that this lab cannot train, run by the program that they come from: their answers to all rows, and how good those of the held-out rows are. */
import { type Arrays, array } from "../../../arrays.ts";
import { asProbabilities, kindOf, withModel } from "../../foreign-run.ts";
import { once } from "../../process.ts";
import { checkData, endsOf, samplesOf } from "./data.ts";
import { classesFound, numbersFound, scaleArray } from "./evaluate.ts";
import type { MlpTaskParams } from "./fields.ts";

/**
 * Output: as of "evaluate", without losses: other programs' losses are not told by their outputs. Throws an ExperimentError for a model that takes or gives other than the
 * data have.
 */
export const mlpForeign = once(async (params: MlpTaskParams, context): Promise<Arrays> => {
  const table = checkData(params, context.data);
  const samples = samplesOf(table, params);
  const { values, inputs, goal } = samples;
  const { outputs } = endsOf(table, params);
  const unit = values instanceof Uint8Array ? 255 : 1;
  const { image } = table;
  const isPicture = image !== undefined && image.height * image.width * image.channels === inputs;
  const sample = isPicture ? [image.height, image.width, image.channels] : [inputs];
  const found = await withModel(context, { sample, outputs }, (answer) =>
    answer(table.rows, (x, from, count) => {
      const own = values.subarray(from * inputs, (from + count) * inputs);
      for (const [i, value] of own.entries()) x[i] = value / unit;
    }),
  );
  const told =
    goal.kind === "classes"
      ? classesFound(asProbabilities(found, table.rows, kindOf(found, table.rows)), samples, goal.labels)
      : numbersFound(found, samples, goal.values);
  return {
    ...told,
    inputScale: scaleArray(samples.scale.mean, samples.scale.deviation),
    ran: array(Float64Array.of(1)),
  };
});
