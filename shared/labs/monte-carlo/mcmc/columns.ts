import type { DataNotice, Table } from "../../../data/table.ts";
import type { Column, DensityTable } from "../../../densities/index.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { McmcParams } from "./fields.ts";

/** Name of a column; those of a table without names count from 1. */
export function columnName(table: Table, column: number): string {
  return table.names?.[column] ?? String(column + 1);
}

/**
 * The columns (numbers from 0) that the parameters name; else the response is what was chosen to be predicted when the file was read, or the last
 * column, and the others are the predictors.
 */
export function chosenColumns(params: McmcParams, table: Table | null) {
  // A mixture is of the response alone.
  const isAlone = params.target === "column-mixture";
  const least = isAlone ? 1 : 2;
  if (table === null || table.columns < least) {
    throw new ExperimentError(
      "data",
      "too-few-columns",
      `data: ${table?.columns ?? 0} columns (must be ${least} or more: choose another file, or use more columns)`,
      {
        value: table?.columns ?? 0,
      },
    );
  }
  const columns = Array.from({ length: table.columns }, (_, j) => j);
  const find = (name: string, path: string) => {
    const column = columns.find((j) => columnName(table, j) === name);
    if (column !== undefined) return column;
    const allowed = columns
      .slice(0, 40)
      .map((j) => columnName(table, j))
      .join(", ");
    throw new ExperimentError(
      path,
      "unknown-column",
      `unknown column: ${JSON.stringify(name)} (there are ${allowed})`,
      {
        value: name,
        allowed,
      },
    );
  };
  const [name] = params.response ?? [];
  const response = name === undefined ? (table.target ?? table.columns - 1) : find(name, "params.response");
  const named = (params.predictors ?? []).map((predictor) => find(predictor, "params.predictors"));
  const others = columns.filter((j) => j !== response && !isAlone);
  const predictors = named.length > 0 && !isAlone ? named : others;
  if (predictors.includes(response)) {
    const value = columnName(table, response);
    throw new ExperimentError(
      "params.predictors",
      "response-among-predictors",
      `predictor: ${JSON.stringify(value)} is the response (choose another column)`,
      { value },
    );
  }
  return { response, predictors };
}

/** What the form chose, as texts name it. Throws an ExperimentError for columns that cannot be used. */
export function chosenData(params: McmcParams, table: Table | null): Pick<DensityTable, "predictors" | "response"> {
  const { response, predictors } = chosenColumns(params, table);
  const read = (column: number) => readColumn(table as Table, column);
  const y =
    params.target === "logistic-regression" ? asBinary(table as Table, response, read(response)) : read(response);
  const columns = predictors.map(read);
  const values = new Float64Array(y.length * predictors.length);
  columns.forEach((column, j) => {
    for (let i = 0; i < y.length; i++) values[i * predictors.length + j] = column[i];
  });
  return { response: y, predictors: { rows: y.length, columns: predictors.length, values } };
}

/** The columns of a table by their names, numbers as they are and words as categories; missing values are NaN. */
export function namedColumns(table: Table): readonly Column[] {
  return Array.from({ length: table.columns }, (_, j) => {
    const values = Float64Array.from({ length: table.rows }, (_, i) => {
      const at = i * table.columns + j;
      return table.mask?.[at] === 0 ? Number.NaN : table.values[at];
    });
    const levels = table.levels?.[j];
    return { name: columnName(table, j), values, ...(levels && { levels }) };
  });
}

/** The numbers of a column; refuses missing or infinite values and a column that never changes. */
function readColumn(table: Table, column: number): Float64Array {
  const name = columnName(table, column);
  const at = (row: number) => row * table.columns + column;
  const values = Float64Array.from({ length: table.rows }, (_, row) => table.values[at(row)]);
  const missing = values.findIndex((value, row) => table.mask?.[at(row)] === 0 || !Number.isFinite(value));
  if (missing >= 0) {
    throw new ExperimentError(
      "data",
      "missing-value",
      `missing value: row ${missing + 1} of column ${JSON.stringify(name)} (fill it in, or remove the row or the column)`,
      { column: name, row: missing + 1 },
    );
  }
  if (values.every((value) => value === values[0])) {
    throw new ExperimentError("data", "constant-column", `constant column: ${JSON.stringify(name)} (must vary)`, {
      column: name,
    });
  }
  return values;
}

/** Zeros and ones; of two other values the lower is 0. */
function asBinary(table: Table, column: number, values: Float64Array): Float64Array {
  const codes = twoValues(values);
  if (codes !== null) return values.map((value) => Number(value === codes[1]));
  const value = values.find((one) => one !== 0 && one !== 1) as number;
  const name = columnName(table, column);
  throw new ExperimentError(
    "params.response",
    "not-binary",
    `response of a logistic regression: ${value} in column ${JSON.stringify(name)} (must be 0 or 1, or one of two values)`,
    { column: name, value },
  );
}

/** The two values of a column, ascending; null where there are more. */
function twoValues(values: Float64Array): readonly [number, number] | null {
  const other = values.find((value) => value !== values[0]) ?? values[0];
  const pair = [Math.min(values[0], other), Math.max(values[0], other)] as const;
  return values.every((value) => value === pair[0] || value === pair[1]) ? pair : null;
}

/** Says which of two numbers a logistic regression takes for 1, where they are not 0 and 1. */
export function responseNotices(params: McmcParams, table: Table | null): readonly DataNotice[] {
  if (params.target !== "logistic-regression" || table === null || table.columns < 2) return [];
  const { response } = chosenColumns(params, table);
  const codes = twoValues(readColumn(table, response));
  if (codes === null || (codes[0] === 0 && codes[1] === 1)) return [];
  const [zero, one] = codes;
  return [{ code: "response-recoded", values: { column: columnName(table, response), zero, one } }];
}
