import type { FileFormat } from "../../shared/experiment/experiment.ts";

/** What a reader calls the contents of files, in the order in which a card names them. */
export type OwnKind = "tables" | "pictures" | "sound" | "networks" | "texts" | "weights";
const kinds: readonly OwnKind[] = ["tables", "pictures", "sound", "networks", "texts", "weights"];

const kindOf: Readonly<Record<FileFormat, OwnKind>> = {
  csv: "tables",
  npy: "tables",
  idx: "pictures",
  png: "pictures",
  jpeg: "pictures",
  wav: "sound",
  bif: "networks",
  xmlbif: "networks",
  uai: "networks",
  txt: "texts",
  safetensors: "weights",
};

/** Each kind once. */
export function ownKinds(formats: readonly FileFormat[]): readonly OwnKind[] {
  const found = new Set(formats.map((format) => kindOf[format]));
  return kinds.filter((kind) => found.has(kind));
}
