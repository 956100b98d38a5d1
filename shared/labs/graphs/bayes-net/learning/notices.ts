import type { DataNotice, Table } from "../../../../data/table.ts";
import { isSimulated, nodesOf } from "./data.ts";
import { completeCount, type LearningParams } from "./plan.ts";

/** What people are told of the rows that are learnt from. */
export function learningNotices(params: LearningParams, table: Table | null): readonly DataNotice[] {
  if (!table || params.task === "text" || isSimulated(table)) return [];
  const { notices } = nodesOf(table, params.bins ?? 0);
  const complete = completeCount(table);
  const isShort = complete < table.rows;
  if (params.task === "structure" && isShort)
    return [...notices, { code: "only-complete-rows", values: { value: complete, rows: table.rows } }];
  if (params.estimate !== "em" && isShort)
    return [...notices, { code: "gaps-passed-over", values: { value: table.rows - complete, rows: table.rows } }];
  return notices;
}
