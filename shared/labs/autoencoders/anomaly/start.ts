import type { Table } from "../../../data/table.ts";
import { checkStart } from "../weights.ts";
import type { AnomalyTaskParams } from "./fields.ts";
import { anomalyModel } from "./net.ts";

/** Throws an ExperimentError for initial weights that are not those of the net. */
export function checkOwnStart(params: AnomalyTaskParams, table: Table): void {
  checkStart("anomaly", params, table, anomalyModel(params, table));
}
