import { ExperimentError } from "../../../experiment/errors.ts";

export function ragged(path: string, row: number, found: number, expected: number): ExperimentError {
  return new ExperimentError(
    path,
    "ragged-row",
    `${path} has ${found} cells in row ${row} (must be ${expected}, as in the other rows)`,
    { row, value: found, expected },
  );
}
