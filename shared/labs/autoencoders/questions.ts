import type { Arrays, NDArray } from "../../arrays.ts";
import type { CoderParams, ReconstructionLoss } from "../nets/coders/fields.ts";
import type { RowShape } from "../nets/coders/layers.ts";
import { rowsQuestion } from "../nets/coders/question.ts";
import type { LabQuestion } from "../recording.ts";
import { linearNet } from "./linear-net.ts";

/** Held-out rows that are shown as pictures. */
export const shownRows = 20;

/** Asks a net (its layers, or its quantised file) of rows, n × inputs or codes, for codes, pictures or reconstructions. */
export function netQuestion(
  kind: "encode" | "decode" | "reconstruct",
  params: CoderParams & ReconstructionLoss,
  row: RowShape,
  net: Arrays,
  rows: NDArray,
): LabQuestion {
  const { task, given } = rowsQuestion(kind, { ...params }, row, net, rows);
  return { task: { ...task, ...(net.file && { wasm: ["quant"] as const }) }, given };
}

/** Asks PCA for the reconstructions of rows, by the net that it is. */
export function pcaQuestion(mean: NDArray, components: NDArray, rows: NDArray): LabQuestion {
  const [hidden, columns] = components.shape;
  const params = { hidden: [hidden], activation: "linear", code: "same", loss: "mse", columns };
  return { task: { kind: "reconstruct", steps: 1, params }, given: { ...linearNet(mean, components), rows } };
}
