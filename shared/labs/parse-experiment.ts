import { withoutDocument } from "../experiment/document.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { checkCaps } from "../experiment/json.ts";
import { migrate } from "../experiment/migrate.ts";
import { show } from "../experiment/show.ts";
import type { LabEntry } from "./index.ts";
import type { Lab } from "./lab.ts";
import { readExperiment } from "./parse.ts";

/**
 * A valid experiment of the newest version, made of new objects, and its lab. What may be left out (params, data) gets its default.
 * Throws an ExperimentError for anything that is not a valid experiment: other version, unknown lab, parameter out of range, …
 */
export async function parseExperiment(
  input: unknown,
  labs: readonly LabEntry[],
): Promise<{ readonly experiment: Experiment; readonly lab: Lab }> {
  checkCaps(withoutDocument(input));
  const unread = migrate(input);
  const entry = labs.find(({ id }) => id === unread.lab);
  if (entry === undefined) {
    const ids = labs.map(({ id }) => id).join(", ");
    throw new ExperimentError("lab", "unknown-lab", `unknown lab: ${show(unread.lab)} (there are ${ids})`, {
      value: unread.lab,
      allowed: ids,
    });
  }
  const lab = await entry.load();
  return { experiment: readExperiment(lab, unread), lab };
}
