import type { UserFile } from "../../../shared/data/hashed-file.ts";
import type { FileContent } from "../../../shared/data/readers/content.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
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
  const answer = await askBeside<Decoded>(threadUrl, { file, reading } satisfies ToDecode);
  // The page can still read the file. What a thread died of would take the page along.
  if (answer === "absent") return decodeFile(file, reading);
  if (answer === "died")
    throw new ExperimentError(
      file.name,
      "file-needs-memory",
      `${file.name} (${file.bytes.length} bytes) needs more memory than the browser gives (close other tabs, or make it smaller)`,
      { value: file.bytes.length },
    );
  if ("content" in answer) return answer.content;
  const { message, experiment } = answer.error;
  throw experiment
    ? new ExperimentError(experiment.path, experiment.code, message, experiment.values)
    : new Error(message);
}
