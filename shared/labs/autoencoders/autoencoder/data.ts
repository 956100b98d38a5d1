import type { Arrays } from "../../../arrays.ts";
import { requireProbabilities, requireTable } from "../../../data/require.ts";
import { split } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { isFused, type LayeredSpec, partsOf } from "../../../nets/layers.ts";
import type { WasmName } from "../../lab.ts";
import type { AutoencoderTaskParams } from "./fields.ts";
import { specOf } from "./shape.ts";

/** What the net learns from: rows × columns, bytes (255 means 1) or float32, and which rows are held out. */
export interface Samples {
  readonly columns: number;
  readonly values: Uint8Array | Float32Array;
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** Normalisation and dropout leave the code alone: without another hidden layer they would do nothing. */
function checkLayers({ hidden, normalisation = "none", dropout = 0 }: AutoencoderTaskParams): void {
  if (hidden.length > 1 || (normalisation === "none" && dropout === 0)) return;
  throw new ExperimentError(
    "params.hidden",
    "needs-more-layers",
    `hidden layers: ${hidden.length} (normalisation and dropout act on those before and after the code: name at least 2)`,
    { value: hidden.length, min: 2 },
  );
}

/** Throws an ExperimentError for parameters or data that the net cannot learn from. */
export function checkAutoencoder(params: AutoencoderTaskParams, data: Table | null): Table {
  const table = requireTable(data, "the net needs samples", { columns: 16_384 });
  checkLayers(params);
  checkParts(table, params);
  if (table.weights) checkWeights(table.weights, specOf(params, table.columns));
  if (params.loss !== "cross-entropy") return table;
  const cure = " under cross-entropy: choose the mean squared error";
  return requireProbabilities(table, "params.loss", "not-from-0-to-1", cure, "mse");
}

/** Throws an ExperimentError unless rows are left to train on and to test; of a small table, a larger fraction may leave one. */
function checkParts({ rows }: Table, { testFraction }: AutoencoderTaskParams): void {
  if (rows < 3)
    throw new ExperimentError("data", "too-few-rows", `rows: ${rows} (must leave 2 to train on and 1 to test)`, {
      value: rows,
      min: 3,
    });
  if (split(rows, testFraction).test.length > 0) return;
  const fits = Math.ceil(20 / rows) / 20;
  throw new ExperimentError(
    "params.testFraction",
    "no-rows-to-test",
    `held-out data: ${testFraction} of ${rows} rows is none (must be at least ${fits})`,
    { value: testFraction, rows, fits },
  );
}

/** Initial weights must be those of the net that the parameters describe. */
function checkWeights(weights: Arrays, spec: LayeredSpec): void {
  const parts = partsOf(spec);
  const names = Object.keys(weights);
  if (!parts.some(({ name }) => names.includes(name))) {
    const expected = parts.map(({ name, shape }) => `${name} (${shape.join(" × ")})`).join(", ");
    const value = names.slice(0, 6).join(", ");
    throw new ExperimentError(
      "data.files",
      "weights-of-other-names",
      `weights: the file holds ${value || "nothing"} (must be ${expected}: rename its tensors, weights as inputs × outputs)`,
      { value, expected },
    );
  }
  const [columns] = spec.widths;
  const inputs = Object.hasOwn(weights, "layer0.weights") ? weights["layer0.weights"].shape[0] : columns;
  if (inputs !== columns)
    throw new ExperimentError(
      "data.files",
      "weights-of-other-data",
      `weights: from a net that takes ${inputs} inputs, the data have ${columns} columns (choose the data it was trained on, or leave the weights out)`,
      { value: columns, expected: inputs },
    );
  for (const { name, shape } of parts) {
    const found = Object.hasOwn(weights, name) ? weights[name].shape : [];
    if (found.length === shape.length && shape.every((extent, i) => extent === found[i])) continue;
    const net = spec.widths.join("–");
    throw new ExperimentError(
      "data.files",
      "weights-do-not-fit",
      `weights: ${name} is ${found.join(" × ") || "missing"} (must be ${shape.join(" × ")}, for a net ${net}: set the encoder layers)`,
      { value: name, expected: net },
    );
  }
}

/**
 * Columns other than pixels are centred and divided by one spread under the mean squared error (both of the training rows): the net starts near what
 * it learns, and a column counts as much as it varies. That each counts the same is a choice of how the file is read.
 */
export function samplesOf(data: Table, params: Pick<AutoencoderTaskParams, "loss" | "testFraction">): Samples {
  const { train, test } = split(data.rows, params.testFraction);
  const { columns } = data;
  if (data.values instanceof Uint8Array) return { columns, values: data.values, train, test };
  const values = params.loss === "mse" && !data.image ? centred(data, train) : Float32Array.from(data.values);
  return { columns, values, train, test };
}

function centred({ values, rows, columns }: Table, train: Uint32Array): Float32Array {
  const means = new Float64Array(columns);
  let variance = 0;
  for (let c = 0; c < columns; c++) {
    for (const row of train) means[c] += values[row * columns + c] / train.length;
    for (const row of train) variance += (values[row * columns + c] - means[c]) ** 2 / train.length / columns;
  }
  // Constant columns stay at zero.
  const scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
  const out = new Float32Array(rows * columns);
  for (let at = 0; at < out.length; at++) out[at] = (values[at] - means[at % columns]) * scale;
  return out;
}

/** Modules that a net needs beside those of the lab: that of tensorflow.js for what our own fused step lacks. */
export function modulesOf(params: AutoencoderTaskParams): { readonly wasm?: readonly WasmName[] } {
  return isFused(specOf(params, 1)) ? {} : { wasm: ["tensorflow"] };
}
