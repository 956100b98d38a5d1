import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import { countOf } from "../../nets/weights.ts";
import type { Keep, Recording } from "../../recording.ts";
import { heldOutRows } from "../held-out.ts";
import { shownRows } from "../questions.ts";
import type { DenoisingParams } from "./fields.ts";
import { cleaningQuestion } from "./questions.ts";

/** Weights of a net that is recorded whole, a byte each; of a larger one the filters alone. */
const MAX_WEIGHTS = 55_000;
const FILTERS = 36;

/** What the views draw at once. */
export function recordDenoising(fold: Fold, params: DenoisingParams, data: Table): Recording {
  const net = fold.output("train") as Arrays;
  const layers: Record<string, Keep> =
    countOf(net) <= MAX_WEIGHTS
      ? { "output/train/*": { bits: 8 } }
      : { "output/train/layer0.weights": { bits: 8, columns: FILTERS }, "output/train/*": "none" };
  const rows = heldOutRows(data, params, shownRows);
  return {
    keep: {
      ...layers,
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
