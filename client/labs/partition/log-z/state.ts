import type { NDArray } from "../../../../shared/arrays.ts";
import type { LogZParams } from "../../../../shared/labs/partition/log-z/fields.ts";
import { type BaseName, METHODS, type Method } from "../../../../shared/labs/partition/log-z/names.ts";
import { seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";

export type LogZProps = ViewProps<LogZParams>;

export const methodColor = (method: Method): string => seriesColor(METHODS.indexOf(method));

/** Row `row` of a record, or of an array of rows. */
export function rowOf({ shape: [, width], values }: NDArray, row: number): Float64Array {
  return Float64Array.from({ length: width }, (_, i) => Number(values[row * width + i]));
}

/** A column of an array of rows. */
export function columnOf({ shape: [rows, width], values }: NDArray, column: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => Number(values[row * width + column]));
}

/** What the task "draws" found of a base, or of the model itself. */
export function drawsOf({ fold }: Pick<LogZProps, "fold">, name: `${BaseName}.${"model" | "weights"}` | "model") {
  const found = fold.output("draws")?.[name]?.values;
  return found && Float64Array.from(found);
}
