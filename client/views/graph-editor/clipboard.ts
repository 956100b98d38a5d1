import type { GraphDocument } from "../../../shared/experiment/document.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { parseDocument } from "../../../shared/experiment/parse-document.ts";

/** A copied part of a graph. Throws where the clipboard holds something else. */
export function readGraphText(text: string): GraphDocument {
  const none = new ExperimentError(
    "graph",
    "no-copied-graph",
    "invalid paste: no nodes (must be copied in this editor)",
  );
  if (!text.trimStart().startsWith("{")) throw none;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw none;
  }
  return parseDocument(json, "graph");
}
