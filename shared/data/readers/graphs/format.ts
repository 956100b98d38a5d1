/** What graph file a text seems to be, by how it begins. */
import { ExperimentError } from "../../../experiment/errors.ts";

/** "document": canonical JSON of a document, or the same written by hand. */
export type GraphFormat = "bif" | "xmlbif" | "uai" | "document";

/** Null for anything else; whether the rest is right, its reader says. The first 64 KiB are enough. */
export function formatIn(begin: string): GraphFormat | null {
  const head = begin.replace(/^\ufeff/, "");
  if (/^\s*</.test(head)) return /<BIF\b/i.test(head) ? "xmlbif" : null;
  if (/^\s*\{\s*"(?:kind|nodes|factors|plates|properties|name)"\s*:/.test(head)) return "document";
  if (/^(?:\s|#[^\n]*\n)*(?:BAYES|MARKOV)\b\s*(?:[\d#]|$)/.test(head)) return "uai";
  return STARTS_BIF.test(head.slice(afterComments(head))) ? "bif" : null;
}

/** A header of CSV may begin with the same words. */
const STARTS_BIF = /^(?:(?:network|variable)\b\s*(?:"[^"]*"\s*|[^\s"{,;]+\s*)?\{|probability\s*\()/;

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

/** For a file that is a graph where none is taken. */
export function graphNeedsLab(name: string): ExperimentError {
  const message = `${name} is a graph (must be given to a lab that takes graphs: bayes-net or factor-graph)`;
  return new ExperimentError(name, "graph-needs-lab", message, { name });
}
