import { ExperimentError } from "../../../../shared/experiment/errors.ts";

/** Codes of errors that a choice of reading takes away: `question.tsx`, which is loaded with the first of them, says which choice. */
const codes = [
  "two-readings",
  "rows-with-gaps",
  "not-a-probability",
  "not-points-of-the-plane",
  "too-large-to-standardise",
  "too-small-to-standardise",
  "too-far-from-zero",
  "file-inflates-too-far",
  "not-text",
] as const;
export type CurableCode = (typeof codes)[number];

export type CurableError = ExperimentError & { readonly code: CurableCode };

export const isCurable = (error: unknown): error is CurableError =>
  error instanceof ExperimentError && (codes as readonly string[]).includes(error.code);
