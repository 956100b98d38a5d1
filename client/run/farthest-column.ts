import type { Table } from "../../shared/data/table.ts";
import { PoolError } from "../compute/errors.ts";

/** Sizes up to this, and from one over it, are none that a model has trouble with. */
const COMMON = 1e9;

/** The column whose largest value is farthest from 1, as a factor, and that value's size; undefined where none is unusually large or small. */
function farthestColumn({
  columns,
  values,
  names,
}: Pick<Table, "columns" | "values" | "names">): { readonly column: string; readonly size: number } | undefined {
  const sizes = new Float64Array(columns);
  for (let at = 0; at < values.length; at++) sizes[at % columns] = Math.max(sizes[at % columns], Math.abs(values[at]));
  let [farthest, most] = [-1, Math.log(COMMON)];
  for (const [c, size] of sizes.entries()) {
    const off = Math.abs(Math.log(size));
    // Powers of ten are alike on both sides of 1: of two as far the larger is named.
    if (size === 0 || off < most || (off === most && size < 1)) continue;
    [farthest, most] = [c, off];
  }
  return farthest < 0 ? undefined : { column: names?.[farthest] ?? `#${farthest + 1}`, size: sizes[farthest] };
}

/** An error about numbers that are no longer finite, which names the column whose values are farthest from 1 where one is so far that it may be the cause. */
export function inWordsOfColumn(error: PoolError, data: Table): PoolError {
  const found = farthestColumn(data);
  if (!found) return error;
  const { column, size } = found;
  const value = Number(size.toPrecision(3));
  return new PoolError(
    "not-finite-of-column",
    `${error.message}: values of column ${column} are of the size of ${value} (standardise the data, or give it in another unit)`,
    { attempts: error.attempts, ...(error.task && { task: error.task }), values: { ...error.values, column, value } },
  );
}
