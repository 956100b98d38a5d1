import { cellOf, requireTable, toFloat64 } from "../../../data/require.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { momentsOf } from "../../../kernels/boltzmann/gaussian.ts";
import { cholesky, NotPositiveDefiniteError } from "../../../linalg/index.ts";
import { type LikelihoodParams, MAX_VISIBLE } from "./fields.ts";
import { standardisedColumns } from "./standardised.ts";

/** A covariance is singular where a pivot of the correlation matrix is no larger. */
const SINGULAR = 1e-8;

/** Throws an ExperimentError for a table that the model cannot take. */
export function checkLikelihood({ model }: LikelihoodParams, given: Table | null): void {
  if (given === null) return;
  const table = requireTable(given, "", { rows: 2, columns: MAX_VISIBLE });
  const values = toFloat64(table);
  const { columns } = table;
  if (columns < 2)
    throw new ExperimentError("data", "gradient-one-column", "columns: 1 (must be at least 2)", { value: columns });
  if (model !== "gaussian") {
    const at = values.findIndex((value) => value !== 0 && value !== 1);
    if (at >= 0) {
      const { row, column } = cellOf(table, at);
      throw new ExperimentError(
        "data",
        "gradient-not-binary",
        `value ${values[at]} in row ${row}, column ${column} (must be 0 or 1: a unit is on or off; the model gaussian takes numbers)`,
        { value: values[at], row, column },
      );
    }
  }
  for (let i = 0; i < columns; i++) {
    let n = 1;
    while (n < table.rows && values[n * columns + i] === values[i]) n++;
    if (n < table.rows) continue;
    const { column } = cellOf(table, i);
    throw new ExperimentError(
      "data",
      "gradient-constant-column",
      `column ${column} is ${values[i]} in every row (must vary: leave it out)`,
      { column, value: values[i] },
    );
  }
  if (model === "gaussian") checkRegular(values, table);
}

/** A Gaussian needs a covariance that can be inverted. */
function checkRegular(values: Float64Array, { rows, columns }: Table): void {
  const singular = () =>
    new ExperimentError(
      "data",
      "gradient-singular",
      `columns: ${columns} of ${rows} rows follow from each other (must have more rows than columns, and no column that is a sum of others: leave one out)`,
      { columns, rows },
    );
  try {
    const { second } = momentsOf(standardisedColumns(values, columns), columns);
    const factor = cholesky(second, columns);
    for (let i = 0; i < columns; i++) if (factor[i * columns + i] ** 2 < SINGULAR) throw singular();
  } catch (error) {
    throw error instanceof NotPositiveDefiniteError ? singular() : error;
  }
}
