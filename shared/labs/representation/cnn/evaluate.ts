import { array } from "../../../arrays.ts";
import { once } from "../../process.ts";
import { accuracyOf, confusion, crossEntropyOf, largest } from "../classes.ts";
import { checkCnn, rowsAsFloats, samplesOf } from "./data.ts";
import type { CnnTaskParams } from "./fields.ts";
import { throughNet } from "./opened.ts";
import { excitement } from "./patches.ts";

/** Held-out pictures in which patches are looked for. */
const SEARCHED = 400;

/**
 * All held-out pictures through the trained net. Output: `accuracy`; `loss`, nats per picture; `confusion`, classes × classes, rows the true ones; `probabilities` and `found`
 * of each; and of each block `best<b>`, the patches that excite its filters most (see `Excitement`).
 */
export const cnnEvaluation = once((params: CnnTaskParams, context) => {
  const samples = samplesOf(checkCnn(params, context.data), params);
  const { size, labels, test } = samples;
  const classes = samples.classes.length;
  const probabilities = new Float32Array(test.length * classes);
  const best = params.channels.map(excitement);
  throughNet(
    context,
    { params, size, classes, weights: context.inputs.train },
    test.length,
    ({ probabilities: p, maps }) => ({
      probabilities: p,
      ...Object.fromEntries(maps.map((map, b) => [`map${b}`, map])),
    }),
    (x, from, count) => x.set(rowsAsFloats(samples, test.subarray(from, from + count))),
    (from, count, program, wanted) => {
      probabilities.set(program.output("probabilities").subarray(0, count * classes), from * classes);
      if (from >= SEARCHED) return;
      const rows = test.subarray(from, from + count);
      for (const [b, own] of best.entries()) own.add(program.output(`map${b}`), wanted[`map${b}`].shape, rows);
    },
  );
  const found = largest(probabilities, classes);
  const truth = Int32Array.from(test, (row) => labels[row]);
  return {
    accuracy: array(Float64Array.of(accuracyOf(truth, found))),
    loss: array(Float64Array.of(crossEntropyOf(truth, probabilities, classes))),
    confusion: array(confusion(truth, found, classes), [classes, classes]),
    probabilities: array(probabilities, [test.length, classes]),
    found: array(found),
    ...Object.fromEntries(best.map((own, b) => [`best${b}`, own.result()])),
  };
});
