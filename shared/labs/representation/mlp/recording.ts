import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import { nameOf, trainingsOf } from "../../nets/trainings.ts";
import { trainedWeights, weightsIn } from "../../nets/weights.ts";
import type { LabQuestion, Recording } from "../../recording.ts";
import type { MlpParams } from "./fields.ts";
import { planeQuestionRows } from "./plane-rows.ts";
import { meanQuestion, netQuestion } from "./question.ts";

/** Units of the first layer whose weights are recorded where inputs are many. */
const FILTERS = 32;
/** Inputs of a net whose weights are recorded whole. */
const FEW = 64;

/** Points on a side of the small map of one of several nets. */
const SMALL_SIDE = 40;

/** What the views draw at once: weights of small nets, the map over the plane, what was predicted; of several nets a small map of each. */
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
      "records/*/*": { bits: "relative" },
      "output/train*/layer0.weights": isSmall ? { bits: 16 } : { bits: 8, columns: FILTERS },
      "output/train*/stopped": {},
      "output/train*/*": { bits: 16 },
      "output/evaluate*/inputScale": isSmall ? {} : "none",
      "output/evaluate*/confidence": { bits: 8 },
      "output/ensemble*/confidence": { bits: 8 },
      "answer/*/*": { bits: 8 },
    },
    answers: {
      ...(rows && { plane: netQuestion(params, ends, { ...given, rows }, true) }),
      ...smallMaps(fold, params, data),
    },
  };
}

/** A question for each of several nets, by `mapName`, and for each ensemble. */
function smallMaps(fold: Fold, params: MlpParams, data: Table): NonNullable<Recording["answers"]> {
  const nets = trainingsOf(params);
  if (nets.length === 1) return {};
  const { members } = params;
  const ensembles = members > 1 ? nets.filter(({ member }) => member === 0) : [];
  const asked = [
    ...nets.map(({ index }) => [mapName([index]), [index]] as const),
    ...ensembles.map(({ index }) => {
      const own = Array.from({ length: members }, (_, member) => index + member);
      return [mapName(own), own] as const;
    }),
  ];
  return Object.fromEntries(
    asked.flatMap(([name, own]) => {
      const question = mapQuestion(fold, params, data, own);
      return question ? [[name, question]] : [];
    }),
  );
}

/** What the small map of some nets is recorded as: "map.3", "map.0-4". */
export const mapName = (nets: readonly number[]) => `map.${[...new Set([nets[0], nets[nets.length - 1]])].join("-")}`;

/** What these nets, of one fold, say over the plane on average. Undefined where no plane is spanned, or the nets are not all trained. */
export function mapQuestion(
  fold: Fold,
  params: MlpParams,
  data: Table,
  nets: readonly number[],
): LabQuestion | undefined {
  const rows = planeQuestionRows(data, [0, 1], SMALL_SIDE);
  const weights = nets.map((index) => weightsIn(fold.output(nameOf("train", index))));
  const { inputScale, targetScale, confusion } = fold.output(nameOf("evaluate", nets[0])) ?? {};
  if (!rows || !inputScale || weights.some((net) => net["layer0.weights"] === undefined)) return undefined;
  const ends = { outputs: confusion?.shape[0] ?? 1, classes: confusion !== undefined };
  return meanQuestion(params, ends, { rows, inputScale, ...(targetScale && { targetScale }) }, weights);
}
