import { array } from "../../arrays.ts";
import { symmetricEigen } from "../../linalg/index.ts";
import { BLOCK, blockAt } from "../nets/blocks.ts";
import { openOnRows } from "../nets/on-rows.ts";
import { drive, type Start } from "../process.ts";
import { eachStep } from "../records.ts";
import type { Autoencoding } from "./autoencoding.ts";
import { type AutoencodingParams, samplesOf } from "./samples.ts";

/** Held-out rows whose codes are kept for the picture. */
const KEPT = 2000;

/** Codes that are kept, and sums over the rows so far: see `addMoments`. */
interface Coded {
  readonly codes: Float32Array;
  readonly sums: Float64Array;
}

/**
 * All rows through the trained net, held-out ones first. Output: codes of the held-out rows and their picture in two dimensions (the codes themselves, or their
 * first two principal components), their loss and mean squared error, and mean and covariance of the codes of the training rows.
 */
export const codesOf = <P extends AutoencodingParams>(net: Autoencoding<P>) =>
  drive((params: P, context, { saved }: Start<Coded>) => {
    const table = net.check(params, context.data);
    const samples = samplesOf(table, params);
    const { losses, measures, outputs } = net.model(params, table).build(BLOCK, false);
    const [, width] = outputs.code.shape;
    const wanted = { ...measures, loss: losses, code: outputs.code };
    const { program, run } = openOnRows(context, wanted, samples);
    const kept = Math.min(KEPT, samples.test.length);
    const codes = saved?.codes ?? new Float32Array(kept * width);
    const sums = saved?.sums ?? new Float64Array(3 + width + width * width);
    return {
      advance: eachStep([], (step) => {
        const { isTest, from, rows } = blockAt(step, samples.test, samples.train);
        run(rows);
        const block = program.output("code").slice(0, rows.length * width);
        if (!isTest) return addMoments(sums, block, rows.length, width);
        for (const [at, name] of ["loss", "mse"].entries())
          for (const x of program.output(name).subarray(0, rows.length)) sums[at] += x;
        const more = Math.max(0, Math.min(rows.length, kept - from));
        codes.set(block.subarray(0, more * width), Math.min(from, kept) * width);
      }),
      save: () => ({ codes, sums }),
      output() {
        const { mean, covariance } = moments(sums, width);
        return {
          codes: array(codes.slice(), [kept, width]),
          picture: array(inThePlane(codes, kept, width), [kept, 2]),
          testLoss: array(Float64Array.of(sums[0] / samples.test.length)),
          testMse: array(Float64Array.of(sums[1] / samples.test.length)),
          codeMean: array(mean),
          codeCovariance: array(covariance, [width, width]),
        };
      },
    };
  });

/** sums: loss, squared error, count, Σ z, Σ z zᵀ. */
function addMoments(sums: Float64Array, codes: Float32Array, rows: number, width: number): void {
  sums[2] += rows;
  for (let n = 0; n < rows; n++) {
    for (let i = 0; i < width; i++) {
      const z = codes[n * width + i];
      sums[3 + i] += z;
      for (let j = 0; j < width; j++) sums[3 + width + i * width + j] += z * codes[n * width + j];
    }
  }
}

function moments(
  sums: Float64Array,
  width: number,
): { readonly mean: Float64Array; readonly covariance: Float64Array } {
  const count = Math.max(1, sums[2]);
  const mean = sums.slice(3, 3 + width).map((sum) => sum / count);
  const covariance = sums
    .slice(3 + width)
    .map((sum, at) => sum / count - mean[Math.floor(at / width)] * mean[at % width]);
  return { mean, covariance };
}

/** Codes of two numbers as they are, of one number on a line, of more by their first two principal components. */
function inThePlane(codes: Float32Array, rows: number, width: number): Float32Array {
  const out = new Float32Array(rows * 2);
  if (width <= 2) {
    for (let n = 0; n < rows; n++) for (let i = 0; i < width; i++) out[2 * n + i] = codes[n * width + i];
    return out;
  }
  const sums = new Float64Array(3 + width + width * width);
  addMoments(sums, codes, rows, width);
  const { mean, covariance } = moments(sums, width);
  const { vectors } = symmetricEigen(covariance, width);
  for (let n = 0; n < rows; n++)
    for (let axis = 0; axis < 2; axis++) {
      let along = 0;
      for (let i = 0; i < width; i++) along += vectors[axis * width + i] * (codes[n * width + i] - mean[i]);
      out[2 * n + axis] = along;
    }
  return out;
}
