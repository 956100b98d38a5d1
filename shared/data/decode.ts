import { decompress } from "../experiment/compress.ts";
import { sha256Hex } from "../experiment/digest.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { DataRef, FileData, FileRef } from "../experiment/experiment.ts";
import { limits } from "../experiment/limits.ts";
import { cleanText } from "../experiment/title.ts";
import { keyOfSeed } from "../random/index.ts";
import { generators } from "./generators/index.ts";
import type { FileContent } from "./readers/content.ts";
import { decodeCsv } from "./readers/csv/csv.ts";
import { decodeIdx, isIdx } from "./readers/idx/idx.ts";
import { decodeJpeg, isJpeg } from "./readers/jpeg/jpeg.ts";
import { decodeNpy, isNpy } from "./readers/npy/npy.ts";
import { joinPictures, pictureContent } from "./readers/picture.ts";
import { decodePng, isPng } from "./readers/png/png.ts";
import { decodeSafetensors, isSafetensors } from "./readers/safetensors/safetensors.ts";
import { joinSounds } from "./readers/wav/sounds.ts";
import { isWav, wavContent } from "./readers/wav/wav.ts";
import type { Table } from "./table.ts";

/** A file as the user gave it. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What decodes a file of that SHA-256: `decodeFile`, or something that caches it or does it elsewhere. */
export type Decode = (file: GivenFile, sha256: string) => Promise<FileContent>;

/**
 * Reads a file by its content, not by its name: IDX, NPY, WAV, PNG, JPEG, CSV or safetensors, each also inside gzip. Throws an ExperimentError whose path is the file's
 * name: an unknown format, a damaged or truncated file, a cell that cannot be read.
 */
export async function decodeFile({ name, bytes }: GivenFile): Promise<FileContent> {
  if (bytes.length === 0) throw new ExperimentError(name, "empty", `${name} is empty: 0 bytes`);
  if (bytes.length > limits.file.bytes)
    throw new ExperimentError(
      name,
      "too-large",
      `${name} is too large: ${bytes.length} bytes (must be at most ${limits.file.bytes})`,
      {
        value: bytes.length,
        max: limits.file.bytes,
      },
    );
  const plain = isGzip(bytes) ? await decompress(bytes, "gzip", limits.file.bytes, name) : bytes;
  if (isIdx(plain)) return decodeIdx(plain, name);
  if (isNpy(plain)) return decodeNpy(plain, name);
  if (isWav(plain)) return wavContent(plain, name);
  if (isPng(plain)) return pictureContent("png", await decodePng(plain, name), name);
  if (isJpeg(plain)) return pictureContent("jpeg", decodeJpeg(plain, name), name);
  if (isSafetensors(plain)) {
    const { arrays } = decodeSafetensors(plain, name);
    return { kind: "weights", format: "safetensors", shape: [Object.keys(arrays).length], weights: arrays };
  }
  return decodeCsv(textOf(plain, name), name);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Text in UTF-8 or UTF-16; in Latin-1 where it is neither but has no control characters, as spreadsheets in Spanish save it. */
function textOf(bytes: Uint8Array, name: string): string {
  // Beyond this, an engine may not have strings long enough.
  const max = limits.file.bytes / 2;
  if (bytes.length > max)
    throw new ExperimentError(
      name,
      "too-large",
      `${name} is too large: ${bytes.length} bytes of text (must be at most ${max})`,
      {
        value: bytes.length,
        max,
      },
    );
  const text = decodeText(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\x00-\x08\x0e-\x1f]/.test(text.slice(0, 100_000)))
    throw new ExperimentError(
      name,
      "unknown-format",
      `${name} has an unknown format (must be IDX, NPY, WAV, PNG, JPEG, CSV or safetensors, plain or gzip)`,
      { name, allowed: "IDX, NPY, WAV, PNG, JPEG, CSV, safetensors" },
    );
  return text;
}

function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

/** One file read. */
export interface ReadFile {
  readonly file: GivenFile;
  readonly content: FileContent;
  readonly ref: FileRef;
}

