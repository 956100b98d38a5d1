import type { Table } from "../../../data/table.ts";
import { checkSamples, checkValues } from "../samples.ts";
import { checkStart, initialWeights } from "../weights.ts";
import type { AutoencoderTaskParams } from "./fields.ts";
import { autoencoderModel } from "./net.ts";

/** Throws an ExperimentError for parameters or data that the net cannot learn from. */
export function checkAutoencoder(params: AutoencoderTaskParams, data: Table | null): Table {
  const table = checkSamples(params, data);
  const start = initialWeights(table, "autoencoder");
  if (start) checkStart(start, params, table, autoencoderModel(params, table));
  return checkValues(params, table);
}
