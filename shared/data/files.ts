/** Contents to a table: files of the user's own, and what several of them make together. */
import { ExperimentError } from "../experiment/errors.ts";
import type { FileData, FileRef } from "../experiment/experiment.ts";
import { limits } from "../experiment/limits.ts";
import { cleanText } from "../experiment/title.ts";
import type { HashedFile } from "./hashed-file.ts";
import type { FileContent } from "./readers/content.ts";
import { type Decode, decodeFile } from "./readers/file.ts";
import { joinPictures } from "./readers/picture.ts";
import { joinSounds } from "./readers/wav/sounds.ts";
import type { Table } from "./table.ts";

/** One file read. */
export interface ReadFile {
  readonly file: HashedFile;
  readonly content: FileContent;
  readonly ref: FileRef;
}

/** Files read together: what the experiment keeps of them, the files in that order, and the table. */
export interface ReadFiles {
  readonly data: FileData;
  readonly files: readonly HashedFile[];
  readonly table: Table;
}

/** Decodes where it is called. */
export const decodeHere: Decode = (file, _, reading) => decodeFile(file, reading);

/** Decodes each file; its name becomes the one that the experiment keeps. Throws an ExperimentError for more or fewer of them than an experiment takes. */
export async function readEach(files: readonly HashedFile[], decode: Decode): Promise<readonly ReadFile[]> {
  const max = limits.file.files;
  if (files.length === 0 || files.length > max)
    throw new ExperimentError("data.files", "number-of-files", `files: ${files.length} (must be 1 to ${max})`, {
      value: files.length,
      max,
    });
  const read: ReadFile[] = [];
  for (const { name: given, ...rest } of files) {
    // As whoever reads the experiment will clean it: else its digest would be another, and so would what is named after the file.
    const file = { ...rest, name: cleanText(cleanText(given).slice(0, limits.file.name)) };
    const { sha256, name } = file;
    const content = await decode(file, sha256);
    const { format, shape } = content;
    read.push({ file, content, ref: { sha256, format, shape, name } });
  }
  return read;
}

/**
 * Combines what was read. The experiment names the samples first, in whatever order the files were given, so that the same files make the same
 * experiment. Throws an ExperimentError for files that do not go together.
 */
export function joinFiles(files: readonly ReadFile[]): ReadFiles {
  const rank = { table: 0, labels: 1, weights: 2 };
  // Sounds become channels, and pictures rows, in the order of their names.
  const byName = (a: FileRef, b: FileRef) => (a.name < b.name ? -1 : Number(a.name > b.name));
  const read = files.toSorted((a, b) => rank[a.content.kind] - rank[b.content.kind] || byName(a.ref, b.ref));
  return {
    data: { files: read.map(({ ref }) => ref) },
    files: read.map(({ file }) => file),
    table: combine(
      read.map(({ content }) => content),
      read.map(({ file }) => file.name),
    ),
  };
}

/** Samples with their labels and initial weights. Throws an ExperimentError for anything but one table (or sounds alone, or pictures alone) and at most one file each of labels (as many) and weights. */
function combine(contents: readonly FileContent[], names: readonly string[]): Table {
  const tables = contents.filter((content) => content.kind === "table");
  if (tables.length > 1 && contents.every(({ format }) => format === "wav"))
    return joinSounds(
      tables.map(({ table }) => table),
      names,
    );
  if (tables.length > 1 && contents.every(({ format }) => format === "png" || format === "jpeg"))
    return joinPictures(
      tables.map(({ table }) => table),
      names,
    );
  const labels = contents.filter((content) => content.kind === "labels");
  if (tables.length === 0)
    throw new ExperimentError(
      names[0],
      "only-labels",
      `${names[0]} holds labels or weights but no samples (choose the file with the samples, or all files together)`,
      { name: names[0] },
    );
  if (tables.length > 1 || labels.length > 1 || contents.length - tables.length - labels.length > 1)
    throw new ExperimentError(
      "data.files",
      "too-many-tables",
      `files: ${names.join(", ")} (must be one with samples, at most one with labels and one with weights)`,
      { value: names.join(", ") },
    );
  const weights = contents.find((content) => content.kind === "weights")?.weights;
  const table = { ...tables[0].table, ...(weights && { weights }) };
  if (labels.length === 0) return table;
  const own = labels[0].labels;
  if (own.length !== table.rows)
    throw new ExperimentError(
      "data.files",
      "labels-do-not-fit",
      `labels: ${own.length} (must be ${table.rows}, one for each sample: do the files belong together?)`,
      { value: own.length, expected: table.rows },
    );
  let classes = 0;
  for (const label of own) classes = Math.max(classes, label + 1);
  return { ...table, labels: own, classes: Array.from({ length: classes }, (_, c) => String(c)) };
}
