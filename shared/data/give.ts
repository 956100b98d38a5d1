import { sha256Hex } from "../experiment/digest.ts";
import type { DataRef, FileData, FileRef, GeneratedData } from "../experiment/experiment.ts";
import { decodeFile, fileRef, type GivenFile, readFiles } from "./decode.ts";

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
): Promise<Given> {
  const weights = given.length === 1 ? await readWeights(given[0]) : null;
  if (data === null || weights === null) return asGiven(await readFiles(given));
  if ("files" in data) {
    const samples = data.files.filter(({ format }) => format !== "safetensors");
    return asGiven(await readFiles([...(await Promise.all(samples.map(find))), ...given]));
  }
  return { data: { ...data, weights }, files: new Map([[weights.sha256, given[0]]]) };
}

async function readWeights(file: GivenFile): Promise<FileRef | null> {
  const content = await decodeFile(file);
  return content.kind === "weights" ? fileRef(file, content, await sha256Hex(file.bytes)) : null;
}

function asGiven({ data, files }: { readonly data: FileData; readonly files: readonly GivenFile[] }): Given {
  return { data, files: new Map(data.files.map(({ sha256 }, i) => [sha256, files[i]])) };
}
