import type { Arrays, NDArray } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import type { LabQuestion } from "../../recording.ts";

/** Draws [from, to) of all chains, [chains, draws, parameters]. */
function drawsOf(fold: Fold, from: number, to: number): Arrays {
  const chains = fold.tasks.map(({ id }) => fold.records(id, "draw") as NDArray);
  const width = chains[0]?.shape[1] ?? 0;
  const values = new Float64Array(chains.length * (to - from) * width);
  for (const [chain, record] of chains.entries())
    values.set(record.values.subarray(from * width, to * width), chain * (to - from) * width);
  return { draws: { shape: [chains.length, to - from, width], values } };
}

/** Asks for the summary of all parameters over draws [from, to). */
export function tableQuestion(fold: Fold, parameters: number, from: number, to: number): LabQuestion {
  return { task: { kind: "table", steps: parameters, params: {} }, given: drawsOf(fold, from, to) };
}

/** Asks for the diagnostics of one parameter over draws [from, to). */
export function diagnosisQuestion(fold: Fold, column: number, from: number, to: number): LabQuestion {
  return { task: { kind: "diagnose", steps: 1, params: { column } }, given: drawsOf(fold, from, to) };
}

/** Names of their answers in a recorded result. */
export const recordedTable = "table";
export const recordedDiagnosis = (column: number) => `diagnosis.${column}`;
