import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { parseJson } from "../../../shared/experiment/json.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { encodeLink } from "../../../shared/experiment/link.ts";
import { parseExperiment } from "../../../shared/experiment/parse.ts";
import { labs } from "../../../shared/labs/index.ts";

/** The address of the experiment that a JSON file holds: the experiment itself, or a result with it inside. */
export async function experimentAddress(file: File): Promise<string> {
  if (file.size > limits.json.bytes) {
    const max = limits.json.bytes;
    throw new ExperimentError(
      "file",
      "too-large",
      `${file.name} is too large: ${file.size} bytes (must be at most ${max})`,
      { max },
    );
  }
  const value = parseJson(await file.text(), file.name);
  const inside =
    typeof value === "object" && value !== null && Object.hasOwn(value, "experiment")
      ? (value as { experiment: unknown }).experiment
      : value;
  const { experiment } = await parseExperiment(inside, labs);
  return `/lab/${encodeURIComponent(experiment.lab)}${await encodeLink(experiment)}`;
}
