import { requireProbabilities, requireTable } from "../../../data/require.ts";
import { split, splitWithin } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { requireClasses, requireLabels } from "../../nets/classes.ts";
import { requireDifferentRows } from "../same-rows.ts";
import type { DataParams } from "./fields.ts";

/** Rows of a table as pixels 0…255 (0 and 255 where greys are cut by a threshold), their classes, and which are held out. */
export interface Samples {
  readonly visible: number;
  /** rows × visible. */
  readonly pixels: Uint8Array;
  /** Empty where a stack dreams without them. */
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** Throws an ExperimentError for data that a stack of binary machines, or a classifier, cannot take. */
export function checkDbnData({ goal, labels: use, testFraction }: DataParams, data: Table | null): Table {
  const table = requireTable(data, "the stack needs samples", { rows: 4, columns: 16_384 });
  requireProbabilities(
    table,
    "data",
    "dbn-not-a-probability",
    ": a binary unit is on with that probability; standardise brings each column to that range",
  );
  requireDifferentRows(table, "dbn-constant");
  const isDreaming = goal === "dream";
  if (isDreaming && use !== "top") return table;
  const { labels, classes } = table;
  if (labels?.every((label) => label === labels[0])) {
    const value = classes?.[labels[0]] ?? String(labels[0]);
    throw new ExperimentError(
      "data",
      "dbn-one-class",
      `classes: all ${table.rows} rows are of class ${value} (must be of at least 2 classes; or let the stack dream without labels)`,
      { rows: table.rows, value },
    );
  }
  if (isDreaming) requireLabels(table);
  else requireClasses(table, testFraction);
  return table;
}

export function samplesOf(params: DataParams, data: Table | null): Samples {
  const table = checkDbnData(params, data);
  const { values } = table;
  const grey = values instanceof Uint8Array ? values : Uint8Array.from(values, (value) => Math.round(255 * value));
  const pixels = params.binarise === "threshold" ? grey.map((value) => (value >= 128 ? 255 : 0)) : grey;
  const own = { visible: table.columns, pixels };
  if (params.goal === "dream") {
    const { labels, classes } =
      params.labels === "top" ? requireLabels(table) : { labels: new Int32Array(0), classes: [] };
    return { ...own, labels, classes, ...split(table, params.testFraction) };
  }
  const labelled = requireClasses(table, params.testFraction);
  const { labels, classes } = labelled;
  return { ...own, labels, classes, ...splitWithin(labelled, params.testFraction) };
}
