/** Writes the graph of the form into a file. */
import { type GraphFormat, writeGraph } from "../../../shared/data/readers/graphs.ts";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import { noticeText } from "../../i18n/notices.ts";
import { download } from "../../views/export.ts";
import { showNote } from "../toasts.tsx";

const endings: Readonly<Record<GraphFormat, string>> = { bif: "bif", xmlbif: "xml", uai: "uai", document: "json" };

/** Throws an ExperimentError where the format cannot hold it. */
export function saveGraph(document: GraphDocument, format: GraphFormat): void {
  const { text, notices } = writeGraph(document, format);
  const name = document.name?.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[-.]+/, "") || "graph";
  download(`${name}.${endings[format]}`, text, format === "document" ? "application/json" : "text/plain");
  for (const notice of notices) showNote({ es: noticeText(notice, "es"), en: noticeText(notice, "en") });
}
