import type { Table } from "../../../data/table.ts";
import { checkStart } from "../weights.ts";
import type { AutoencoderTaskParams } from "./fields.ts";
import { autoencoderModel } from "./net.ts";

/** Throws an ExperimentError for initial weights that are not those of this net. */
export function checkOwnStart(params: AutoencoderTaskParams, table: Table): void {
  checkStart("autoencoder", params, table, autoencoderModel(params, table));
}
