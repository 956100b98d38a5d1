import { ExperimentError } from "../experiment/errors.ts";
import type { DataRef, DocumentData, FileData, GeneratedData } from "../experiment/experiment.ts";
import { filesOf } from "../experiment/files.ts";
import type { Reading } from "../experiment/reading.ts";
import { decodeHere, type HowRead, joinData, type ReadFile, readEach } from "./files.ts";
import type { HashedFile } from "./hashed-file.ts";
import type { Decode } from "./readers/file.ts";
import type { FindFile } from "./resolve.ts";
import { shapeTable } from "./shape.ts";
import type { Table } from "./table.ts";

/** What an experiment's data become. */
export interface Given {
  readonly data: GeneratedData | FileData | DocumentData;
  /** The files that were read, and that the data name. */
  readonly files: readonly HashedFile[];
  /**
   * The table that `data` name. Where weights join generated data, `resolveData` has yet to make it; where no table can be made of what the files
   * hold, as long as nothing else is chosen, it says why.
   */
  readonly table?: Table;
  /** A graph was among the files: whatever named nodes before is of no more use, even where the graph is the same. */
  readonly isGraphGiven?: true;
  /** States of nodes that are known, by name, where a file of evidence was given too. */
  readonly evidence?: Readonly<Record<string, string>>;
}

/**
 * Gives files to an experiment, read as `how` says. Samples take the place of the data that was there; initial weights alone join it, generated or
 * read (`find` brings the files that it names already). Throws an ExperimentError for files whose cells cannot be read, or that do not go together.
 */
export async function attachFiles(
  data: DataRef,
  given: readonly HashedFile[],
  find: FindFile,
  decode: Decode = decodeHere,
  chosen: HowRead = {},
): Promise<Given> {
  const how = chosen.use?.wholeTexts
    ? { ...chosen, reading: { ...chosen.reading, contents: "text" as const } }
    : chosen;
  const read = await readEach(given, decode, how.reading);
  const weights = read.length === 1 && read[0].content.kind === "weights" ? read[0].ref : null;
  if (data === null || weights === null || "document" in data) return shaped(read, how);
  if (!("files" in data)) return { data: { ...data, weights }, files: given };
  const { reading } = data;
  const samples = data.files.filter(({ format }) => format !== "safetensors");
  const there = samples.length > 0 ? await readEach(await Promise.all(samples.map(find)), decode, reading) : [];
  return shaped([...there, ...read], { ...how, reading });
}

/** Files whose cells can be read are data already: which columns and rows are used may be chosen next. */
export function shaped(read: readonly ReadFile[], { reading, use }: HowRead): Given {
  const isWeightsAlone = read.every(({ content: { kind } }) => kind === "weights");
  const { content, ...joined } = joinData(read, isWeightsAlone ? withoutHeldOut(reading) : reading);
  try {
    return { ...joined, table: shapeTable(content, reading, use) };
  } catch (error) {
    if (error instanceof ExperimentError) return joined;
    throw error;
  }
}

/** Of weights alone no rows are held out. */
function withoutHeldOut({ heldOut: _, ...reading }: Reading = {}): Reading | undefined {
  return Object.keys(reading).length > 0 ? reading : undefined;
}

/** Whether these are the files that the data name already, whatever they are called now. */
export function areNamed(data: DataRef, files: readonly { readonly sha256: string }[]): boolean {
  const named = filesOf(data);
  if (named.length !== files.length) return false;
  return named.every((file) => files.some(({ sha256 }) => sha256 === file.sha256));
}
