import type { Arrays } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import type { LabQuestion } from "../../recording.ts";
import { seriesOf, walkersIn } from "./walkers.ts";

/** The draws of all chains as they are recorded, warm-up too: `draw.0`, `draw.1`, … [rows, parameters]. Nothing is copied. */
export function chainsGiven(fold: Fold): Arrays {
  const chains = fold.tasks.flatMap(({ id }) => fold.records(id, "draw") ?? []);
  return Object.fromEntries(chains.map((chain, i) => [`draw.${i}`, chain]));
}

/** Asks for the summaries of `count` parameters from `first` on, over rows [from, to). */
export function summaryQuestion(fold: Fold, first: number, count: number, from: number, to: number): LabQuestion {
  const { given, ...rows } = seriesOf(fold, from, to);
  return { task: { kind: "summaries", steps: count, params: { first, ...rows }, wasm: ["diagnostics"] }, given };
}

/** Asks for the diagnostics of one parameter over rows [from, to). */
export function diagnosisQuestion(fold: Fold, column: number, from: number, to: number): LabQuestion {
  const walkers = walkersIn(fold, from, to);
  const params = { column, from, to, ...(walkers > 1 && { walkers }) };
  return { task: { kind: "diagnose", steps: 1, params }, given: chainsGiven(fold) };
}

/** Name of its answer in a recorded result. */
export const recordedDiagnosis = (column: number) => `diagnosis.${column}`;
