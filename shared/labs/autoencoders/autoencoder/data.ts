import type { Table } from "../../../data/table.ts";
import { givenWeights } from "../../nets/given-weights.ts";
import { checkSamples, checkValues } from "../samples.ts";
import type { AutoencoderTaskParams } from "./fields.ts";

export const given = givenWeights(() => import("./start.ts"));

/** Throws an ExperimentError for parameters or data that the net cannot learn from. */
export function checkAutoencoder(params: AutoencoderTaskParams, data: Table | null): Table {
  const table = checkSamples(params, data);
  given.codeFor(table)?.checkOwnStart(params, table);
  return checkValues(params, table);
}
