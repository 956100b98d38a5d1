import type { Table } from "../../../data/table.ts";
import { checkSamples, checkValues } from "../samples.ts";
import { startingWeights } from "../start.ts";
import type { AutoencoderTaskParams } from "./fields.ts";

export const given = startingWeights("autoencoder", async () => (await import("./net.ts")).autoencoderModel);

/** Throws an ExperimentError for parameters or data that the net cannot learn from. */
export function checkAutoencoder(params: AutoencoderTaskParams, data: Table | null): Table {
  const table = checkSamples(params, data);
  given.check(params, table);
  return checkValues(params, table);
}
