/** How far off a code is: mean and covariance of the training codes, and distances by them. */
import { type Arrays, array } from "../../../arrays.ts";
import { cholesky } from "../../../linalg/index.ts";

/** Part of the mean variance of a code that is added to each: directions in which training codes do not vary have an inverse then. */
const RIDGE = 1e-6;

export function addCodes(sums: Float64Array, codes: Float32Array, width: number): void {
  const rows = codes.length / width;
  sums[0] += rows;
  for (let n = 0; n < rows; n++)
    for (let i = 0; i < width; i++) {
      const z = codes[n * width + i];
      sums[1 + i] += z;
      for (let j = 0; j <= i; j++) sums[1 + width + i * width + j] += z * codes[n * width + j];
    }
}

export function codesOf(sums: Float64Array, width: number): Arrays {
  const [count] = sums;
  const mean = sums.slice(1, 1 + width).map((sum) => sum / count);
  const covariance = new Float64Array(width * width);
  let trace = 0;
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) {
      const value = sums[1 + width + i * width + j] / count - mean[i] * mean[j];
      covariance[i * width + j] = value;
      covariance[j * width + i] = value;
      if (i === j) trace += Math.max(value, 0);
    }
  // Where no code varies at all, distances are plain ones.
  const ridge = trace > 0 ? (RIDGE * trace) / width : 1;
  for (let i = 0; i < width; i++) covariance[i * width + i] = Math.max(covariance[i * width + i], 0) + ridge;
  return { codeMean: array(mean), codeFactor: array(cholesky(covariance, width), [width, width]) };
}

/** Mahalanobis distances (1936) of codes from their mean, |L⁻¹ (z − m)|, divided by √width: about 1 for a normal row. */
export function distances({ codeMean, codeFactor }: Arrays, codes: Float32Array): Float64Array {
  const width = codeMean.values.length;
  const solved = new Float64Array(width);
  return Float64Array.from({ length: codes.length / width }, (_, n) => {
    let sum = 0;
    for (let i = 0; i < width; i++) {
      let rest = codes[n * width + i] - codeMean.values[i];
      for (let j = 0; j < i; j++) rest -= codeFactor.values[i * width + j] * solved[j];
      solved[i] = rest / codeFactor.values[i * width + i];
      sum += solved[i] * solved[i];
    }
    return Math.sqrt(sum / width);
  });
}
