import type { Table } from "../../data/table.ts";
import { ExperimentError } from "../../experiment/errors.ts";

/** Throws an ExperimentError of that code where all rows are equal, as those of pictures that were read as black. */
export function requireDifferentRows({ rows, columns, values }: Table, code: string): void {
  if (values.some((value: number, at: number) => value !== values[at % columns])) return;
  throw new ExperimentError(
    "data",
    code,
    `rows: all ${rows} are the same (must differ: from equal rows there is nothing to learn)`,
    { rows },
  );
}
