/**
 * Files of graphs, read into documents and written from them: BIF 0.15, XMLBIF 0.3, UAI, and the project's own JSON. What a file is, its content says; its
 * name only where that says nothing, for then it is broken.
 */
import { canonicalJson } from "../../experiment/canonical.ts";
import type { GraphDocument } from "../../experiment/document.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { checkSize } from "../../experiment/parse-document.ts";
import type { UserFile } from "../hashed-file.ts";
import type { DataNotice } from "../table.ts";
import { readBif } from "./graphs/bif/read.ts";
import { writeBif } from "./graphs/bif/write.ts";
import { isTable } from "./graphs/foreign.ts";
import { formatIn, type GraphFormat } from "./graphs/format.ts";
import { readJson } from "./graphs/json/read.ts";
import type { WrittenGraph } from "./graphs/left-out.ts";
import { graphText, headOf, headText } from "./graphs/text.ts";
import { isEvidenceName } from "./graphs/uai/evidence.ts";
import { readUai } from "./graphs/uai/read.ts";
import { writeUai } from "./graphs/uai/write.ts";
import { readXmlbif } from "./graphs/xmlbif/read.ts";
import { writeXmlbif } from "./graphs/xmlbif/write.ts";
import { formatOf } from "./sniff.ts";

export type { GraphFormat };

export interface ReadGraph {
  readonly document: GraphDocument;
  /** What was read other than it stands in the file: rows brought to 1, states renamed, tables completed. */
  readonly notices: readonly DataNotice[];
}

/**
 * What graph file this seems to be, by its text or bytes (plain or gzip; the first 64 KiB are enough), or by its name if that is one of graphs and the content
 * is nothing else that is known; null for anything else. Evidence of UAI is known by its name alone, since it is nothing but numbers: its reader says what it is.
 */
export function graphFormatOf(content: Uint8Array | string, name = ""): GraphFormat | null {
  if (isEvidenceName(name)) return "uai";
  const head = typeof content === "string" ? content.slice(0, 65_536) : headOf(content);
  const found = formatIn(typeof head === "string" ? head : headText(head));
  if (found !== null) return found;
  const format = typeof head === "string" ? null : formatOf(head, content.length);
  return format === null || format === "csv" || format === "json" || format === "gzip" ? formatNamed(name) : null;
}

const endings: Readonly<Record<string, GraphFormat>> = {
  bif: "bif",
  xmlbif: "xmlbif",
  bifxml: "xmlbif",
  xml: "xmlbif",
  uai: "uai",
  json: "document",
};

function formatNamed(name: string): GraphFormat | null {
  const [, ending = ""] = /\.(\w+)(?:\.gz)?$/.exec(name.toLowerCase()) ?? [];
  return Object.hasOwn(endings, ending) ? endings[ending] : null;
}

/** Throws an ExperimentError whose path is the file's name: none of the formats, or damaged, with line and column. */
export function readGraphFile({ name, bytes }: UserFile): ReadGraph {
  const { text, notices } = graphText(bytes, name);
  const read = readGraph(text, name);
  return { ...read, notices: [...notices, ...read.notices] };
}

export function readGraph(text: string, name: string): ReadGraph {
  const read = readAs(graphFormatOf(text, name), text.replace(/^\ufeff/, ""), name);
  checkSize(read.document, name);
  return read;
}

function readAs(format: GraphFormat | null, text: string, name: string): ReadGraph {
  const isNamed = format === null || formatIn(text.slice(0, 65_536)) !== null || isEvidenceName(name);
  if (!isNamed && isTable(text.slice(0, 65_536))) throw tableError(name);
  if (format === "bif") return readBif(text, name);
  if (format === "xmlbif") return readXmlbif(text, name);
  if (format === "uai") return readUai(text, name);
  if (format === "document") return { document: readJson(text, name), notices: [] };
  throw new ExperimentError(name, "graph-unknown-format", `${name} is no graph (must be BIF, XMLBIF, UAI or JSON)`, {
    name,
    allowed: "BIF, XMLBIF, UAI, JSON",
  });
}

function tableError(name: string): ExperimentError {
  const message = `${name} is a table, and its name is that of a graph (must end in .csv if it holds samples)`;
  return new ExperimentError(name, "graph-is-table", message, { name });
}

/** Throws an ExperimentError ("data.document") where the format cannot hold such a graph. */
export function writeGraph(document: GraphDocument, format: GraphFormat): WrittenGraph {
  if (format === "document") return { text: `${canonicalJson(document)}\n`, notices: [] };
  const { kind } = document;
  if (format === "uai" && kind !== "deterministic") return writeUai(document);
  if (kind === "bayes") return format === "bif" ? writeBif(document) : writeXmlbif(document);
  const allowed = kind === "deterministic" ? "JSON" : "UAI, JSON";
  throw new ExperimentError(
    "data.document",
    "graph-unfit-format",
    `a graph of kind ${kind} cannot be written as ${format} (must be one of ${allowed})`,
    { value: kind, format: format.toUpperCase(), allowed },
  );
}
