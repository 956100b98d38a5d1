import type { Table } from "../../../data/table.ts";
import { checkStart } from "../weights.ts";
import type { DenoisingTaskParams } from "./fields.ts";
import { denoisingModel } from "./net.ts";

/** Throws an ExperimentError for initial weights that are not those of this net. */
export function checkOwnStart(params: DenoisingTaskParams, table: Table): void {
  checkStart("denoising", params, table, denoisingModel(params, table));
}
