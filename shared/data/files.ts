/** Contents to a table: files of the user's own, and what several of them make together. */
import { ExperimentError } from "../experiment/errors.ts";
import type { FileData, FileRef } from "../experiment/experiment.ts";
import { limits } from "../experiment/limits.ts";
import type { Reading } from "../experiment/reading.ts";
import { cleanText } from "../experiment/title.ts";
import type { HashedFile } from "./hashed-file.ts";
import type { FileContent, LabelsContent, TableContent } from "./readers/content.ts";
import { type Decode, decodeFile } from "./readers/file.ts";
import { joinPictures } from "./readers/picture.ts";
import { joinSounds } from "./readers/wav/sounds.ts";
import { shapeTable } from "./shape.ts";
import type { Table, TableUse } from "./table.ts";

/** One file read. */
export interface ReadFile {
  readonly file: HashedFile;
  readonly content: FileContent;
  readonly ref: FileRef;
}

/** How files are read: what was chosen, and what the lab makes of tables. */
export interface HowRead {
  readonly reading?: Reading | undefined;
  readonly use?: TableUse | undefined;
}

/** Files read together: what the experiment keeps of them, the files in that order, and what they hold together. */
export interface JoinedFiles {
  readonly data: FileData;
  readonly files: readonly HashedFile[];
  readonly content: TableContent;
}

/** With the table that is made of what they hold. */
export interface ReadFiles extends Omit<JoinedFiles, "content"> {
  readonly table: Table;
}

/** Decodes where it is called. */
export const decodeHere: Decode = (file, _, reading) => decodeFile(file, reading);

/** Decodes each file; its name becomes the one that the experiment keeps. Throws an ExperimentError for more or fewer of them than an experiment takes. */
export async function readEach(
  files: readonly HashedFile[],
  decode: Decode,
  reading?: Reading,
): Promise<readonly ReadFile[]> {
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
    const content = await decode(file, sha256, reading);
    const { format, shape } = content;
    read.push({ file, content, ref: { sha256, format, shape, name } });
  }
  return read;
}

/**
 * Combines what was read. The experiment names the samples first, in whatever order the files were given, so that the same files make the same
 * experiment. Throws an ExperimentError for files that do not go together.
 */
export function joinData(files: readonly ReadFile[], reading?: Reading): JoinedFiles {
  const read = inOrder(files);
  return {
    data: { files: read.map(({ ref }) => ref), ...(reading && { reading }) },
    files: read.map(({ file }) => file),
    content: joinContents(read),
  };
}

/** Combines what was read, and shapes the table of it. Throws an ExperimentError, also for what cannot be read as chosen. */
export function joinFiles(files: readonly ReadFile[], { reading, use }: HowRead = {}): ReadFiles {
  const { content, ...joined } = joinData(files, reading);
  return { ...joined, table: shapeTable(content, reading, use) };
}

/** The samples first; sounds become channels, and pictures rows, in the order of their names. */
function inOrder(files: readonly ReadFile[]): readonly ReadFile[] {
  const rank = { table: 0, labels: 1, weights: 2 };
  const byName = (a: FileRef, b: FileRef) => (a.name < b.name ? -1 : Number(a.name > b.name));
  return files.toSorted((a, b) => rank[a.content.kind] - rank[b.content.kind] || byName(a.ref, b.ref));
}

/**
 * What the files hold together, before anything is made of it: samples with their labels and initial weights. Throws an ExperimentError for
 * anything but one table (or sounds alone, or pictures alone) and at most one file each of labels (as many) and weights.
 */
export function joinContents(files: readonly ReadFile[]): TableContent {
  const read = inOrder(files);
  const names = read.map(({ file }) => file.name);
  const contents = read.map(({ content }) => content);
  const tables = contents.filter((content) => content.kind === "table");
  if (tables.length > 1 && contents.every(({ format }) => format === "wav"))
    return { ...tables[0], table: joinSounds(tables.map(tableOf), names) };
  if (tables.length > 1 && contents.every(({ format }) => format === "png" || format === "jpeg"))
    return { ...tables[0], table: joinPictures(tables.map(tableOf), names) };
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
  const [samples] = tables;
  const given = contents.find((content) => content.kind === "weights");
  const initial = given && { weights: given.weights, ...(given.model && { model: given.model }) };
  const classes = labels.length > 0 ? classesOf(labels[0], samples.table.rows) : {};
  if (contents.length === 1) return samples;
  const notices = contents.flatMap((content) => (content.kind === "table" ? content.table : content).notices ?? []);
  const told = notices.length > 0 ? { notices } : {};
  return { ...samples, table: { ...samples.table, ...initial, ...classes, ...told } };
}

const tableOf = ({ table }: TableContent) => table;

/** The classes that occur (or that there are), in ascending order, each under its own number: of letters 1 to 26, there is no class 0. Throws an ExperimentError. */
function classesOf(
  { labels: own, classes = [], names }: Pick<LabelsContent, "labels" | "classes" | "names">,
  rows: number,
): Pick<Table, "labels" | "classes"> {
  if (own.length !== rows)
    throw new ExperimentError(
      "data.files",
      "labels-do-not-fit",
      `labels: ${own.length} (must be ${rows}, one for each sample: do the files belong together?)`,
      { value: own.length, expected: rows },
    );
  const present = [...new Set([...own, ...classes])].sort((a, b) => a - b);
  const codes = new Map(present.map((label, code) => [label, code]));
  return {
    labels: own.map((label) => codes.get(label) ?? 0),
    classes: present.map((label) => names?.[label] ?? String(label)),
  };
}
