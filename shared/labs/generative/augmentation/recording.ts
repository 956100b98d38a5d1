import type { Table } from "../../../data/table.ts";
import type { Recording } from "../../recording.ts";
import { isPicture, presentClasses, rowsOf } from "./data.ts";
import type { AugmentationParams } from "./fields.ts";
import { SHOWN } from "./numbers.ts";

/** Samples of tables, which are drawn all at once. */
const TABLE_ROWS = 600;

/** What came of each repeat, the curves of the first pair, and the samples that are drawn. */
export function augmentationRecording(params: AugmentationParams, data: Table | null): Recording {
  const rows = data ? rowsOf(params, data) : undefined;
  const most = rows && isPicture(rows) ? SHOWN * presentClasses(rows).length : TABLE_ROWS;
  return {
    keep: {
      "output/samples/rows": { rows: most, bits: 8 },
      "output/samples/*": {},
      "output/evaluate*/quality": {},
      "output/*/*": "none",
      "records/evaluate*/*": {},
      "records/*/testAccuracy": { bits: "relative" },
      "records/*/*": "none",
    },
  };
}
