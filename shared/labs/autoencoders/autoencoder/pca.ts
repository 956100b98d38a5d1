import { type Arrays, array } from "../../../arrays.ts";
import { type SymmetricEigen, symmetricEigen } from "../../../linalg/index.ts";
import { wasmEigen } from "../../../linalg/wasm.ts";
import { roomOf } from "../../../wasm/room.ts";
import type { Context, Process, Task } from "../../lab.ts";
import { checkAutoencoder, type Samples, samplesOf } from "./data.ts";
import type { AutoencoderParams } from "./fields.ts";

/** Training rows a step. */
const BLOCK = 100;

export function pcaSteps(trainRows: number): number {
  return Math.ceil(trainRows / BLOCK) + 1;
}

/**
 * Principal component analysis with as many dimensions as the code has, in float64: the covariance of the training rows, block by block, then its
 * eigenvectors in the last step. Output: mean, components (rows), variances, and the mean squared error of the held-out rows.
 */
export function openPca(task: Task, context: Context, checkpoint?: Arrays): Process {
  const params = task.params as unknown as AutoencoderParams;
  const samples = samplesOf(checkAutoencoder(params, context.data), params);
  const { columns, train } = samples;
  const mean = meanOf(samples);
  const dimensions = Math.min(params.hidden[params.hidden.length - 1], columns);
  const covariance = covarianceOn(context, columns);
  let step = checkpoint?.step.values[0] ?? 0;
  if (checkpoint) covariance.set(checkpoint.covariance.values as Float64Array);
  let result: Arrays = {};
  return {
    get step() {
      return step;
    },
    advance(steps) {
      for (const end = step + steps; step < end; step++) {
        const rows = train.subarray(step * BLOCK, (step + 1) * BLOCK);
        if (rows.length > 0) covariance.add(centred(samples, rows, mean));
        else result = components(samples, mean, covariance.eigen(train.length), dimensions);
      }
      return {};
    },
    snapshot: () => ({}),
    checkpoint: () => ({ step: array(Float64Array.of(step)), covariance: array(covariance.get(), [columns, columns]) }),
    output: () => result,
  };
}

interface Covariance {
  /** Adds XᵀX of centred rows. */
  add(rows: Float64Array): void;
  get(): Float64Array;
  set(sums: Float64Array): void;
  eigen(count: number): SymmetricEigen;
}

function covarianceOn(context: Context, n: number): Covariance {
  const sums = new Float64Array(n * n);
  const covarianceBy = (add: Covariance["add"], eigen: (a: Float64Array, n: number) => SymmetricEigen): Covariance => ({
    add,
    get: () => sums.slice(),
    set: (given) => sums.set(given),
    eigen: (count) => {
      const covariance = sums.map((x) => x / count);
      return eigen(covariance, n);
    },
  });
  if (context.device !== "wasm")
    return covarianceBy((rows) => {
      for (let r = 0; r < rows.length; r += n)
        for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sums[i * n + j] += rows[r + i] * rows[r + j];
    }, symmetricEigen);
  const module = context.wasm("math");
  const { f64 } = roomOf(module);
  const [block, product] = [module.alloc(BLOCK * n * 8), module.alloc(n * n * 8)];
  return covarianceBy((rows) => {
    f64(block, rows.length).set(rows);
    module.multiplyTransposed(product, block, block, rows.length / n, n, n);
    const added = f64(product, n * n);
    for (let i = 0; i < n * n; i++) sums[i] += added[i];
  }, wasmEigen(module));
}

function scaleOf(values: Uint8Array | Float32Array): number {
  return values instanceof Uint8Array ? 255 : 1;
}

function meanOf({ values, columns, train }: Samples): Float64Array {
  const mean = new Float64Array(columns);
  for (const row of train) for (let c = 0; c < columns; c++) mean[c] += values[row * columns + c];
  return mean.map((sum) => sum / scaleOf(values) / train.length);
}

function centred({ values, columns }: Samples, rows: Uint32Array, mean: Float64Array): Float64Array {
  const out = new Float64Array(rows.length * columns);
  const scale = scaleOf(values);
  for (let r = 0; r < rows.length; r++)
    for (let c = 0; c < columns; c++) out[r * columns + c] = values[rows[r] * columns + c] / scale - mean[c];
  return out;
}

function components(
  samples: Samples,
  mean: Float64Array,
  { values, vectors }: { readonly values: Float64Array; readonly vectors: Float64Array },
  dimensions: number,
): Arrays {
  const { columns, test } = samples;
  const kept = vectors.slice(0, dimensions * columns);
  let error = 0;
  for (const row of test) {
    const x = centred(samples, Uint32Array.of(row), mean);
    // Pythagoras: what is left of a row is its length without that of its projection.
    for (let c = 0; c < columns; c++) error += x[c] * x[c];
    for (let k = 0; k < dimensions; k++) {
      let along = 0;
      for (let c = 0; c < columns; c++) along += kept[k * columns + c] * x[c];
      error -= along * along;
    }
  }
  return {
    mean: array(Float32Array.from(mean)),
    components: array(Float32Array.from(kept), [dimensions, columns]),
    variances: array(values.slice(0, dimensions)),
    testMse: array(Float64Array.of(error / (test.length * columns))),
  };
}
