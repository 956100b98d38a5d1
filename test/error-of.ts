import { ExperimentError } from "../shared/experiment/errors.ts";

/** The error that `run` throws, which must be an ExperimentError. */
export function errorOf(run: () => unknown): ExperimentError {
  try {
    run();
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
