import type { Arrays } from "../../arrays.ts";
import { requireNumbers } from "../../data/require.ts";
import { split } from "../../data/split.ts";
import type { Table } from "../../data/table.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import type { NetSpec } from "../../kernels/dense/net.ts";
import type { AutoencoderParams } from "./autoencoder-fields.ts";

/** What the net learns from: rows × columns, bytes (255 means 1) or float32, and which rows are held out. */
export interface Samples {
  readonly columns: number;
  readonly values: Uint8Array | Float32Array;
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** Throws an ExperimentError for data that the net cannot learn from. */
export function checkAutoencoder(params: AutoencoderParams, data: Table | null): Table {
  if (data === null) throw new ExperimentError("data", "needs-data", "data is missing: the net needs samples");
  requireNumbers(data);
  if (data.columns > 16_384)
    throw new ExperimentError("data", "too-many-columns", `columns: ${data.columns} (must be at most 16384)`, {
      value: data.columns,
      max: 16_384,
    });
  const { train, test } = split(data.rows, params.testFraction);
  if (train.length < 2 || test.length < 1)
    throw new ExperimentError("data", "too-few-rows", `rows: ${data.rows} (must leave 2 to train on and 1 to test)`, {
      value: data.rows,
      min: Math.ceil(1 / params.testFraction) + 2,
    });
  if (data.weights) checkWeights(data.weights, specOf(params, data.columns));
  if (params.loss === "cross-entropy" && !(data.values instanceof Uint8Array)) requireProbabilities(data);
  return data;
}

/** First weights must be those of the net that the parameters describe. */
function checkWeights(weights: Arrays, { widths }: NetSpec): void {
  for (let l = 0; l + 1 < widths.length; l++) {
    for (const [name, shape] of [
      [`layer${l}.weights`, [widths[l], widths[l + 1]]],
      [`layer${l}.bias`, [widths[l + 1]]],
    ] as const) {
      const found = Object.hasOwn(weights, name) ? weights[name].shape : [];
      if (found.length === shape.length && shape.every((extent, i) => extent === found[i])) continue;
      const net = widths.join("–");
      throw new ExperimentError(
        "data.files",
        "weights-do-not-fit",
        `weights: ${name} is ${found.join(" × ") || "missing"} (must be ${shape.join(" × ")}, of a net ${net}: set the layers of the encoder)`,
        { value: name, expected: net },
      );
    }
  }
}

function requireProbabilities({ values, columns, names }: Table): void {
  for (let i = 0; i < values.length; i++) {
    if (values[i] >= 0 && values[i] <= 1) continue;
    const [row, column] = [Math.floor(i / columns) + 1, names?.[i % columns] ?? String((i % columns) + 1)];
    throw new ExperimentError(
      "params.loss",
      "not-a-probability",
      `value ${values[i]} in row ${row}, column ${column} (must be from 0 to 1 under cross-entropy: choose the mean squared error)`,
      { value: values[i], row, column },
    );
  }
}

/** Columns other than pixels are brought to mean 0 and standard deviation 1 (of the training rows) under the mean squared error. */
export function samplesOf(data: Table, params: AutoencoderParams): Samples {
  const { train, test } = split(data.rows, params.testFraction);
  const { columns } = data;
  if (data.values instanceof Uint8Array) return { columns, values: data.values, train, test };
  const values = params.loss === "mse" && !data.image ? standardised(data, train) : Float32Array.from(data.values);
  return { columns, values, train, test };
}

function standardised({ values, rows, columns }: Table, train: Uint32Array): Float32Array {
  const out = new Float32Array(rows * columns);
  for (let c = 0; c < columns; c++) {
    let mean = 0;
    for (const row of train) mean += values[row * columns + c] / train.length;
    let variance = 0;
    for (const row of train) variance += (values[row * columns + c] - mean) ** 2 / train.length;
    // A constant column stays at zero.
    const scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    for (let r = 0; r < rows; r++) out[r * columns + c] = (values[r * columns + c] - mean) * scale;
  }
  return out;
}

/** Encoder down to the code, decoder mirrored; linear outputs. */
export function specOf(params: AutoencoderParams, columns: number): NetSpec {
  const { hidden, activation, code, loss } = params;
  const widths = [columns, ...hidden, ...hidden.slice(0, -1).reverse(), columns];
  const activations = widths
    .slice(1, -1)
    .map((_, l) => (l === hidden.length - 1 && code === "linear" ? "linear" : activation));
  return { widths, activations, loss };
}

/** Layers of the encoder: the code is what comes out of the last of them. */
export function codeLayer({ hidden }: Pick<AutoencoderParams, "hidden">): number {
  return hidden.length;
}
