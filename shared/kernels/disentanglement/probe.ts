/** What a linear rule finds of each factor in all codes together: least squares for a number, discriminant analysis for a class. */
import { cholesky, solveCholesky } from "../../linalg/index.ts";
import { addRows, classify, classSums, discriminantOf } from "../../stats/discriminant.ts";
import type { Codes, Factor } from "./codes.ts";
import { determination } from "./dci.ts";

/** Part of the mean square that is added to each diagonal entry: codes that do not vary, or copies of each other, have a solution then. */
const RIDGE = 1e-6;

/** On rows that were not learnt from: R² of a number (0 at least), accuracy of a class. */
export function probe(
  codes: Codes,
  factors: readonly Factor[],
  others: Codes,
  otherFactors: readonly Factor[],
): Float64Array {
  return Float64Array.from(factors, (factor, j) =>
    factor.classes > 0
      ? accuracyOf(codes, factor, others, otherFactors[j])
      : Math.max(0, determination(otherFactors[j].values, lineOf(codes, factor.values, others))),
  );
}

function accuracyOf(codes: Codes, { values, classes }: Factor, others: Codes, truth: Factor): number {
  const sums = classSums(codes.width, classes);
  addRows(sums, codes.values, values);
  const rule = discriminantOf(sums);
  const right = truth.values.reduce((sum, own, n) => sum + (classify(rule, others.values, n) === own ? 1 : 0), 0);
  return right / others.rows;
}

/** Predictions for the others by the normal equations about the means. */
function lineOf({ rows, width, values }: Codes, target: Float64Array, others: Codes): Float64Array {
  const means = new Float64Array(width);
  for (let at = 0; at < rows * width; at++) means[at % width] += values[at] / rows;
  const mean = target.reduce((sum, own) => sum + own, 0) / rows;
  const products = new Float64Array(width * width);
  const sides = new Float64Array(width);
  for (let n = 0; n < rows; n++)
    for (let i = 0; i < width; i++) {
      const x = values[n * width + i] - means[i];
      sides[i] += x * (target[n] - mean);
      for (let j = 0; j <= i; j++) products[i * width + j] += x * (values[n * width + j] - means[j]);
    }
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) products[j * width + i] = products[i * width + j];
    const own = products[i * width + i];
    products[i * width + i] = own > 0 ? own * (1 + RIDGE) : 1;
  }
  const weights = solveCholesky(cholesky(products, width), sides, width);
  return Float64Array.from({ length: others.rows }, (_, n) => {
    let sum = mean;
    for (let i = 0; i < width; i++) sum += weights[i] * (others.values[n * width + i] - means[i]);
    return sum;
  });
}
