import { requireScalable, requireTable } from "../../../data/require.ts";
import { splitWithin } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { Key } from "../../../random/key.ts";
import { requireClasses } from "../../nets/classes.ts";
import { labelledRows } from "../../nets/labelled-rows.ts";
import { type Scale, scaleOf, unitScale } from "../../nets/scale.ts";
import type { AugmentationParams, RowParams } from "./fields.ts";
import { MOST_NUMBERS } from "./numbers.ts";

/** Rows of a table, their classes, and which are held out: `train` is all that anything may be learnt from. */
export interface Rows {
  readonly columns: number;
  readonly values: Table["values"];
  readonly image: Table["image"];
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

const MAX_COLUMNS = 4096;
const MAX_CLASSES = 100;

/** Throws an ExperimentError for data that classes cannot be learnt from, or that have too few rows. */
export function checkAugmentation(params: AugmentationParams, data: Table | null): void {
  const need = "the classifier needs labelled samples";
  const table = requireScalable(requireTable(data, need, { rows: 4, columns: MAX_COLUMNS }));
  const rows = rowsOf(params, table);
  const { classes, labels, train, columns, values } = rows;
  if (classes.length > MAX_CLASSES)
    throw new ExperimentError(
      "data",
      "augmentation-classes",
      `classes: ${classes.length} (must be from 2 to ${MAX_CLASSES}: choose another label column)`,
      { value: classes.length, min: 2, max: MAX_CLASSES },
    );
  const kinds = new Set(labels);
  if (kinds.size < 2) {
    const name = classes[labels[0]];
    throw new ExperimentError(
      "data",
      "augmentation-one-class",
      `classes: all ${table.rows} rows are of class ${name} (must be of at least 2 classes)`,
      { rows: table.rows, value: name },
    );
  }
  checkLabelled(params, rows);
  if (!train.some((row) => differs(values, columns, row, train[0])))
    throw new ExperimentError(
      "data",
      "augmentation-constant",
      `columns: ${columns}, all constant in the training rows (one must vary: nothing tells the classes apart)`,
      { value: columns },
    );
  const perClass = params.labelled + params.samples;
  const most = Math.floor(MOST_NUMBERS / columns / classes.length) - params.labelled;
  if (perClass * classes.length * columns > MOST_NUMBERS)
    throw new ExperimentError(
      "params.samples",
      "augmentation-too-many-samples",
      `samples per class: ${params.samples} of ${columns} columns and ${classes.length} classes (must be at most ${most})`,
      { value: params.samples, columns, classes: classes.length, fits: Math.max(1, most) },
    );
}

/** Each class needs as many training rows as are to be labelled. */
function checkLabelled({ labelled, testFraction }: AugmentationParams, { labels, classes, train }: Rows): void {
  const counts = new Uint32Array(classes.length);
  for (const row of train) counts[labels[row]]++;
  // A class that is named and has no row is no class of these data.
  const fewest = counts.reduce<number>(
    (least, count, k) => (labels.includes(k) && (least < 0 || count < counts[least]) ? k : least),
    -1,
  );
  if (counts[fewest] >= labelled) return;
  const fits = counts[fewest];
  const values = { value: labelled, name: classes[fewest], rows: fits, fits };
  if (fits >= 2)
    throw new ExperimentError(
      "params.labelled",
      "augmentation-few-of-class",
      `labelled rows per class: ${labelled}, but class ${classes[fewest]} has ${fits} training rows (must be at most ${fits})`,
      values,
    );
  throw new ExperimentError(
    "data",
    "augmentation-too-few-of-class",
    `class ${classes[fewest]}: ${fits} training rows with ${testFraction} held out (must be at least 2: add rows, leave the class out, or hold out less)`,
    { name: classes[fewest], rows: fits, min: 2, fraction: testFraction },
  );
}

function differs(values: Table["values"], columns: number, a: number, b: number): boolean {
  for (let j = 0; j < columns; j++) if (values[a * columns + j] !== values[b * columns + j]) return true;
  return false;
}

export function rowsOf({ testFraction }: Pick<RowParams, "testFraction">, data: Table | null): Rows {
  const table = requireClasses(data, testFraction);
  const { values, columns, image, labels, classes } = table;
  return { values, columns, image, labels, classes, ...splitWithin(table, testFraction) };
}

/** Classes that have rows, in their order. */
export function presentClasses({ labels, classes }: Pick<Rows, "labels" | "classes">): readonly number[] {
  const present = new Set(labels);
  return classes.map((_, k) => k).filter((k) => present.has(k));
}

/** The labelled rows of a repeat, the same number of each class, in turn. */
export function labelledOf(rows: Rows, { labelled, subset }: RowParams): Uint32Array {
  return labelledRows(rows, labelled * presentClasses(rows).length, subset as unknown as Key);
}

/** Pixels keep their unit; columns are brought to that of the labelled rows, the only ones that every classifier knows. */
export function scaleFor({ values, columns, image }: Rows, labelled: Uint32Array): Scale {
  if (image || values instanceof Uint8Array) return unitScale(columns);
  const all = Array.from({ length: columns }, (_, j) => j);
  return scaleOf({ values, columns }, all, labelled);
}

/** Some rows as nets and generative models see them. */
export function scaledRows(
  { values, columns }: Pick<Rows, "values" | "columns">,
  { mean, deviation }: Scale,
  chosen: ArrayLike<number>,
): Float32Array {
  const unit = values instanceof Uint8Array ? 255 : 1;
  const out = new Float32Array(chosen.length * columns);
  for (let n = 0; n < chosen.length; n++)
    for (let j = 0; j < columns; j++)
      out[n * columns + j] = (values[chosen[n] * columns + j] / unit - mean[j]) / deviation[j];
  return out;
}

/** Whether values are pixels from 0 to 1, which samples are kept within. */
export function isPicture({ values, image }: Pick<Rows, "values" | "image">): boolean {
  return values instanceof Uint8Array || image !== undefined;
}
