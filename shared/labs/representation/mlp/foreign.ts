/** Models that this lab cannot train, run by the program that they come from: their answers to all rows, and how good those of the held-out rows are. */
import { type Arrays, array } from "../../../arrays.ts";
import { asProbabilities, kindOf, withModel } from "../../foreign-run.ts";
import { once } from "../../process.ts";
import { type QuestionParams, standardised } from "./ask.ts";
import { checkData, endsOf, samplesOf } from "./data.ts";
import { classesFound, numbersFound, scaleArray } from "./evaluate.ts";
import type { MlpTaskParams } from "./fields.ts";
import { derivedInputs } from "./inputs.ts";

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
  const kind = kindOf(found, table.rows);
  const told =
    goal.kind === "classes"
      ? classesFound(asProbabilities(found, table.rows, kind), samples, goal.labels)
      : numbersFound(found, samples, goal.values);
  return {
    ...told,
    inputScale: scaleArray(samples.scale.mean, samples.scale.deviation),
    isShares: array(Uint8Array.of(Number(kind === "shares"))),
  };
});

/** What a model answers at rows of the table's own columns, given as to "predict"; `isShares`: as "evaluate" found. Output: "output" [n, outputs]. */
export const mlpForeignQuestion = once(async (params: QuestionParams, context): Promise<Arrays> => {
  const { rows, inputScale, targetScale, isShares } = context.inputs.given;
  const [count, columns] = rows.shape;
  const { outputs, classes, sample } = params;
  const inputs = derivedInputs(standardised(rows.values, columns, inputScale?.values), columns, params);
  const width = inputs.length / count;
  const found = await withModel(context, { sample: sample ?? [width], outputs }, (answer) =>
    answer(count, (x, from, some) => x.set(inputs.subarray(from * width, (from + some) * width))),
  );
  const [mean, deviation] = targetScale ? [...targetScale.values] : [0, 1];
  const output = classes
    ? asProbabilities(found, count, isShares.values[0] ? "shares" : "scores")
    : found.map((value) => value * deviation + mean);
  return { output: array(output, [count, outputs]) };
});
