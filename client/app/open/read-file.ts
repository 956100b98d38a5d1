import { graphFormatOf } from "../../../shared/data/readers/graphs.ts";
import { formatOf } from "../../../shared/data/readers/sniff.ts";
import { parseEnvelope } from "../../../shared/experiment/envelope.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { readJson } from "../../../shared/experiment/json.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { encodeLink, type LinkContent } from "../../../shared/experiment/link.ts";
import { labs } from "../../../shared/labs/index.ts";
import { parseExperiment } from "../../../shared/labs/parse.ts";
import { writtenExperiment } from "../../../shared/labs/written.ts";

/** The address of the experiment that a JSON file holds: the experiment itself, or a result (or an envelope) with it inside. Throws an ExperimentError that says what another file seems to be. */
export async function experimentAddress(file: File): Promise<string> {
  await refuseData(file);
  if (file.size > limits.json.bytes) {
    const max = limits.json.bytes;
    throw new ExperimentError(
      file.name,
      "too-large",
      `${file.name} is too large: ${file.size} bytes (must be at most ${max})`,
      { value: file.size, max },
    );
  }
  const value = readJson(await file.text(), file.name, limits.json.bytes);
  const isHolder = typeof value === "object" && value !== null && Object.hasOwn(value, "experiment");
  const holder = isHolder ? (value as LinkContent) : { experiment: value };
  const { experiment, lab } = await parseExperiment(holder.experiment, labs);
  const link = await encodeLink(writtenExperiment(lab, experiment), parseEnvelope(holder.envelope));
  return `/lab/${encodeURIComponent(experiment.lab)}${link}`;
}

/** How much of a file is needed to tell its kind; the header of weights may be this long. */
const LOOKED_AT = 1024 * 1024 + 8;

async function refuseData(file: File): Promise<void> {
  const { name } = file;
  const head = new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer());
  const format = formatOf(head, file.size);
  if (format === "json") return;
  const graph = graphFormatOf(head);
  if (graph !== null)
    throw new ExperimentError(
      name,
      "graph-needs-lab",
      `${name} is a graph (must be given to a lab that takes graphs: bayes-net or factor-graph)`,
      { name },
    );
  if (format === null)
    throw new ExperimentError(name, "not-an-experiment", `${name} is not an experiment (must be .latente or .json)`, {
      name,
    });
  throw new ExperimentError(
    name,
    "data-not-experiment",
    `${name} seems to be ${format}, not an experiment (must be .latente or .json; give data to a lab)`,
    { name, value: format === "gzip" ? format : format.toUpperCase() },
  );
}
