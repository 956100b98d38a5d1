/** What is given in a graph's place: nets of other programs, web pages, tables. */
import { ExperimentError } from "../../../experiment/errors.ts";
import { isWebPage, otherFormat } from "../foreign.ts";

/** Formats of nets that are not read here, by how they begin behind blanks and comments of `%`. Their programs write one that is. */
const nets: readonly (readonly [name: string, start: RegExp])[] = [
  ["GeNIe (XDSL)", /^(?:<\?xml[^>]*>\s*)?<smile\b/],
  ["GeNIe (DSL)", /^net\s+\w+\s*\{\s*HEADER\b/],
  ["Hugin (NET)", /^(?:net|class\s+\w+)\s*\{/],
  ["Netica (DNE)", /^(?:\/\/ ~->\[DNET|bnet\s+\w+\s*\{)/],
  ["Microsoft (DSC)", /^belief\s+network\b/],
  ["Microsoft (XBN)", /^(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE\s+ANALYSISNOTEBOOK\b[^>]*>\s*)?<ANALYSISNOTEBOOK\b/],
];

/** Throws an ExperimentError for a net of another program, by how its text begins. */
export function refuseOtherNet(head: string, name: string): void {
  const text = head.replace(/^\ufeff/, "").replace(/^(?:\s|%[^\n]*\n)+/, "");
  const [format] = nets.find(([, start]) => start.test(text)) ?? [];
  if (format !== undefined) throw otherFormat(name, format, "BIF");
}

/** Throws an ExperimentError for the page that offers a file, saved in its place. */
export function refuseWebPage(text: string, name: string): void {
  if (!isWebPage(text.replace(/^\ufeff/, "").trimStart())) return;
  const message = `${name} is a web page, not a graph (must be the file itself: download it again)`;
  throw new ExperimentError(name, "graph-web-page", message, { name });
}

/** Two lines with the same number of the same separator, and no sign that only graphs have. */
export function isTable(text: string): boolean {
  const [first = "", second = ""] = text.split(/[\r\n]+/).filter((line) => line.trim() !== "");
  const count = (line: string, sign: string) => line.split(sign).length - 1;
  return (
    !/[{}<>()[\]]/.test(first) &&
    [",", ";", "\t"].some((sign) => count(first, sign) > 0 && count(first, sign) === count(second, sign))
  );
}
