import type { Arrays, NDArray } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { RowShape } from "../../nets/coders/layers.ts";
import { rowsQuestion } from "../../nets/coders/question.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import type { LabQuestion } from "../../recording.ts";
import { samplesOf } from "./data.ts";
import type { AnomalyParams, Score } from "./fields.ts";
import { rowsIn } from "./judged.ts";

/** Asks for the scores and reconstructions of rows, as the net sees them. `model`: what the tasks "train", "ppca" and "scores" gave. */
export function judgeQuestion(params: AnomalyParams, row: RowShape, model: Arrays, rows: NDArray): LabQuestion {
  const { part: _, anomaly: __, stopped: ___, reconstruction, likelihood, code, ...given } = model;
  return rowsQuestion("judge", params, row, given, rows);
}

/** How many rows each group of `shownOf` has at most. */
const EACH = 4;

/** Groups of rows that are drawn, by their number in the table; without classes those of all rows. */
export interface Shown {
  readonly groups: readonly { readonly id: "worst" | "missed" | "alarms" | "ordinary"; readonly rows: Uint32Array }[];
  /** All of them as the net sees them, in this order. */
  readonly rows: NDArray<Float32Array>;
  /** Rows of the table that the net was trained on. */
  readonly train: Uint32Array;
}

/** Anomalies that score highest and lowest, and normal rows: those that would be flagged first, and those last. */
export function shownOf(table: Table, params: AnomalyParams, scores: Arrays, score: Score = params.score): Shown {
  const { anomaly } = scores;
  const values = scores[score].values;
  const tested = anomaly ? rowsIn(scores, "test") : Uint32Array.from(values.keys());
  const falling = tested.sort((a, b) => Number(values[b]) - Number(values[a]) || a - b);
  const anomalous = falling.filter((row) => anomaly?.values[row]);
  const normal = falling.filter((row) => !anomaly?.values[row]);
  const first = (rows: Uint32Array) => rows.subarray(0, EACH);
  const last = (rows: Uint32Array) => rows.slice(EACH).reverse().subarray(0, EACH);
  const groups = (
    anomaly
      ? [
          { id: "worst", rows: first(anomalous) },
          { id: "missed", rows: last(anomalous) },
          { id: "alarms", rows: first(normal) },
          { id: "ordinary", rows: last(normal) },
        ]
      : [
          { id: "worst", rows: first(falling) },
          { id: "ordinary", rows: last(falling) },
        ]
  ) as Shown["groups"];
  const kept = groups.filter(({ rows }) => rows.length > 0);
  const samples = samplesOf(table, params);
  const all = kept.flatMap(({ rows }) => [...rows]);
  const rows = { shape: [all.length, samples.columns], values: rowsAsFloats(samples, all) };
  return { groups: kept, train: samples.train, rows };
}
