import { type Envelope, parseEnvelope } from "../../../shared/experiment/envelope.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { decodeLink } from "../../../shared/experiment/link.ts";
import { labs } from "../../../shared/labs/index.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";

/** An experiment as someone asked for it: with what a teacher says about it and hides in it. */
export interface Asked {
  readonly experiment: Experiment;
  readonly envelope?: Envelope | undefined;
}

/** What a hash link ("#v1.…") asks for. Throws an ExperimentError. */
export async function readLink(link: string): Promise<Asked> {
  const content = await decodeLink(link);
  const { experiment } = await parseExperiment(content.experiment, labs);
  return { experiment, envelope: parseEnvelope(content.envelope) };
}
