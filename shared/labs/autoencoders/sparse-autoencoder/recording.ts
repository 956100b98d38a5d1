import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { Recording } from "../../recording.ts";
import { heldOutRows } from "../held-out.ts";
import { netQuestion, shownRows } from "../questions.ts";
import { keptLayers } from "../recording.ts";
import type { SparseParams } from "./fields.ts";

/** What the views draw at once. */
export function recordSparse(fold: Fold, params: SparseParams, data: Table): Recording {
  const net = fold.output("train") as Arrays;
  const { isWhole, layers } = keptLayers(net, 82_000, 64);
  return {
    keep: {
      ...layers,
      "records/*/*": { bits: "relative" },
      "output/activity/bins": { bits: 16 },
      "output/activity/deviation": "none",
      "answer/*/rows": { bits: 8 },
    },
    ...(!isWhole && {
      answers: { reconstructions: netQuestion("reconstruct", params, data, net, heldOutRows(data, params, shownRows)) },
    }),
  };
}
