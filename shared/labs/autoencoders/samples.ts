/** What nets that reconstruct learn from, and which data they refuse. */
import { requireProbabilities, requireScalable, requireTable } from "../../data/require.ts";
import { split } from "../../data/split.ts";
import type { Table } from "../../data/table.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { checkCoder } from "../nets/coders/check.ts";
import type { CoderParams, ReconstructionLoss } from "../nets/coders/fields.ts";
import { checkHeldOut, type Samples } from "../nets/samples.ts";
import type { TrainedChain } from "../trained-chain.ts";

/** Which rows are held out, and how the others are measured. */
export interface SampleParams extends ReconstructionLoss {
  readonly testFraction: number;
}

/** What a net that reconstructs is made of and learns from; its lab may have more. */
export interface AutoencodingParams extends CoderParams, SampleParams {
  readonly batch: number;
}

/** Throws an ExperimentError for parameters or data that such a net cannot learn from. */
export function checkSamples(params: AutoencodingParams, data: Table | null): Table {
  const table = requireScalable(requireTable(data, "the net needs samples", { columns: 16_384 }));
  checkCoder(params, table);
  checkParts(table, params);
  return table;
}

/** Throws an ExperimentError for values that are no probabilities, where the loss takes them for such. */
export function checkValues({ loss }: ReconstructionLoss, table: Table): Table {
  if (loss !== "cross-entropy") return table;
  const cure = " under cross-entropy: choose the mean squared error";
  return requireProbabilities(table, "params.loss", "not-from-0-to-1", cure, "mse");
}

/** Whether some column varies over these rows. */
export function rowsDiffer({ values, columns }: Pick<Table, "values" | "columns">, rows: Uint32Array): boolean {
  const [first, ...others] = rows;
  return others.some((row) => {
    for (let c = 0; c < columns; c++) if (values[row * columns + c] !== values[first * columns + c]) return true;
    return false;
  });
}

/** Throws an ExperimentError unless rows are left to train on and to test. */
function checkParts({ rows }: Table, { testFraction }: SampleParams): void {
  if (rows < 3)
    throw new ExperimentError("data", "too-few-rows", `rows: ${rows} (must leave 2 to train on and 1 to test)`, {
      value: rows,
      min: 3,
    });
  checkHeldOut(rows, testFraction);
}

/**
 * Columns other than pixels are centred and divided by one spread under the mean squared error (both of the training rows): the net starts near what
 * it learns, and a column counts as much as it varies. That each counts the same is a choice of how the file is read.
 */
export function samplesOf(data: Table, params: SampleParams): Samples {
  const { train, test } = split(data, params.testFraction);
  const { columns } = data;
  if (data.values instanceof Uint8Array) return { columns, values: data.values, train, test };
  const values = isCentred(data, params) ? centred(data, train) : Float32Array.from(data.values);
  return { columns, values, train, test };
}

/** Whether the net sees other numbers than the table has. */
export function isCentred({ values, image }: Table, { loss }: ReconstructionLoss): boolean {
  return loss === "mse" && !image && !(values instanceof Uint8Array);
}

/** Means of the columns of the training rows, and one over the deviation that all of them share: (x − mean) · scale is what the net sees. */
export function scalingOf({ values, columns }: Table, train: Uint32Array) {
  const means = new Float64Array(columns);
  let variance = 0;
  for (let c = 0; c < columns; c++) {
    for (const row of train) means[c] += values[row * columns + c] / train.length;
    for (const row of train) variance += (values[row * columns + c] - means[c]) ** 2 / train.length / columns;
  }
  // Constant columns stay at zero.
  return { means, scale: variance > 0 ? 1 / Math.sqrt(variance) : 0 };
}

/** What columns are centred and divided by before the net, and what comes out of it is multiplied by and added to, as published nets have it. */
export function scalesOfColumns(
  table: Table,
  params: SampleParams,
): Partial<Pick<TrainedChain, "inputScale" | "outputScale">> {
  if (!isCentred(table, params)) return {};
  const { means, scale } = scalingOf(table, split(table, params.testFraction).train);
  const deviation = scale > 0 ? 1 / scale : 1;
  const both = Float64Array.of(...means, ...means.map(() => deviation));
  return { inputScale: both, outputScale: both };
}

function centred(table: Table, train: Uint32Array): Float32Array {
  const { values, rows, columns } = table;
  const { means, scale } = scalingOf(table, train);
  const out = new Float32Array(rows * columns);
  for (let at = 0; at < out.length; at++) out[at] = (values[at] - means[at % columns]) * scale;
  return out;
}
