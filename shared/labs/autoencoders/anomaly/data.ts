import { requireScalable, requireTable } from "../../../data/require.ts";
import { splitWithin } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { checkCoder } from "../../nets/coders/check.ts";
import { checkValues, rowsDiffer } from "../samples.ts";
import { startingWeights } from "../start.ts";
import type { AnomalyTaskParams } from "./fields.ts";

export const given = startingWeights("anomaly", async () => (await import("./net.ts")).anomalyModel);

type Named = Pick<AnomalyTaskParams, "labels" | "class">;
/** What decides which rows are for what, and what the net sees of them. */
export type SampleParams = Named & Pick<AnomalyTaskParams, "loss" | "scaling" | "testFraction">;

/** Rows by what they are for: normal ones to train on, to set the threshold, and to test; all anomalies are tested. */
export interface Parts {
  readonly train: Uint32Array;
  readonly threshold: Uint32Array;
  readonly test: Uint32Array;
  /** 1 for anomalies, of all rows; absent where rows have no classes. */
  readonly anomaly?: Uint8Array;
}

export interface Samples extends Parts {
  readonly columns: number;
  /** As the net sees them: bytes (255 means 1) or float32. */
  readonly values: Uint8Array | Float32Array;
}

/** Throws an ExperimentError for parameters or data that the net cannot learn from. */
export function checkAnomaly(params: AnomalyTaskParams, data: Table | null): Table {
  const table = requireScalable(requireTable(data, "the net needs samples", { columns: 16_384 }));
  checkCoder(params, table);
  checkParts(params, table);
  given.check(params, table);
  return checkValues(params, table);
}

/** Place of the named class; of one without a name that with the most rows, or with the fewest where it is the anomaly. */
export function classOf({ labels: role, class: name }: Named, { labels, classes = [] }: Table): number {
  if (name === "") {
    const counts = classes.map((_, k) => (labels ?? new Int32Array(0)).filter((label) => label === k).length);
    const chosen = role === "anomaly" ? Math.min(...counts.filter((count) => count > 0)) : Math.max(...counts);
    return Math.max(0, counts.indexOf(chosen));
  }
  const found = classes.indexOf(name);
  if (found >= 0) return found;
  const all = classes.slice(0, 12).join(", ");
  throw new ExperimentError("params.class", "no-such-class", `class: ${name} (must be one of ${all})`, {
    value: name,
    classes: all,
  });
}

/** Of the normal rows of each class a part is held out (`splitWithin`): every other row of it sets the threshold, those between are tested. */
export function partsOf(table: Table, params: Named & Pick<AnomalyTaskParams, "testFraction">): Parts {
  const { rows, labels, heldOut } = table;
  const named = labels ? classOf(params, table) : 0;
  const isAnomaly = (row: number) => labels !== undefined && (labels[row] === named) === (params.labels === "anomaly");
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  const normal = all.filter((row) => !isAnomaly(row));
  const own = Int32Array.from(normal, (row) => labels?.[row] ?? 0);
  const { train, test: held } = splitWithin({ labels: own, heldOut }, params.testFraction);
  const rowsOf = (places: Uint32Array) => places.map((place) => normal[place]);
  const test = new Set(rowsOf(held.filter((_, k) => k % 2 === 1)));
  return {
    train: rowsOf(train),
    threshold: rowsOf(held.filter((_, k) => k % 2 === 0)),
    test: all.filter((row) => isAnomaly(row) || test.has(row)),
    ...(labels && { anomaly: Uint8Array.from(all, (row) => Number(isAnomaly(row))) }),
  };
}

function checkParts(params: AnomalyTaskParams, table: Table): void {
  const { train, threshold, test, anomaly } = partsOf(table, params);
  const tested = test.filter((row) => !anomaly?.[row]).length;
  const normal = train.length + threshold.length + tested;
  if (train.length < 2 || threshold.length === 0 || tested === 0)
    throw new ExperimentError(
      "data",
      "too-few-normal",
      `normal rows: ${normal} (must leave 2 to train on, 1 for the threshold and 1 to test: use more, or another part of held-out data)`,
      { value: normal },
    );
  if (rowsDiffer(table, train)) return;
  throw new ExperimentError(
    "data",
    "normal-rows-equal",
    `training rows: ${train.length}, all equal (must differ: choose other data, or another normal class)`,
    { value: train.length },
  );
}

/** What the net sees is that of training rows: from 0 to 1, or by mean and deviation. Both are needed to draw a row in its own units. */
export function scaleOf(table: Table, params: SampleParams, train: Uint32Array) {
  const { columns, values } = table;
  const means = new Float64Array(columns);
  const deviations = new Float64Array(columns).fill(values instanceof Uint8Array ? 255 : 1);
  if (values instanceof Uint8Array || params.loss !== "mse" || table.image) return { means, deviations };
  const variances = new Float64Array(columns);
  for (let c = 0; c < columns; c++) {
    for (const row of train) means[c] += values[row * columns + c] / train.length;
    for (const row of train) variances[c] += (values[row * columns + c] - means[c]) ** 2 / train.length;
  }
  const common = variances.reduce((sum, v) => sum + v, 0) / columns;
  // What is constant among normal rows keeps its unit: where it differs, that shows.
  for (let c = 0; c < columns; c++) {
    const variance = params.scaling === "together" ? common : variances[c];
    deviations[c] = variance > 0 ? Math.sqrt(variance) : 1;
  }
  return { means, deviations };
}

export function samplesOf(table: Table, params: SampleParams): Samples {
  const parts = partsOf(table, params);
  const { columns, values } = table;
  if (values instanceof Uint8Array) return { ...parts, columns, values };
  const { means, deviations } = scaleOf(table, params, parts.train);
  const scaled = Float32Array.from(values, (x, at) => (x - means[at % columns]) / deviations[at % columns]);
  return { ...parts, columns, values: scaled };
}
