import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import { netQuestion } from "../../nets/questions.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { countOf, trainedWeights } from "../../nets/weights.ts";
import type { Recording } from "../../recording.ts";
import { samplesOf } from "./data.ts";
import { type CnnParams, taskParams } from "./fields.ts";

/** Weights of a net that is kept in two bytes each; a larger one in one. */
const WHOLE = 15_000;

/** What the views draw at once: the net itself, and how the first held-out picture goes through it. */
export function recordCnn(fold: Fold, params: CnnParams, data: Table): Recording {
  const weights = trainedWeights(fold);
  // A model that is not trained here has no layers to show.
  if (!weights) return { keep: { "output/evaluate/probabilities": { bits: 8 } } };
  const samples = samplesOf(params, data);
  const picture = rowsAsFloats(samples, samples.test.subarray(0, 1));
  return {
    keep: {
      "records/*/*": { bits: "relative" },
      "output/train/layer*": { bits: countOf(weights) > WHOLE ? 8 : 16 },
      "output/evaluate/probabilities": { bits: 8 },
      "output/maximise/*.values": {},
      "output/maximise/*": { bits: 8 },
      "answer/forward/pooled*": "none",
      "answer/*/*": { bits: 8 },
    },
    answers: { forward: netQuestion("forward", { params: taskParams(params), weights }, samples, picture) },
  };
}
