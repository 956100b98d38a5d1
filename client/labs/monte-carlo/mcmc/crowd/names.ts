import { parameterNames } from "../../../../../shared/labs/monte-carlo/mcmc/names.ts";
import { type McmcProps, shownNames } from "../draws.ts";

/** Names of the reported quantities, as metrics have them and as the reader sees them. */
export function namesOf({ experiment, fold, data }: Pick<McmcProps, "experiment" | "fold" | "data">) {
  const { params } = experiment;
  const keys = parameterNames(params, data, fold.records(fold.tasks[0].id, "mean")?.shape[1]);
  return { keys, names: shownNames(params, data, keys) };
}
