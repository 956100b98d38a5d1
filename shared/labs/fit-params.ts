/** Parameters of a preset, brought within what one's own table allows. */
import type { Table } from "../data/table.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { Experiment } from "../experiment/experiment.ts";
import type { Lab } from "./lab.ts";
import { setPath } from "./parse.ts";

/** No lab has as many parameters that a table can be too small for. */
const MOST_CHANGES = 8;

/**
 * The experiment with the parameters that nobody set (`isSet` tells by name) changed to what fits the table, as far as the lab's own objections say what
 * would: an error at "params.<name>" whose values have `fits`, or a `max` below the number that is there. What does not fit and was set stays as it is, to
 * be refused; and so does what nothing fits.
 */
export function fitParams(
  lab: Lab,
  experiment: Experiment,
  table: Table | null,
  isSet: (name: string) => boolean,
): Experiment {
  let fitted = experiment;
  const changed = new Set<string>();
  while (changed.size < MOST_CHANGES) {
    const error = objection(lab, fitted, table);
    const name = error && /^params\.(\w+)$/.exec(error.path)?.[1];
    if (!name || changed.has(name) || isSet(name)) return fitted;
    const { fits, max } = error.values;
    const now = fitted.params[name];
    const isBelow = typeof max === "number" && (typeof now !== "number" || max < now);
    const value = fits ?? (isBelow ? max : undefined);
    if (value === undefined) return fitted;
    const next = changedTo(lab, fitted, error.path, value);
    if (next === null) return fitted;
    changed.add(name);
    fitted = next;
  }
  return fitted;
}

function objection(lab: Lab, { params }: Experiment, table: Table | null): ExperimentError | undefined {
  try {
    lab.check?.(params, table);
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
}

/** Null where the parameter itself does not allow the value. */
function changedTo(lab: Lab, experiment: Experiment, path: string, value: string | number): Experiment | null {
  try {
    return setPath(lab, experiment, path, String(value));
  } catch (error) {
    if (error instanceof ExperimentError) return null;
    throw error;
  }
}
