/** What the labs of this family that tell classes apart share: labelled rows, targets, and what came of them. */
import { requireTable } from "../../data/require.ts";
import { splitWithin } from "../../data/split.ts";
import type { Table } from "../../data/table.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { log } from "../../math/index.ts";

/** A table whose rows have classes. */
export type Labelled = Table & { readonly labels: Int32Array; readonly classes: readonly string[] };

/** Throws an ExperimentError unless rows have at least two classes. */
export function requireLabels(data: Table | null): Labelled {
  const table = requireTable(data, "the net needs labelled samples", { rows: 4 });
  const { labels, classes } = table;
  const kinds = labels
    ? Math.max(
        classes?.length ?? 0,
        labels.reduce((most, label) => Math.max(most, label + 1), 0),
      )
    : 0;
  if (labels === undefined || kinds < 2)
    throw new ExperimentError(
      "data",
      "needs-classes",
      `classes: ${kinds} (must be at least 2: give labels, as a second IDX file, a column or folders)`,
      { value: kinds, min: 2 },
    );
  const names = Array.from({ length: kinds }, (_, k) => classes?.[k] ?? String(k));
  return { ...table, labels, classes: names };
}

/** Throws an ExperimentError unless rows have at least two classes, and some are left to train on and to test. */
export function requireClasses(data: Table | null, testFraction: number): Labelled {
  const labelled = requireLabels(data);
  const { rows } = labelled;
  const { test } = splitWithin(labelled, testFraction);
  if (test.length === 0) {
    const fits = Math.ceil(20 / rows) / 20;
    throw new ExperimentError(
      "params.testFraction",
      "no-rows-to-test",
      `held-out data: ${testFraction} of ${rows} rows is none (must be at least ${fits})`,
      { value: testFraction, rows, fits },
    );
  }
  return labelled;
}

/** rows × classes: 1 in the column of each row's class. */
export function oneHot(labels: ArrayLike<number>, classes: number): Float32Array {
  const out = new Float32Array(labels.length * classes);
  for (let n = 0; n < labels.length; n++) out[n * classes + labels[n]] = 1;
  return out;
}

/** The column of the largest number of each row; of equal ones the first. */
export function largest(values: ArrayLike<number>, columns: number): Int32Array {
  return Int32Array.from({ length: values.length / columns }, (_, n) => {
    let best = 0;
    for (let k = 1; k < columns; k++) if (values[n * columns + k] > values[n * columns + best]) best = k;
    return best;
  });
}

/** classes × classes counts: rows are the true classes, columns what was found. */
export function confusion(labels: ArrayLike<number>, found: ArrayLike<number>, classes: number): Float64Array {
  const counts = new Float64Array(classes * classes);
  for (let n = 0; n < found.length; n++) counts[labels[n] * classes + found[n]]++;
  return counts;
}

/** Share of equal entries; of as many as were found. */
export function accuracyOf(labels: ArrayLike<number>, found: ArrayLike<number>): number {
  let right = 0;
  for (let n = 0; n < found.length; n++) if (labels[n] === found[n]) right++;
  return right / Math.max(1, found.length);
}

/** The least normal float32: a class that was given no probability at all counts as 87 nats. */
const LEAST = 2 ** -126;

/** Mean of −log of the probability of the true class, in nats; `probabilities`: rows × classes. */
export function crossEntropyOf(labels: ArrayLike<number>, probabilities: ArrayLike<number>, classes: number): number {
  let sum = 0;
  for (let n = 0; n < labels.length; n++) sum -= log(Math.max(probabilities[n * classes + labels[n]], LEAST));
  return sum / Math.max(1, labels.length);
}
