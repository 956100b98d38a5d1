/** A table as a linear regression whose gradient is estimated from some of its rows. */

import { requireTable } from "../../../../data/require.ts";
import type { Table } from "../../../../data/table.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import { cholesky, solveLower, solveLowerTransposed } from "../../../../linalg/index.ts";
import { standardised } from "../../standardised.ts";
import type { IntegrationParams } from "../fields.ts";

/** Rows x (rows × columns) and y, each column with mean 0 and variance 1. */
export interface Regression {
  readonly rows: number;
  readonly columns: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Throws an ExperimentError for a table without a regression in it, and for a minibatch larger than it. */
export function regressionOf(
  { response = [], batch = 1 }: Pick<IntegrationParams, "response" | "batch">,
  data: Table | null,
): Regression {
  const table = requireTable(data, "gradients of minibatches need rows");
  const { rows } = table;
  if (table.columns < 2)
    throw new ExperimentError(
      "data",
      "too-few-columns",
      `regression data: ${table.columns} columns (must be 2 or more: choose another file, or use more columns)`,
      {
        value: table.columns,
      },
    );
  if (rows < 4)
    throw new ExperimentError(
      "data",
      "too-few-rows-for-batches",
      `rows: ${rows} (must be at least 4: choose a longer table)`,
      {
        value: rows,
        min: 4,
      },
    );
  if (batch > rows)
    throw new ExperimentError(
      "params.batch",
      "batch-too-large",
      `rows of a minibatch: ${batch} (must be at most ${rows}, the rows of the table)`,
      {
        value: batch,
        max: rows,
        fits: rows,
      },
    );
  const target = targetOf(table, response[0]);
  const y = columnOf(table, target);
  if (!y) throw constant(table, target);
  const others = Array.from({ length: table.columns }, (_, j) => j).filter((j) => j !== target);
  // A predictor that never changes has nothing to say.
  const columns = others.flatMap((j) => columnOf(table, j) ?? []);
  if (columns.length === 0) throw constant(table, others[0]);
  const x = new Float64Array(rows * columns.length);
  for (const [c, values] of columns.entries()) for (let i = 0; i < rows; i++) x[i * columns.length + c] = values[i];
  return { rows, columns: columns.length, x, y };
}

function targetOf(table: Table, name: string | undefined): number {
  if (name === undefined) return table.target ?? table.columns - 1;
  const names = Array.from({ length: table.columns }, (_, j) => columnName(table, j));
  const found = names.indexOf(name);
  if (found >= 0) return found;
  const allowed = names.slice(0, 40).join(", ");
  throw new ExperimentError(
    "params.response",
    "unknown-column",
    `unknown column: ${JSON.stringify(name)} (there are ${allowed})`,
    {
      value: name,
      allowed,
    },
  );
}

function columnName(table: Table, column: number): string {
  return table.names?.[column] ?? String(column + 1);
}

function constant(table: Table, column: number): ExperimentError {
  const name = columnName(table, column);
  return new ExperimentError("data", "constant-column", `constant column: ${JSON.stringify(name)} (must vary)`, {
    column: name,
  });
}

/** A column with mean 0 and variance 1; undefined where it never changes. Throws for a gap. */
function columnOf(table: Table, column: number): Float64Array | undefined {
  const { rows } = table;
  const at = (row: number) => row * table.columns + column;
  const values = Float64Array.from({ length: rows }, (_, row) => Number(table.values[at(row)]));
  const missing = values.findIndex((value, row) => table.mask?.[at(row)] === 0 || !Number.isFinite(value));
  if (missing >= 0) {
    const name = columnName(table, column);
    throw new ExperimentError(
      "data",
      "missing-value",
      `missing value: row ${missing + 1} of column ${JSON.stringify(name)} (fill it in, or remove the row or the column)`,
      {
        column: name,
        row: missing + 1,
      },
    );
  }
  return standardised(values);
}

/** Adds to `out` the sum over rows of x_i·(x_i·theta − y_i) · factor: the gradient of half the squared error. `which`: row numbers, from … to − 1 of them. */
export function addGradient(
  { x, y, columns }: Regression,
  theta: Float64Array,
  which: ArrayLike<number>,
  from: number,
  to: number,
  factor: number,
  out: Float64Array,
): void {
  for (let k = from; k < to; k++) {
    const row = which[k] * columns;
    let misfit = -y[which[k]];
    for (let j = 0; j < columns; j++) misfit += x[row + j] * theta[j];
    for (let j = 0; j < columns; j++) out[j] += factor * misfit * x[row + j];
  }
}

/** The gradient of the mean loss over all rows. */
export function fullGradient(data: Regression, theta: Float64Array): Float64Array {
  const out = new Float64Array(data.columns);
  const all = Uint32Array.from({ length: data.rows }, (_, i) => i);
  addGradient(data, theta, all, 0, data.rows, 1 / data.rows, out);
  return out;
}

/** The least squares solution; where columns are sums of others, one of those that are as good to 1e-10. */
export function solutionOf(data: Regression): Float64Array {
  const { rows, columns, x, y } = data;
  const products = new Float64Array(columns * columns);
  const along = new Float64Array(columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const value = x[i * columns + j] / rows;
      along[j] += value * y[i];
      for (let k = 0; k <= j; k++) products[j * columns + k] += value * x[i * columns + k];
    }
  for (let j = 0; j < columns; j++) products[j * columns + j] += 1e-10;
  const factor = cholesky(products, columns);
  return solveLowerTransposed(factor, solveLower(factor, along, columns), columns);
}

/** How much more the mean loss is at theta than at the solution: half the mean squared difference of what they predict. */
export function excessLoss({ rows, columns, x }: Regression, theta: Float64Array, solution: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    let apart = 0;
    for (let j = 0; j < columns; j++) apart += x[i * columns + j] * (theta[j] - solution[j]);
    squares += apart * apart;
  }
  return squares / (2 * rows);
}
