import type { Table } from "../../../data/table.ts";
import { checkStart } from "../weights.ts";
import type { VaeTaskParams } from "./fields.ts";
import { vaeModel } from "./net.ts";
import { spreadOf } from "./spread.ts";

/** Throws an ExperimentError for initial weights that are not those of this net. */
export function checkOwnStart(params: VaeTaskParams, table: Table): void {
  checkStart("vae", params, table, vaeModel(params, { ...table, spread: spreadOf(params, table) }));
}
