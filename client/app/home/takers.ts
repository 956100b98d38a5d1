/** Which labs can take files, by what the files seem to be. */
import { isGraphJson } from "../../../shared/data/readers/graphs/json.ts";
import { formatOf } from "../../../shared/data/readers/sniff.ts";
import type { FileFormat } from "../../../shared/experiment/experiment.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { levels } from "../../lessons/lesson.ts";

/** Bytes that tell a format. */
const headLength = 4096;
/** A folder of pictures is told by these. */
const looked = 16;

const byEnding: Readonly<Record<string, readonly FileFormat[]>> = {
  csv: ["csv"],
  tsv: ["csv"],
  txt: ["txt", "csv"],
  md: ["txt"],
  npy: ["npy"],
  wav: ["wav"],
  png: ["png"],
  jpg: ["jpeg"],
  jpeg: ["jpeg"],
  bif: ["bif"],
  xmlbif: ["xmlbif"],
  bifxml: ["xmlbif"],
  xml: ["xmlbif"],
  uai: ["uai"],
  idx: ["idx"],
  safetensors: ["safetensors"],
};

/** What the file may be, the likelier first; nothing where it is no data of a kind that any lab takes. */
export async function formatsOf(file: File): Promise<readonly FileFormat[]> {
  const found = formatOf(new Uint8Array(await file.slice(0, headLength).arrayBuffer()), file.size);
  // Of compressed files the name says more than the first bytes.
  const name = file.name.toLowerCase().replace(/\.gz$/, "");
  const named = byEnding[name.split(".").at(-1) ?? ""] ?? [];
  if (found === "json") {
    const isGraph = name.endsWith(".json") && isGraphJson(await wholeOf(file));
    return isGraph ? ["bif"] : named;
  }
  if (found === "gzip") return named.length > 0 ? named : ["idx"];
  if (found === null || found === "csv") return named.length > 0 ? named : found === null ? [] : [found];
  return [found];
}

const wholeOf = async (file: File) => new Uint8Array(await file.slice(0, limits.document.bytes + 1).arrayBuffer());

/** The labs that take every one of these files; first those that name what they are before other formats, and the easier ones. */
export async function labsFor(files: readonly File[], labs: readonly LabIndex[]): Promise<readonly LabIndex[]> {
  const all = await Promise.all(files.slice(0, looked).map(formatsOf));
  if (all.some((formats) => formats.length === 0)) return [];
  const places = labs.flatMap((lab) => {
    const each = all.map((formats) => placeIn(formats, lab.formats));
    return each.includes(-1) ? [] : [{ lab, place: Math.max(...each) }];
  });
  const level = ({ lab }: { readonly lab: LabIndex }) => levels.indexOf(lab.lesson.level);
  return places.sort((a, b) => a.place - b.place || level(a) - level(b)).map(({ lab }) => lab);
}

/** -1 where the lab takes none. */
function placeIn(formats: readonly FileFormat[], taken: readonly FileFormat[]): number {
  for (const [rank, format] of formats.entries()) {
    const at = taken.indexOf(format);
    if (at >= 0) return at + rank * taken.length;
  }
  return -1;
}
