import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import { countOf } from "../../nets/weights.ts";
import type { Keep, Recording } from "../../recording.ts";
import { heldOutRows } from "../held-out.ts";
import { netQuestion, shownRows } from "../questions.ts";
import type { SparseParams } from "./fields.ts";

/** Weights of a net that is recorded whole, a byte each; of a larger one the filters alone. */
const MAX_WEIGHTS = 82_000;
const FILTERS = 64;

/** What the views draw at once. */
export function recordSparse(fold: Fold, params: SparseParams, data: Table): Recording {
  const net = fold.output("train") as Arrays;
  const isWhole = countOf(net) <= MAX_WEIGHTS;
  const layers: Record<string, Keep> = isWhole
    ? { "output/train/*": { bits: 8 } }
    : { "output/train/layer0.weights": { bits: 8, columns: FILTERS }, "output/train/*": "none" };
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