/** Files read together: what the experiment keeps of them, the files in that order, and the table. */
export interface ReadFiles {
  readonly data: FileData;
  readonly files: readonly GivenFile[];
  readonly table: Table;
}

/**
 * Reads the files that a user chose: samples, and labels if there are any. The experiment names the samples first, in whatever order the files
 * were given, so that the same files make the same experiment. Each is decoded once. Throws an ExperimentError.
 */
export async function readFiles(files: readonly GivenFile[], decode: Decode = decodeFile): Promise<ReadFiles> {
  return joinFiles(await readEach(files, decode));
}

/** Decodes each file. Throws an ExperimentError for more or fewer of them than an experiment takes. */
export async function readEach(files: readonly GivenFile[], decode: Decode): Promise<readonly ReadFile[]> {
  const max = limits.file.files;
  if (files.length === 0 || files.length > max)
    throw new ExperimentError("data.files", "number-of-files", `files: ${files.length} (must be 1 to ${max})`, {
      value: files.length,
      max,
    });
  const read: ReadFile[] = [];
  for (const file of files) {
    const sha256 = await sha256Hex(file.bytes);
    const content = await decode(file, sha256);
    read.push({ file, content, ref: fileRef(file, content, sha256) });
  }
  return read;
}

/** Combines what was read. */
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

/** What an experiment keeps of a file; its name as every reader of the experiment will clean it: otherwise its digest would differ. */
export function fileRef({ name }: GivenFile, { format, shape }: FileContent, sha256: string): FileRef {
  return { sha256, format, shape, name: cleanText(cleanText(name).slice(0, limits.file.name)) };
}

/** Samples with their labels and initial weights. Throws an ExperimentError for anything but one table (or sounds alone, or pictures alone) and at most one file each of labels (as many) and weights. */
export function combine(contents: readonly FileContent[], names: readonly string[]): Table {
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

/**
 * The table that an experiment's data names: generated, or read from the files that `find` brings, whose hash is checked. Null where the
 * experiment has no data. Throws an ExperimentError.
 */
export async function resolveData(
  ref: DataRef,
  find: (file: FileRef) => Promise<Uint8Array<ArrayBuffer>>,
  decode: Decode = decodeFile,
): Promise<Table | null> {
  if (ref === null) return null;
  if ("files" in ref) {
    const files: GivenFile[] = [];
    for (const file of ref.files) files.push(await named(file, find));
    const { table } = await readFiles(files, decode);
    return ref.document ? { ...table, document: ref.document } : table;
  }
  if ("document" in ref) return { rows: 0, columns: 0, values: new Float64Array(0), document: ref.document };
  const generator = generators.find(({ id }) => id === ref.generator);
  if (!generator)
    throw new ExperimentError(
      "data.generator",
      "unknown-generator",
      `generator: ${ref.generator} (must be one of ${generators.map(({ id }) => id).join(", ")})`,
      {
        value: ref.generator,
      },
    );
  const table = generator.generate(keyOfSeed(ref.seed), ref.params);
  if (ref.weights === undefined) return table;
  const { name, sha256 } = ref.weights;
  const content = await decode(await named(ref.weights, find), sha256);
  if (content.kind === "weights") return { ...table, weights: content.weights };
  throw new ExperimentError(
    name,
    "not-weights",
    `${name} holds ${content.kind === "table" ? "samples" : "labels"}, not weights (must be safetensors: choose a file of weights, or start without)`,
    { name, value: content.format.toUpperCase() },
  );
}

/** The file that a reference means. Throws an ExperimentError for another file of that name. */
async function named(file: FileRef, find: (file: FileRef) => Promise<Uint8Array<ArrayBuffer>>): Promise<GivenFile> {
  const { name, sha256 } = file;
  const bytes = await find(file);
  if ((await sha256Hex(bytes)) === sha256) return { name, bytes };
  throw new ExperimentError(
    "data.files",
    "other-file",
    `${name} is not the file of this experiment (must have SHA-256 ${sha256})`,
    { name },
  );
}
