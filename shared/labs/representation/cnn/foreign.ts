import { type Arrays, array } from "../../../arrays.ts";
import { answersOf, asProbabilities } from "../../foreign-run.ts";
import { once } from "../../process.ts";
import { accuracyOf, confusion, crossEntropyOf, largest } from "../classes.ts";
import { checkCnn, rowsAsFloats, samplesOf } from "./data.ts";
import type { CnnTaskParams } from "./fields.ts";

/**
 * All held-out pictures through a model that this lab cannot train, run by the program that it comes from. Output: as of "evaluate", without the patches that excite filters,
 * which such a model does not show. Throws an ExperimentError for a model that takes or gives other than the data have.
 */
export const cnnForeign = once(async (params: CnnTaskParams, context): Promise<Arrays> => {
  const samples = samplesOf(checkCnn(params, context.data), params);
  const { size, labels, test } = samples;
  const classes = samples.classes.length;
  const answers = await answersOf(context, {
    values: rowsAsFloats(samples, test),
    sample: [size.height, size.width, size.channels],
    outputs: classes,
  });
  const probabilities = asProbabilities(answers, test.length);
  const found = largest(probabilities, classes);
  const truth = Int32Array.from(test, (row) => labels[row]);
  return {
    accuracy: array(Float64Array.of(accuracyOf(truth, found))),
    loss: array(Float64Array.of(crossEntropyOf(truth, probabilities, classes))),
    confusion: array(confusion(truth, found, classes), [classes, classes]),
    probabilities: array(probabilities, [test.length, classes]),
    found: array(found),
  };
});
