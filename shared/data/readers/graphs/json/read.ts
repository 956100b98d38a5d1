/** The project's own documents, as JSON: canonical, or written by hand with the members in any order. */
import type { GraphDocument } from "../../../../experiment/document.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import { parseDocument } from "../../../../experiment/parse-document.ts";
import { graphError, type Source } from "../source.ts";
import { placeIn, type Way } from "./places.ts";

const ROOT = "document";

/** Throws an ExperimentError with line and column. `name`: of the file. */
export function readJson(text: string, name: string): GraphDocument {
  const source: Source = { name, text };
  placeIn(source);
  const value: unknown = JSON.parse(text);
  if (isExperiment(value))
    throw new ExperimentError(
      name,
      "graph-is-experiment",
      `${name} is an experiment, not a graph (must be opened as one)`,
      { name },
    );
  try {
    return parseDocument(value, ROOT);
  } catch (error) {
    throw error instanceof ExperimentError ? placed(error, source) : error;
  }
}

/** An experiment, or a result or a link's content with one inside. */
const isExperiment = (value: unknown) =>
  typeof value === "object" && value !== null && (Object.hasOwn(value, "lab") || Object.hasOwn(value, "experiment"));

/** The same error with its line and column. */
function placed({ path, code, values, message }: ExperimentError, source: Source): ExperimentError {
  const { value = "", expected = "", max = "" } = values;
  const place = placeIn(source, wayOf(path));
  if (code === "repeated") return graphError(place, "graph-repeated", message, { value });
  if (code === "cycle") return graphError(place, "graph-cycle", message, { value });
  if (code === "table-size")
    return graphError(place, "graph-table-size", message, { value: path, found: value, expected });
  if (code === "too-many-cells")
    return graphError(place, "graph-too-many-cells", message, { value: path, found: value, max });
  if (code === "too-large") return graphError(place, "graph-file-too-large", message, { max });
  return graphError(place, "graph-wrong-value", message, { value, place: path });
}

/** "document.nodes[3].table" as names and places; behind a name that is not one of ours, it may lead nowhere. */
function wayOf(path: string): Way {
  const steps = path.slice(ROOT.length).matchAll(/\.([^.[]+)|\[(\d+)\]/g);
  return Array.from(steps, ([, name, place]) => name ?? Number(place));
}
