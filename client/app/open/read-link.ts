import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { decodeLink } from "../../../shared/experiment/link.ts";
import { labs } from "../../../shared/labs/index.ts";
import { parseExperiment } from "../../../shared/labs/parse.ts";

/** The experiment of a hash link ("#v1.…"). Throws an ExperimentError. */
export async function readLink(link: string): Promise<Experiment> {
  const { experiment } = await parseExperiment(await decodeLink(link), labs);
  return experiment;
}
