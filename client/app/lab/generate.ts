/** Generated tables on the page: small ones at once, others on a thread of their own. */
import { checkCost, costOf, type Generated, generateHere } from "../../../shared/data/generate.ts";
import type { Table } from "../../../shared/data/table.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { askBeside } from "./beside.ts";
import type { Made } from "./generate-thread.ts";
import threadUrl from "./generate-thread.ts?worker&url";

/** Makes the table; once `stop` is aborted it rejects and nothing goes on. Throws an ExperimentError. */
export async function generate({ generator, seed, params }: Generated, stop?: AbortSignal): Promise<Table> {
  const ref = { generator, seed, params };
  const cost = costOf(ref);
  if (cost === null || cost.steps <= limits.generated.page) return generateHere(ref);
  checkCost(generator, cost);
  const made = await askBeside<Made>(threadUrl, ref, stop);
  // The page can still make it, if less smoothly. What a thread died of would take the page along.
  if (made === "absent" || (made !== "died" && "absent" in made)) return generateHere(ref);
  if (made === "died" || ("error" in made && made.error.name === "RangeError")) {
    const { values, bytes } = cost;
    throw new ExperimentError(
      "data.params",
      "data-needs-memory",
      `data of ${generator}: ${values} values, ${bytes} bytes, more than the browser gives (close other tabs, or ask for fewer or shorter rows)`,
      { value: values, bytes },
    );
  }
  if ("table" in made) return made.table;
  const { message, experiment } = made.error;
  throw experiment
    ? new ExperimentError(experiment.path, experiment.code, message, experiment.values)
    : new Error(message);
}
