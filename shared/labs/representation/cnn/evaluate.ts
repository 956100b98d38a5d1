import { heldOutAnswers } from "../../nets/classifier.ts";
import { robustnessOf } from "../../nets/robustness.ts";
import { once } from "../../process.ts";
import { samplesOf } from "./data.ts";
import type { CnnTaskParams } from "./fields.ts";
import { trainedCnn } from "./net.ts";
import { excitement } from "./patches.ts";

/** Held-out pictures in which patches are looked for. */
const SEARCHED = 400;

/**
 * All held-out pictures through the trained net. Output: what came of them (see `heldOutAnswers`), and of each block `best<b>`, the patches that excite its
 * filters most (see `Excitement`).
 */
export const cnnEvaluation = once((params: CnnTaskParams, context) => {
  const samples = samplesOf(params, context.data);
  const trained = trainedCnn(params, samples.size, samples.classes.length, context.inputs.train);
  const best = params.channels.map(excitement);
  const answers = heldOutAnswers(context, trained, samples, {
    outputs: ({ maps }) => Object.fromEntries(maps.map((map, b) => [`map${b}`, map])),
    visit(rows, from, program, wanted) {
      if (from >= SEARCHED) return;
      for (const [b, own] of best.entries()) own.add(program.output(`map${b}`), wanted[`map${b}`].shape, rows);
    },
  });
  return { ...answers, ...Object.fromEntries(best.map((own, b) => [`best${b}`, own.result()])) };
});

/** Output: accuracy on held-out pictures with noise and shifted, see `robustnessOf`. */
export const cnnRobustness = once((params: CnnTaskParams, context, { key }) => {
  const samples = samplesOf(params, context.data);
  const trained = trainedCnn(params, samples.size, samples.classes.length, context.inputs.train);
  return robustnessOf(context, trained, samples, key);
});
