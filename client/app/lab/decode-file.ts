import type { UserFile } from "../../../shared/data/hashed-file.ts";
import type { FileContent } from "../../../shared/data/readers/content.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { type ReadGraph, readGraphFile } from "../../../shared/data/readers/graphs.ts";
import { isGzip } from "../../../shared/data/readers/gzip.ts";
import { isJpeg } from "../../../shared/data/readers/jpeg/jpeg.ts";
import { isPng } from "../../../shared/data/readers/png/png.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Reading } from "../../../shared/experiment/reading.ts";
import { askBeside } from "./beside.ts";
import type { Decoded, ToDecode } from "./decode-thread.ts";
import threadUrl from "./decode-thread.ts?worker&url";

/** A file this small is read before a thread would have started. */
const SMALL = 32 * 1024;

/** What a file holds, read off the page's thread where it may take long. Throws an ExperimentError. */
export async function decodeOwn(file: UserFile, reading: Reading | undefined): Promise<FileContent> {
  return isQuick(file.bytes) ? decodeFile(file, reading) : decodeBeside(file, reading);
}

/** Work is bounded by the size alone: not so where a few bytes may say a lot. */
export function isQuick(bytes: Uint8Array): boolean {
  return bytes.length <= SMALL && !isGzip(bytes) && !isPng(bytes) && !isJpeg(bytes);
}

async function decodeBeside(file: UserFile, reading: Reading | undefined): Promise<FileContent> {
  const answer = await readBeside({ file, reading });
  return answer && "content" in answer ? answer.content : decodeFile(file, reading);
}

/** The graph that a file holds, read off the page's thread where it may take long. Throws an ExperimentError. */
export async function openGraph(file: UserFile): Promise<ReadGraph> {
  const answer = isQuick(file.bytes) ? null : await readBeside({ file, isGraph: true });
  return answer && "graph" in answer ? answer.graph : readGraphFile(file);
}

/** Null where no thread could be started: the page can still read the file. What a thread died of would take the page along. */
async function readBeside(question: ToDecode): Promise<Exclude<Decoded, { readonly error: unknown }> | null> {
  const { file } = question;
  const answer = await askBeside<Decoded>(threadUrl, question);
  if (answer === "absent") return null;
  if (answer === "died")
    throw new ExperimentError(
      file.name,
      "file-needs-memory",
      `${file.name} (${file.bytes.length} bytes) needs more memory than the browser gives (close other tabs, or make it smaller)`,
      { value: file.bytes.length },
    );
  if (!("error" in answer)) return answer;
  const { message, experiment } = answer.error;
  throw experiment
    ? new ExperimentError(experiment.path, experiment.code, message, experiment.values)
    : new Error(message);
}
