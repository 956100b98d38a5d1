import { requireProbabilities } from "../../../data/require.ts";
import { split } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { checkSamples, rowsDiffer } from "../samples.ts";
import { startingWeights } from "../start.ts";
import type { VaeTaskParams } from "./fields.ts";

export const given = startingWeights("vae", async () => (await import("./net.ts")).vaeModelOf);

/** Throws an ExperimentError for parameters or data that the net cannot learn from. */
export function checkVae(params: VaeTaskParams, data: Table | null): Table {
  const table = checkSamples(params, data);
  given.check(params, table);
  if (params.likelihood !== "bernoulli") {
    checkSpread(params, table);
    return table;
  }
  const cure = " under Bernoulli: choose a normal likelihood";
  return requireProbabilities(table, "params.likelihood", "not-from-0-to-1-for-bernoulli", cure, "normal");
}

/** Of rows that are all the same, a density has no bound. */
function checkSpread(params: VaeTaskParams, table: Table): void {
  const { columns } = table;
  if (rowsDiffer(table, split(table, params.testFraction).train)) return;
  throw new ExperimentError(
    "data",
    "rows-without-spread",
    `columns: ${columns}, all constant in the training rows (one must vary: the density of equal rows has no bound)`,
    { value: columns },
  );
}
