import { graphNeedsLab } from "../../../shared/data/readers/graphs/format.ts";
import { graphFormatOf } from "../../../shared/data/readers/graphs.ts";
import { formatOf } from "../../../shared/data/readers/sniff.ts";
import { withoutDocument } from "../../../shared/experiment/document.ts";
import { parseEnvelope } from "../../../shared/experiment/envelope.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { readJson } from "../../../shared/experiment/json.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import type { LinkContent } from "../../../shared/experiment/link.ts";
import { labs } from "../../../shared/labs/index.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";
import { openingAddress } from "./handed.ts";

/** Bytes of a file with the largest document, on lines of their own; what else is in it has its own caps. */
const MOST_BYTES = limits.json.bytes + 4 * limits.document.bytes;

/**
 * The address of the experiment that a JSON file holds: the experiment itself, or a result (or an envelope) with it inside. One that is too long for an
 * address is `handed` to the page of its lab. Throws an ExperimentError that says what another file seems to be.
 */
export async function experimentAddress(file: File): Promise<string> {
  await refuseData(file);
  refuseLarger(file, MOST_BYTES);
  const value = readJson(await file.text(), file.name, MOST_BYTES);
  const isHolder = typeof value === "object" && value !== null && Object.hasOwn(value, "experiment");
  const holder = isHolder ? (value as LinkContent) : { experiment: value };
  if (withoutDocument(holder.experiment) === holder.experiment) refuseLarger(file, limits.json.bytes);
  if (!isExperiment(holder.experiment)) throw notAnExperiment(file.name);
  const { experiment, lab } = await parseExperiment(holder.experiment, labs);
  const envelope = parseEnvelope(holder.envelope);
  return openingAddress(lab, { experiment, envelope });
}

/** Whatever else is wrong with it: JSON of other programs says neither a version nor a lab. */
const isExperiment = (value: unknown) =>
  typeof value === "object" && value !== null && (Object.hasOwn(value, "v") || Object.hasOwn(value, "lab"));

function notAnExperiment(name: string): ExperimentError {
  const message = `${name} is not an experiment (must be .latente or .json)`;
  return new ExperimentError(name, "not-an-experiment", message, { name });
}

function refuseLarger({ name, size }: File, max: number): void {
  if (size <= max) return;
  const message = `${name} is too large: ${size} bytes (must be at most ${max})`;
  throw new ExperimentError(name, "too-large", message, { value: size, max });
}

/** How much of a file is needed to tell its kind; the header of weights may be this long. */
const LOOKED_AT = 1024 * 1024 + 8;

async function refuseData(file: File): Promise<void> {
  const { name } = file;
  const head = new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer());
  const format = formatOf(head, file.size);
  if (format === "json") return;
  const graph = graphFormatOf(head);
  if (graph !== null) throw graphNeedsLab(name);
  if (format === null) throw notAnExperiment(name);
  throw new ExperimentError(
    name,
    "data-not-experiment",
    `${name} seems to be ${format}, not an experiment (must be .latente or .json; give data to a lab)`,
    { name, value: format === "gzip" ? format : format.toUpperCase() },
  );
}
