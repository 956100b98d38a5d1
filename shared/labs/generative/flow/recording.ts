import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import { trainedWeights } from "../../nets/weights.ts";
import type { Recording } from "../../recording.ts";
import { shapeAt } from "./data.ts";
import type { FlowParams } from "./fields.ts";
import { betweenQuestion, endsOf, latentPictures, stagesQuestion } from "./questions.ts";

/** Rows that are kept of each kind. */
const KEPT = { points: 1000, pictures: 64 } as const;

/**
 * Of points the net, finely, since what it does to a point is the product of all its layers, and samples that are drawn. The net of pictures is too large for that:
 * what it answers is kept.
 */
export function recordFlow(fold: Fold, { params }: { readonly params: FlowParams }, data: Table | null): Recording {
  const image = data ? shapeAt(data, params.resolution) : undefined;
  return image ? recordPictures(fold, params, image) : recordPoints();
}

function recordPoints(): Recording {
  return {
    keep: {
      "output/train/stopped": {},
      "output/train/*": { bits: 16 },
      "records/*/*": { bits: "relative", evenly: 1000 },
      "output/samples/generated": { bits: 16, rows: KEPT.points },
      "output/samples/real": { bits: 16, rows: KEPT.points },
      "output/samples/square": {},
      "output/samples/field": { bits: 8 },
      "output/mmd/null": { bits: 16 },
    },
  };
}

function recordPictures(fold: Fold, params: FlowParams, image: NonNullable<ReturnType<typeof shapeAt>>): Recording {
  const weights = trainedWeights(fold);
  const { real } = fold.output("samples") ?? {};
  return {
    keep: {
      "output/train/stopped": {},
      "output/train/*": "none",
      "records/*/*": { bits: "relative", evenly: 500 },
      "output/samples/generated": { bits: 8, rows: KEPT.pictures },
      "output/samples/real": { bits: 8, rows: KEPT.pictures },
      "output/samples/nlls": { bits: "relative", rows: KEPT.pictures },
      "output/mmd/null": { bits: 16 },
      "answer/*/*": { bits: 8 },
    },
    ...(weights &&
      real && {
        answers: {
          stages: stagesQuestion(params, weights, latentPictures(real.shape[1]), image),
          between: betweenQuestion(params, weights, endsOf(real, 0), image),
        },
      }),
  };
}
