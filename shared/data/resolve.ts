/** What an experiment says of its data, as a table. */
import { ExperimentError } from "../experiment/errors.ts";
import type { DataRef, FileRef } from "../experiment/experiment.ts";
import type { Reading } from "../experiment/reading.ts";
import { documentTable } from "./document-table.ts";
import type { ReadFile } from "./files.ts";
import { type Generate, generateHere } from "./generate.ts";
import type { HashedFile } from "./hashed-file.ts";
import type { TableContent } from "./readers/content.ts";
import type { Decode } from "./readers/file.ts";
import type { Table, TableUse } from "./table.ts";

/** What reads files comes with the first one: most experiments have none. */
const reader = () => import("./files.ts");
const decodeHere: Decode = async (...given) => (await reader()).decodeHere(...given);

/** Brings the file that a reference names. */
export type FindFile = (file: FileRef) => Promise<HashedFile>;

/**
 * The table that an experiment's data names: generated, or read from the files that `find` brings, as the experiment says and as the lab uses tables.
 * Null where the experiment has no data. Throws an ExperimentError, for files too that are not those whose hashes the experiment names.
 */
export async function resolveData(
  ref: DataRef,
  find: FindFile,
  decode: Decode = decodeHere,
  use: TableUse = {},
  generate: Generate = generateHere,
): Promise<Table | null> {
  if (ref === null) return null;
  if ("files" in ref) {
    const { reading } = ref;
    const { joinFiles } = await reader();
    const { table } = joinFiles(await readNamed(ref.files, find, decode, reading), { reading, use });
    return ref.document ? { ...table, document: ref.document } : table;
  }
  if ("document" in ref) return documentTable(ref.document);
  const table = await generate(ref);
  if (ref.weights === undefined) return table;
  const { name, sha256 } = ref.weights;
  const content = await decode(await named(ref.weights, find), sha256);
  if (content.kind === "weights")
    return { ...table, weights: content.weights, ...(content.model && { model: content.model }) };
  throw new ExperimentError(
    name,
    "not-weights",
    `${name} holds ${content.kind === "table" ? "samples" : "labels"}, not weights (must be safetensors: choose a file of weights, or start without)`,
    { name, value: content.format.toUpperCase() },
  );
}

/** What the files of an experiment hold together, every column of it, before anything is made of it; null where it has no files. Throws an ExperimentError. */
export async function contentOf(
  ref: DataRef,
  find: FindFile,
  decode: Decode = decodeHere,
): Promise<TableContent | null> {
  if (ref === null || !("files" in ref)) return null;
  const { joinContents } = await reader();
  return joinContents(await readNamed(ref.files, find, decode, ref.reading));
}

/** The same data with the shapes that its files have as they are read now: a choice of how cells are found may change their number. */
export async function withShapes(ref: DataRef, find: FindFile, decode: Decode = decodeHere): Promise<DataRef> {
  if (ref === null || !("files" in ref)) return ref;
  const read = await readNamed(ref.files, find, decode, ref.reading);
  const files = ref.files.map((file, i) => ({ ...file, shape: read[i].content.shape }));
  const isSame = files.every(({ shape }, i) => String(shape) === String(ref.files[i].shape));
  return isSame ? ref : { ...ref, files };
}

async function readNamed(
  refs: readonly FileRef[],
  find: FindFile,
  decode: Decode,
  reading: Reading | undefined,
): Promise<readonly ReadFile[]> {
  const files: HashedFile[] = [];
  for (const file of refs) files.push(await named(file, find));
  const { readEach } = await reader();
  return readEach(files, decode, reading);
}

/** The file that a reference means. Throws an ExperimentError for another file of that name. */
async function named(ref: FileRef, find: FindFile): Promise<HashedFile> {
  const { name, sha256 } = ref;
  const file = await find(ref);
  if (file.sha256 === sha256) return { ...file, name };
  throw new ExperimentError(
    "data.files",
    "other-file",
    `${name} is not the file of this experiment (must have SHA-256 ${sha256})`,
    { name },
  );
}
