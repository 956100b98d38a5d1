import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import { countOf } from "../../nets/weights.ts";
import type { Recording } from "../../recording.ts";
import type { AnomalyParams } from "./fields.ts";
import { judgeQuestion, shownOf } from "./questions.ts";

/** Weights of a net that is recorded whole, in two bytes each, and numbers of PPCA. */
const MAX_WEIGHTS = 12_000;

/** What the views draw at once: scores, and the rows that are shown first; where the net is small, the net too. */
export function recordAnomaly(fold: Fold, params: AnomalyParams, data: Table): Recording {
  const net = fold.output("train") as Arrays;
  const scores = fold.output("scores") as Arrays;
  const ppca = fold.output("ppca") as Arrays;
  const isWhole = countOf(net) <= MAX_WEIGHTS;
  const { rows } = shownOf(data, params, scores);
  return {
    keep: {
      "output/train/*": isWhole ? { bits: 16 } : "none",
      "output/ppca/*": isWhole ? { bits: 16 } : "none",
      "output/scores/code*": isWhole ? { bits: 16 } : "none",
      "output/scores/*": { bits: 16 },
      "records/*/*": { bits: "relative" },
      "answer/*/rows": { bits: 8 },
    },
    answers: { shown: judgeQuestion(params, data, { ...net, ...ppca, ...scores }, rows) },
  };
}
