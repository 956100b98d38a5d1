import type { DataNotice, Table } from "../../../../data/table.ts";
import { graphOf, isSimulated, nodesOf, unfitIn } from "./data.ts";
import { completeCount, hasCurve, type LearningParams } from "./plan.ts";

/** What people are told of the rows that are learnt from. */
export function learningNotices(params: LearningParams, table: Table | null): readonly DataNotice[] {
  if (!table || params.task === "text") return [];
  const told = isSimulated(table) ? [] : samplesTold(params, table);
  return hasCurve(params, table) ? told : [...told, { code: "no-curve", values: {} }];
}

function samplesTold(params: LearningParams, table: Table): readonly DataNotice[] {
  const notices = [...nodesOf(table, params.bins ?? 0).notices, ...(table.texts ? [TEXTS_UNUSED] : [])];
  const complete = completeCount(table);
  const isShort = complete < table.rows;
  if (params.task === "structure" && isShort)
    return [...notices, { code: "only-complete-rows", values: { value: complete, rows: table.rows } }];
  if (params.estimate !== "em" && isShort)
    return [...notices, { code: "gaps-passed-over", values: { value: table.rows - complete, rows: table.rows } }];
  return notices;
}

const TEXTS_UNUSED: DataNotice = { code: "texts-unused", values: {} };

/** What people who ask are told of the samples that lie beside their network: nothing is learnt from them yet, or nothing could be. */
export function samplesNotices(table: Table | null): readonly DataNotice[] {
  const graph = graphOf(table);
  if (!table || !graph || isSimulated(table)) return [];
  const unfit = unfitIn(table);
  if (unfit?.code === "unknown-state-in-data") return [{ code: "samples-unfit", values: unfit.values }];
  return [{ code: "samples-unused", values: { rows: table.rows } }];
}
