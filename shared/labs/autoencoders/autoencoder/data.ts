import type { Arrays } from "../../../arrays.ts";
import { requireProbabilities, requireTable } from "../../../data/require.ts";
import { split } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { parametersOf } from "../../../nets/plan.ts";
import { sizeOf } from "../../../nets/tensor.ts";
import { checkWeights } from "../../../nets/weights.ts";
import { checkMinibatch, checkWeightCount } from "../../nets/size.ts";
import type { AutoencoderTaskParams } from "./fields.ts";
import { isConvolutional, layersOf, told, weightCount } from "./layers.ts";
import { autoencoderModel } from "./net.ts";

/** What the net learns from: rows × columns, bytes (255 means 1) or float32, and which rows are held out. */
export interface Samples {
  readonly columns: number;
  readonly values: Uint8Array | Float32Array;
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** Normalisation and dropout leave the code alone: without another hidden layer they would do nothing. */
function checkLayers(params: AutoencoderTaskParams): void {
  const { hidden, normalisation = "none", dropout = 0 } = params;
  if (hidden.length > 1 || isConvolutional(params) || (normalisation === "none" && dropout === 0)) return;
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
  checkPictures(params, table);
  checkSize(params, table);
  checkParts(table, params);
  const start = initialWeights(table);
  if (start) checkStart(start, params, table);
  if (params.loss !== "cross-entropy") return table;
  const cure = " under cross-entropy: choose the mean squared error";
  return requireProbabilities(table, "params.loss", "not-from-0-to-1", cure, "mse");
}

/** Convolutions go over pictures, and stop halving where nothing is left to halve. */
function checkPictures(params: AutoencoderTaskParams, { image, columns }: Table): void {
  if (!isConvolutional(params)) return;
  if (image === undefined || image.height === 1 || image.width === 1)
    throw new ExperimentError(
      "params.architecture",
      "convolutions-need-pictures",
      `convolutions of rows of ${columns} numbers (must be pictures: choose dense layers)`,
      { value: columns, fits: "dense" },
    );
  const side = Math.min(image.height, image.width);
  const most = Math.ceil(Math.log2(side));
  const halved = params.filters?.length ?? 0;
  if (halved > most)
    throw new ExperimentError(
      "params.filters",
      "too-many-halvings",
      `convolutions: ${halved} (must be at most ${most}: each halves pictures of ${image.width} × ${image.height})`,
      { value: halved, most, width: image.width, height: image.height },
    );
}

/** Said before the run: what a browser cannot hold. */
function checkSize(params: AutoencoderTaskParams, table: Table): void {
  const net = layersOf(params, table);
  checkWeightCount(isConvolutional(params) ? "params.filters" : "params.hidden", weightCount(net, params), told(net));
  checkMinibatch(params.batch, valuesPerSample(params, table));
}

/** Numbers before and after all layers, before pooling and after growing too. */
function valuesPerSample(params: AutoencoderTaskParams, table: Table): number {
  const { layers } = layersOf(params, table);
  return layers.reduce((sum, { kind, from, to }) => {
    const full = kind === "down" ? from[0] * from[1] * to[2] : kind === "up" ? 4 * sizeOf(from) : 0;
    return sum + sizeOf(to) + full;
  }, table.columns);
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

/** What parts of layers are called in files of tensorflow.js, and here. */
const PARTS: Readonly<Record<string, string>> = { kernel: "weights", bias: "bias", gamma: "gain", beta: "bias" };

/** The weights that training begins with, if there are some, by the lab's names: of a model of tensorflow.js, which must be one that this lab wrote. */
export function initialWeights({ model, weights }: Pick<Table, "model" | "weights">): Arrays | undefined {
  if (!model || !weights) return weights;
  const { name } = model;
  if (!model.text.includes('"userDefinedMetadata":{"lab":"autoencoder"'))
    throw new ExperimentError(
      "data.files",
      "not-own-model",
      `${name}: not a model that this lab wrote (must be one: others train as multilayer perceptron or convolutional net)`,
      { name },
    );
  return Object.fromEntries(
    Object.entries(weights).map(([path, array]) => {
      const [layer, part] = path.split("/");
      return [`${layer}.${PARTS[part] ?? part}`, array];
    }),
  );
}

/** Initial weights must be those of the net that the parameters describe. */
function checkStart(weights: Arrays, params: AutoencoderTaskParams, table: Table): void {
  const { columns } = table;
  const first = Object.hasOwn(weights, "layer0.weights") ? weights["layer0.weights"].shape : [];
  if (!isConvolutional(params) && first.length === 2 && first[0] !== columns)
    throw new ExperimentError(
      "data.files",
      "weights-of-other-data",
      `weights: from a net that takes ${first[0]} inputs, the data have ${columns} columns (choose the data it was trained on, or leave the weights out)`,
      { value: columns, expected: first[0] },
    );
  checkWeights(parametersOf([autoencoderModel(params, table).build(1, false).losses]), weights);
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
