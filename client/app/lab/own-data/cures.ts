import { ExperimentError } from "../../../../shared/experiment/errors.ts";

const curable: ReadonlySet<string> = new Set([
  "two-readings",
  "rows-with-gaps",
  "not-a-probability",
  "file-inflates-too-far",
]);

/** Whether a choice of reading takes the error away: `question.tsx`, which is loaded with the first such error, says which. */
export const isCurable = (error: unknown): error is ExperimentError =>
  error instanceof ExperimentError && curable.has(error.code);
