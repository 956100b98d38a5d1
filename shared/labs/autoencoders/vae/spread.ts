import { split } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { isCentred, scalingOf } from "../samples.ts";
import type { VaeTaskParams } from "./fields.ts";

/** What the net's rows were divided by. */
export function spreadOf(params: VaeTaskParams, table: Table): number {
  return isCentred(table, params) ? 1 / scalingOf(table, split(table, params.testFraction).train).scale : 1;
}
