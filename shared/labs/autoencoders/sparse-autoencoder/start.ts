import type { Table } from "../../../data/table.ts";
import { checkStart } from "../weights.ts";
import type { SparseTaskParams } from "./fields.ts";
import { sparseModel } from "./net.ts";

/** Throws an ExperimentError for initial weights that are not those of this net. */
export function checkOwnStart(params: SparseTaskParams, table: Table): void {
  checkStart("sparse-autoencoder", params, table, sparseModel(params, table));
}
