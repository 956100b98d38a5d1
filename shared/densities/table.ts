import { Fault } from "./error.ts";
import type { Scope } from "./model/scope.ts";
import { scalar, vector } from "./model/value.ts";

/** A column of the user's table. */
export interface Column {
  readonly name: string;
  /** Finite numbers; of a column of categories, their places in `levels`, from 0 (a text counts them from 1). */
  readonly values: ArrayLike<number>;
  readonly levels?: readonly string[];
}

/** What a text can name of the user's data. */
export interface DensityTable {
  /** Equally long. */
  readonly columns?: readonly Column[];
  /** Names of further columns: a text that nearly names one of them is told so. */
  readonly others?: readonly string[];
  /** Names of columns of text that were left out when the file was read. */
  readonly texts?: readonly string[];
  /** What the form chose, as the matrix `predictors`, row-major. */
  readonly predictors?: { readonly rows: number; readonly columns: number; readonly values: ArrayLike<number> };
  /** What the form chose, as the vector `response`. */
  readonly response?: ArrayLike<number>;
}

const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, π: Math.PI };

/** Makes constants and what the table has known. */
export function introduce(
  scope: Scope,
  { columns = [], others = [], texts = [], predictors, response }: DensityTable,
): void {
  scope.others = others;
  scope.texts = texts;
  const g = scope.graph;
  for (const [name, value] of Object.entries(CONSTANTS))
    scope.define(name, { value: scalar(g.constant(value), value, value), origin: "constant" });
  for (const { name, values, levels } of columns) {
    const known = finite(name, levels ? Float64Array.from(values, (value) => value + 1) : Float64Array.from(values));
    if (known.length === 0) continue;
    scope.define(name, {
      value: { ...vector(g.known(known), known.length), ...(levels && { levels }) },
      origin: "column",
    });
  }
  if (response && response.length > 0) {
    const values = finite("response", Float64Array.from(response));
    scope.define("response", { value: vector(g.known(values), values.length), origin: "column" });
  }
  if (predictors && predictors.rows > 0 && predictors.columns > 0) {
    const values = finite("predictors", Float64Array.from(predictors.values));
    g.spend(values.length);
    scope.define("predictors", {
      value: { type: "matrix", matrix: { rows: predictors.rows, columns: predictors.columns, values } },
      origin: "column",
    });
  }
}

function finite(name: string, values: Float64Array): Float64Array {
  const row = values.findIndex((value) => !Number.isFinite(value));
  if (row < 0) return values;
  throw new Fault("data-not-finite", 0, `${name}: no number in place ${row + 1} (fill it in or remove the row)`, {
    value: name,
    row: row + 1,
  });
}
