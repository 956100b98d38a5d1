import { DensityError, Fault } from "./error.ts";
import { habitual } from "./text/habits.ts";

/** Runs `read`, whose faults are told with their line and column in `text`. */
export function located<T>(text: string, read: () => T): T {
  try {
    return read();
  } catch (fault) {
    throw fault instanceof Fault ? new DensityError(text, habitual(text, fault)) : fault;
  }
}
