import type { DataRef, FileData, FileRef, GeneratedData } from "../experiment/experiment.ts";
import { type Decode, decodeFile, type GivenFile, joinFiles, readEach } from "./decode.ts";

/** What an experiment's data become, and the bytes of the files that they name, by hash. */
export interface Given {
  readonly data: GeneratedData | FileData;
  readonly files: ReadonlyMap<string, GivenFile>;
}

/**
 * Gives files to an experiment. Samples take the place of the data that was there; first weights alone join it, generated or read (`find` brings the
 * files that it names already). Throws an ExperimentError for files that cannot be read or do not go together.
 */
export async function giveFiles(
  data: DataRef,
  given: readonly GivenFile[],
  find: (file: FileRef) => Promise<GivenFile>,
  decode: Decode = decodeFile,
): Promise<Given> {
  const read = await readEach(given, decode);
  const weights = read.length === 1 && read[0].content.kind === "weights" ? read[0].ref : null;
  if (data === null || weights === null) return asGiven(joinFiles(read));
  if ("files" in data) {
    const samples = data.files.filter(({ format }) => format !== "safetensors");
    const there = samples.length > 0 ? await readEach(await Promise.all(samples.map(find)), decode) : [];
    return asGiven(joinFiles([...there, ...read]));
  }
  if ("document" in data) return asGiven(joinFiles(read));
  return { data: { ...data, weights }, files: new Map([[weights.sha256, given[0]]]) };
}

function asGiven({ data, files }: { readonly data: FileData; readonly files: readonly GivenFile[] }): Given {
  return { data, files: new Map(data.files.map(({ sha256 }, i) => [sha256, files[i]])) };
}
