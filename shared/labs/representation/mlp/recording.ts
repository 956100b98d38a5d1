import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import { trainedWeights } from "../../nets/weights.ts";
import type { Recording } from "../../recording.ts";
import type { MlpParams } from "./fields.ts";
import { planeQuestionRows } from "./plane-rows.ts";
import { netQuestion } from "./question.ts";

/** Units of the first layer whose weights are recorded where inputs are many. */
const FILTERS = 32;
/** Inputs of a net whose weights are recorded whole. */
const FEW = 64;

/** What the views draw at once: weights of small nets, the map over the plane, what was predicted. */
export function recordMlp(fold: Fold, params: MlpParams, data: Table): Recording {
  const { inputScale, targetScale, confusion } = fold.output("evaluate") ?? {};
  const net = trainedWeights(fold);
  const isSmall = data.columns <= FEW;
  const rows = planeQuestionRows(data);
  const ends = { outputs: confusion?.shape[0] ?? 1, classes: confusion !== undefined };
  const given = {
    ...net,
    ...(rows && { rows }),
    ...(inputScale && { inputScale }),
    ...(targetScale && { targetScale }),
  };
  return {
    keep: {
      "output/train/layer0.weights": isSmall ? { bits: 16 } : { bits: 8, columns: FILTERS },
      "output/train/stopped": {},
      "output/train/*": { bits: 16 },
      "output/evaluate/inputScale": isSmall ? {} : "none",
      "output/evaluate/confidence": { bits: 8 },
      "answer/*/*": { bits: 8 },
    },
    answers: rows ? { plane: netQuestion(params, ends, { ...given, rows }, true) } : {},
  };
}
