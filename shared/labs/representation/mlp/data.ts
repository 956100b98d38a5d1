import { requireScalable, requireTable } from "../../../data/require.ts";
import { cvSplit, split, splitWithin } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { oneHot } from "../../nets/classes.ts";
import { type Scale, scaleInputs, scaleOf, unitScale } from "../../nets/scale.ts";
import { takesRaw } from "../../takes-raw.ts";
import type { MlpTaskParams } from "./fields.ts";
import { derivedCount, derivedInputs, type Ends, type Features } from "./inputs.ts";

/** What is predicted: a class of each row, or a number. */
export type Goal =
  | { readonly kind: "classes"; readonly labels: Int32Array; readonly classes: readonly string[] }
  | { readonly kind: "number"; readonly values: Float64Array; readonly name: string; readonly scale: Scale };

/** What the net learns from. */
export interface Samples {
  /** Numbers that the net is given per row: columns of the table, and what is derived from them. */
  readonly inputs: number;
  /** rows × inputs: bytes (255 means 1) or standardised float32. */
  readonly values: Uint8Array | Float32Array;
  readonly scale: Scale;
  readonly goal: Goal;
  /** rows × outputs: 1 at the class of each row, or the standardised number. */
  readonly targets: Float32Array;
  readonly outputs: number;
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

const MAX_CLASSES = 100;
const MAX_COLUMNS = 16_384;

/** The columns that the net is given, of the table's: all but the one that is predicted. */
export function inputColumns(table: Table): readonly number[] {
  const target = targetOf(table);
  return Array.from({ length: table.columns }, (_, c) => c).filter((c) => c !== target);
}

/** Place of the column that is predicted as a number: the one that was chosen, else the last. Undefined where rows have classes. */
export function targetOf({ labels, columns, target }: Table): number | undefined {
  return labels ? undefined : (target ?? columns - 1);
}

/** Which rows are held out: of a cross-validation one part, otherwise a fraction. */
export type HeldOut = Pick<MlpTaskParams, "testFraction" | "folds" | "cvFold">;

/** Throws an ExperimentError for data that the net cannot learn from. */
export function checkData(params: HeldOut & Pick<MlpTaskParams, "stop"> & Features, data: Table | null): Table {
  const table = requireScalable(requireTable(data, "the net needs samples", { rows: 3, columns: MAX_COLUMNS }));
  const { labels, classes, image, columns } = table;
  if (!labels && (image || table.values instanceof Uint8Array))
    throw new ExperimentError(
      "data",
      "pictures-without-classes",
      "pictures without classes: nothing to predict (add the file of their labels, or name the label column)",
    );
  if (!labels && columns < 2)
    throw new ExperimentError(
      "data",
      "nothing-to-predict",
      `columns: ${columns} (must be at least 2: inputs, and a class or number to predict)`,
      { value: columns, min: 2 },
    );
  const count = classes?.length ?? 0;
  if (labels && (count < 2 || count > MAX_CLASSES))
    throw new ExperimentError(
      "data",
      "unfit-classes",
      `classes: ${count} (must be from 2 to ${MAX_CLASSES}: choose another label column)`,
      { value: count, min: 2, max: MAX_CLASSES },
    );
  if (!labels && params.stop === "target")
    throw new ExperimentError(
      "params.stop",
      "target-needs-classes",
      "stop rule: target accuracy with a number to predict (must be none or patience)",
      { fits: "none" },
    );
  checkDerived(params, inputColumns(table).length);
  const { folds = 1 } = params;
  if (folds > table.rows) throw noRowsForFolds(table.rows, folds);
  const held = partsOf(table, params);
  if (held.test.length > 0 && held.train.length >= 2) return table;
  throw folds > 1 ? noRowsForFolds(table.rows, folds) : noRows(table.rows, params.testFraction);
}

/** With three rows or more, as many folds as rows leave two to train on. */
function noRowsForFolds(rows: number, folds: number): ExperimentError {
  return new ExperimentError(
    "params.folds",
    "too-few-for-folds",
    `folds: ${folds} of ${rows} rows leave none to hold out, or fewer than two to train on (must be ${rows}, or 1 for none)`,
    { value: folds, rows, fits: rows },
  );
}

function checkDerived({ squares, product, sines }: Features, inputs: number): void {
  const name = squares ? "squares" : product ? "product" : sines ? "sines" : undefined;
  if (name === undefined || inputs === 2) return;
  throw new ExperimentError(
    `params.${name}`,
    "derived-of-two",
    `derived inputs of ${inputs} columns (must be 2, or leave ${name} off)`,
    { value: inputs, fits: "false" },
  );
}

function noRows(rows: number, fraction: number): ExperimentError {
  const fits = Math.min(0.5, Math.ceil(20 / rows) / 20);
  return new ExperimentError(
    "params.testFraction",
    "too-few-to-split",
    `held-out data: ${fraction} of ${rows} rows leaves too few to train or test (must be about ${fits})`,
    { value: fraction, rows, fits },
  );
}

/**
 * Rows to train on and to hold out, ascending: of each class a fraction (`splitWithin`); where there are no classes, of all rows. With folds, one
 * of those parts, made in the same way.
 */
export function partsOf(
  table: Pick<Table, "rows" | "labels" | "heldOut">,
  { testFraction: fraction, folds = 1, cvFold = 0 }: HeldOut,
): { readonly train: Uint32Array; readonly test: Uint32Array } {
  if (folds > 1) return cvSplit(table, folds, cvFold);
  const { labels, heldOut } = table;
  return labels ? splitWithin({ labels, heldOut }, fraction) : split(table, fraction);
}

/** What goes in and comes out of the net, without a look at the numbers. */
export function endsOf(table: Table, features: Features): Ends {
  return {
    inputs: inputColumns(table).length + derivedCount(features),
    outputs: table.labels ? (table.classes?.length ?? 0) : 1,
    classes: table.labels !== undefined,
  };
}

/** Of a table that was checked. */
export function samplesOf(table: Table, params: HeldOut & Features): Samples {
  const { train, test } = partsOf(table, params);
  const columns = inputColumns(table);
  const goal = goalOf(table, train);
  const shared = { goal, ...targetsOf(goal), train, test };
  if (table.values instanceof Uint8Array && columns.length === table.columns)
    return { inputs: columns.length, values: table.values, scale: unitScale(columns.length), ...shared };
  const scale = table.image || takesRaw(table) ? unitScale(columns.length) : scaleOf(table, columns, train);
  const scaled = scaleInputs(table.values, table.columns, columns, scale);
  const values = derivedInputs(scaled, columns.length, params);
  return { inputs: values.length / table.rows, values, scale, ...shared };
}

function goalOf(table: Table, train: Uint32Array): Goal {
  const { labels, classes, values, columns, rows, names } = table;
  if (labels && classes) return { kind: "classes", labels, classes };
  const target = targetOf(table) ?? 0;
  const own = Float64Array.from({ length: rows }, (_, row) => values[row * columns + target]);
  const scale = takesRaw(table) ? unitScale(1) : scaleOf({ values: own, columns: 1 }, [0], train);
  return { kind: "number", values: own, name: names?.[target] ?? String(target + 1), scale };
}

function targetsOf(goal: Goal): Pick<Samples, "targets" | "outputs"> {
  if (goal.kind === "number") {
    const { mean, deviation } = goal.scale;
    return { outputs: 1, targets: Float32Array.from(goal.values, (value) => (value - mean[0]) / deviation[0]) };
  }
  const outputs = goal.classes.length;
  return { outputs, targets: oneHot(goal.labels, outputs) };
}

/** Standardised predictions in the units of the target. */
export function inUnits(output: Float32Array, { goal }: Pick<Samples, "goal">): Float32Array {
  if (goal.kind === "classes") return output;
  const { mean, deviation } = goal.scale;
  return output.map((value) => value * deviation[0] + mean[0]);
}
