import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { Recording } from "../../recording.ts";
import { checkCnn, rowsAsFloats, samplesOf, sizeOfPictures } from "./data.ts";
import type { CnnParams } from "./fields.ts";
import { netQuestion, weightsOnly } from "./questions.ts";

/** Weights of a net that is kept in two bytes each; a larger one in one. */
const WHOLE = 15_000;

/** What the views draw at once: the net itself, and how the first held-out picture goes through it. */
export function recordCnn(fold: Fold, params: CnnParams, data: Table): Recording {
  const table = checkCnn(params, data);
  const samples = samplesOf(table, params);
  const weights = weightsOnly(fold.output("train"));
  // A model that is not trained here has no layers to show.
  if (!weights) return { keep: { "output/evaluate/probabilities": { bits: 8 } } };
  const asked = { params, size: sizeOfPictures(table), classes: table.classes.length, weights };
  const picture = rowsAsFloats(samples, samples.test.subarray(0, 1));
  const count = Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);
  return {
    keep: {
      "output/train/layer*": { bits: count > WHOLE ? 8 : 16 },
      "output/evaluate/probabilities": { bits: 8 },
      "output/maximise/*.values": {},
      "output/maximise/*": { bits: 8 },
      "answer/*/*": { bits: 8 },
    },
    answers: { forward: netQuestion("forward", asked, picture) },
  };
}
