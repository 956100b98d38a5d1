import { ExperimentError } from "../../../experiment/errors.ts";
import type { ReadingChoice } from "../../../experiment/reading.ts";

/** A cell that can be read in two ways, and the choice that settles it. */
export interface TwoReadings {
  readonly column: string;
  readonly row: number;
  readonly cell: string;
  readonly choice: ReadingChoice;
  /** Two values of the choice, and what the cell means under each: `1.25`, `1250`; a text in quotes; cells between bars. */
  readonly first: string;
  readonly firstMeans: string;
  readonly second: string;
  readonly secondMeans: string;
}

export function twoReadings(path: string, question: TwoReadings): ExperimentError {
  const cell = question.cell.slice(0, 40);
  const { column, row, choice, first, firstMeans, second, secondMeans } = question;
  return new ExperimentError(
    path,
    "two-readings",
    `${path} can be read in two ways: "${cell}" in row ${row}, column ${column}, is ${firstMeans} (${choice}: ${first}) or ${secondMeans} (${choice}: ${second}): choose one`,
    { ...question, cell },
  );
}
