/** What scores say once there is a threshold: metrics and views go by these. Pure functions of the output of the task "scores". */
import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { log } from "../../../math/elementary.ts";
import type { Scored } from "../../../stats/roc.ts";
import { conformalThreshold } from "../../../stats/threshold.ts";
import type { Score } from "./fields.ts";
import { PART } from "./part.ts";

/** Rows of a part of the table. */
export function rowsIn(scores: Arrays, part: keyof typeof PART): Uint32Array {
  const all = Uint32Array.from({ length: scores.part.values.length }, (_, row) => row);
  return all.filter((row) => scores.part.values[row] === PART[part]);
}

/** How many rows `examplesOf` goes through. */
const EXAMPLES = 40;

/** Test rows to begin with: a normal one, then one of each kind in turn. */
export function examplesOf(scores: Arrays, { labels }: Pick<Table, "labels">): readonly number[] {
  const isOdd = (row: number) => Number(scores.anomaly?.values[row] ?? 0);
  const rows = [...rowsIn(scores, "test")];
  const kindOf = (row: number) => labels?.[row] ?? 0;
  const kinds = [...new Set(rows.map(kindOf))].map((kind) => rows.filter((row) => kindOf(row) === kind));
  const groups = kinds.sort(([a], [b]) => isOdd(a) - isOdd(b));
  const inTurn = Array.from({ length: EXAMPLES }, (_, k) => groups[k % groups.length][Math.floor(k / groups.length)]);
  return inTurn.filter((row) => row !== undefined);
}

/** Scores and kinds of the rows that are tested; undefined where rows have no classes. */
export function testedOf(scores: Arrays, score: Score): Scored | undefined {
  if (!scores.anomaly) return undefined;
  const rows = rowsIn(scores, "test");
  const { values } = scores.anomaly;
  return { scores: valuesAt(scores, score, rows), positive: Uint8Array.from(rows, (row) => Number(values[row])) };
}

export function valuesAt(scores: Arrays, score: Score, rows: Uint32Array): Float64Array {
  const { values } = scores[score];
  return Float64Array.from(rows, (row) => Number(values[row]));
}

export function thresholdOf(scores: Arrays, score: Score, alpha: number): number {
  return conformalThreshold(valuesAt(scores, score, rowsIn(scores, "threshold")), alpha);
}

/** Bins of a picture of scores. */
const BINS = 32;

/** Shares of the normal test rows and of the anomalies, over bins of the logarithm of the score (which has none below zero); of rows without classes, of all. */
export function distributionsOf(scores: Arrays, score: Exclude<Score, "likelihood">): readonly Float64Array[] {
  const tested = testedOf(scores, score);
  const all = tested?.scores ?? Float64Array.from(scores[score].values);
  const logs = all.map((value) => log(Math.max(value, Number.MIN_VALUE)));
  const low = logs.reduce((a, b) => Math.min(a, b));
  const span = logs.reduce((a, b) => Math.max(a, b)) - low || 1;
  return (tested ? [0, 1] : [undefined]).map((kind) => {
    const own = logs.filter((_, k) => kind === undefined || tested?.positive[k] === kind);
    const shares = new Float64Array(BINS);
    for (const value of own) shares[Math.min(BINS - 1, Math.floor((BINS * (value - low)) / span))] += 1 / own.length;
    return shares;
  });
}
