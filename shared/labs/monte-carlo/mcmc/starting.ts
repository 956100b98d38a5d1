import { ExperimentError } from "../../../experiment/errors.ts";
import { NoStart } from "../../../kernels/mcmc/no-start.ts";

/** What `start` gives. Throws an ExperimentError where chains find no place to start from: another try would find none either. */
export function started<T>(radius: number, start: () => T): T {
  try {
    return start();
  } catch (error) {
    if (!(error instanceof NoStart)) throw error;
    throw new ExperimentError("params.initRadius", "no-finite-start", error.message, { value: radius });
  }
}
