/** What a page needs for a run, and not to be looked at. */
export { ActiveRun } from "./active-run.ts";
export { runExperiment } from "./driver.ts";
