/**
 * Files of graphs, read into documents and written from them: BIF 0.15, XMLBIF 0.3, UAI, and the project's own JSON. What a file is, its content says, not
 * its name.
 */
import type { GraphDocument } from "../../experiment/document.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import type { UserFile } from "../hashed-file.ts";
import type { DataNotice } from "../table.ts";
import { readBif } from "./graphs/bif/read.ts";
import { writeBif } from "./graphs/bif/write.ts";
import { graphText, headOf } from "./graphs/text.ts";

/** "document": canonical JSON of a document, or the same written by hand. */
export type GraphFormat = "bif" | "xmlbif" | "uai" | "document";

export interface ReadGraph {
  readonly document: GraphDocument;
  /** What was read other than it stands in the file: rows brought to 1, states renamed. */
  readonly notices: readonly DataNotice[];
}

export interface WrittenGraph {
  readonly text: string;
  /** What the format cannot say and the text lacks. */
  readonly notices: readonly DataNotice[];
}

/** What graph file this seems to be, by its text or bytes (plain or gzip; the first 64 KiB are enough); null for anything else. */
export function graphFormatOf(content: Uint8Array | string): GraphFormat | null {
  const head = (typeof content === "string" ? content : headOf(content)).replace(/^\ufeff/, "");
  return /^(?:network|variable|probability)\b/.test(head.slice(afterComments(head))) ? "bif" : null;
}

/** Where the first word stands, after blanks and comments as BIF has them. */
function afterComments(text: string): number {
  let at = 0;
  for (;;) {
    while (/\s/.test(text[at] ?? "")) at++;
    const close = text.startsWith("//", at) ? "\n" : text.startsWith("/*", at) ? "*/" : null;
    const end = close === null ? -1 : text.indexOf(close, at + 2);
    if (close === null || end < 0) return at;
    at = end + close.length;
  }
}

/** Throws an ExperimentError whose path is the file's name: none of the formats, or damaged, with line and column. */
export function readGraphFile({ name, bytes }: UserFile): ReadGraph {
  return readGraph(graphText(bytes, name), name);
}

export function readGraph(text: string, name: string): ReadGraph {
  if (graphFormatOf(text) === "bif") return readBif(text, name);
  throw new ExperimentError(name, "graph-unknown-format", `${name} is no graph (must be BIF, XMLBIF, UAI or JSON)`, {
    name,
    allowed: "BIF, XMLBIF, UAI, JSON",
  });
}

/** Throws an ExperimentError ("data.document") where the format cannot hold such a graph. */
export function writeGraph(document: GraphDocument, format: GraphFormat): WrittenGraph {
  if (format === "bif" && document.kind === "bayes")
    return { text: writeBif(document, ({ table = [] }) => table), notices: [] };
  const allowed = "JSON";
  throw new ExperimentError(
    "data.document",
    "graph-unfit-format",
    `a graph of kind ${document.kind} cannot be written as ${format} (must be ${allowed})`,
    { value: document.kind, format, allowed },
  );
}
