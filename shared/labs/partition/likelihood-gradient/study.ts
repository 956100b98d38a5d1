import { array } from "../../../arrays.ts";
import { foldIn } from "../../../random/index.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { binaryProblem } from "./binary.ts";
import { sampled } from "./data.ts";
import type { LikelihoodParams } from "./fields.ts";
import { NEAR, solved } from "./fixed.ts";
import { AMOUNTS, STUDIED } from "./names.ts";

/** A normal prior of this variance on every parameter: with few data some would go to infinity without it. */
const PRIOR = 10;

/**
 * What methods make of few data: a step draws a sample of each of `AMOUNTS` sizes from the truth, and lets each of `STUDIED` come to rest there, with a normal prior on the parameters. Record `klTruth`:
 * KL(truth ‖ model) in nats, [methods, amounts]; Infinity where a method does not come to rest.
 */
export const study = drive((params: LikelihoodParams, { inputs, beat }, { key }: Start) => {
  const truth = Float64Array.from(inputs.data.truth.values);
  const blank = array(new Float64Array(STUDIED.length * AMOUNTS.length).fill(Number.POSITIVE_INFINITY), [
    STUDIED.length,
    AMOUNTS.length,
  ]);
  return {
    advance: eachStep<"klTruth">({ klTruth: blank }, (n, row) => {
      const found = new Float64Array(STUDIED.length * AMOUNTS.length).fill(Number.POSITIVE_INFINITY);
      for (const [a, count] of AMOUNTS.entries()) {
        beat?.();
        const problem = binaryProblem(params, sampled(truth, count, foldIn(key, n, a)), truth, key);
        for (const [m, method] of STUDIED.entries()) {
          const point = solved(problem, method, params, { flow: 100, rate: 0.2, decay: 1 / (PRIOR * count) });
          const kl = point && point.residual < NEAR ? problem.likelihood(point.theta).klTruth : undefined;
          if (kl !== undefined) found[m * AMOUNTS.length + a] = kl;
        }
      }
      row.klTruth = found;
    }),
    save: () => ({}),
    output: () => ({}),
  };
});
