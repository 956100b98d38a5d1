import type { Table } from "../../../data/table.ts";
import type { Recording } from "../../recording.ts";
import { presentClasses, rowsOf } from "./data.ts";
import type { AugmentationParams } from "./fields.ts";
import { SHOWN } from "./numbers.ts";

/** What came of each repeat, the curves of the first pair, and the samples that are drawn. */
export function augmentationRecording(params: AugmentationParams, data: Table | null): Recording {
  const classes = data ? presentClasses(rowsOf(params, data)).length : 1;
  return {
    keep: {
      "output/samples/rows": { rows: SHOWN * classes, bits: 8 },
      "output/samples/*": {},
      "output/evaluate*/quality": {},
      "output/*/*": "none",
      "records/evaluate*/*": {},
      "records/*/testAccuracy": { bits: "relative" },
      "records/*/*": "none",
    },
  };
}
