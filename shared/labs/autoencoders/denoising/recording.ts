import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { Recording } from "../../recording.ts";
import { heldOutRows } from "../held-out.ts";
import { shownRows } from "../questions.ts";
import { keptLayers } from "../recording.ts";
import type { DenoisingParams } from "./fields.ts";
import { cleaningQuestion } from "./questions.ts";

/** What the views draw at once. */
export function recordDenoising(fold: Fold, params: DenoisingParams, data: Table): Recording {
  const net = fold.output("train") as Arrays;
  const rows = heldOutRows(data, params, shownRows);
  return {
    keep: {
      ...keptLayers(net, 55_000, 36).layers,
      "records/*/*": { bits: "relative" },
      "output/score/points": "none",
      "output/score/density": "none",
      "output/score/score": { bits: 16 },
      "output/field/field": { bits: 16 },
      "answer/*/*": { bits: 8 },
    },
    ...(data.columns !== 2 && { answers: { shown: cleaningQuestion("clean", params, data, net, rows) } }),
  };
}
