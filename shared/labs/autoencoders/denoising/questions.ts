import type { Arrays, NDArray } from "../../../arrays.ts";
import type { RowShape } from "../../nets/coders/layers.ts";
import type { LabQuestion } from "../../recording.ts";
import { netQuestion } from "../questions.ts";
import type { DenoisingParams, NoiseParams } from "./fields.ts";

/** What a view may ask otherwise than the experiment has it. */
export interface Asked extends Partial<NoiseParams> {
  readonly draw?: number;
  readonly steps?: number;
  readonly share?: number;
  readonly again?: boolean;
}

/** Asks a net (its layers) to clean rows that are spoiled first ("clean"), or to go on from what it makes of them ("walk"). */
export function cleaningQuestion(
  kind: "clean" | "walk",
  params: DenoisingParams,
  row: RowShape,
  net: Arrays,
  rows: NDArray,
  asked: Asked = {},
): LabQuestion {
  const { task, given } = netQuestion("reconstruct", params, row, net, rows);
  return { task: { ...task, kind, params: { ...task.params, draw: 1, ...asked } }, given };
}

/** Walks over pictures that are shown: how many, and how far. */
export const WALKS = { rows: 8, steps: 7 } as const;
