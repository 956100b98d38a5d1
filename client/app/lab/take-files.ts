import { signal } from "@preact/signals";
import { useCallback } from "preact/hooks";
import { attachFiles } from "../../../shared/data/attach.ts";
import { type HashedFile, hashFile } from "../../../shared/data/hashed-file.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { DataRef, FileFormat } from "../../../shared/experiment/experiment.ts";
import { filesOf } from "../../../shared/experiment/files.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { withVersion } from "../../../shared/experiment/version.ts";
import { checkData } from "../../../shared/labs/parse.ts";
import { findFile, storeFile } from "../../run/own-files.ts";
import type { Session } from "../../run/session.ts";
import { useSession } from "./context.ts";
import { decode } from "./decode.ts";

/**
 * Makes the chosen files the data of the draft; the bytes stay on this machine. Files that the draft asks for already are only kept, whatever
 * they are called now, so that the experiment stays the same. Throws an ExperimentError, and changes nothing, for files that cannot be read.
 */
export async function attachToSession(session: Session, files: readonly File[]): Promise<void> {
  reading.value++;
  try {
    await take(session, files);
  } finally {
    reading.value--;
  }
}

/** How many times files are being read now. */
export const reading = signal(0);

async function take(session: Session, files: readonly File[]): Promise<void> {
  const given = await Promise.all(files.map(fileOf));
  const { experiment } = session.draft.peek();
  if (isAskedFor(experiment.data, given)) {
    for (const file of given) await storeFile(file, Date.now());
    return session.reloadData();
  }
  const {
    data,
    files: read,
    table,
  } = await attachFiles(experiment.data, given, findFile, (file, sha256) =>
    decode(file, sha256).catch((error) => {
      throw withFormats(error, session.lab.data.formats);
    }),
  );
  const checked = checkData(session.lab, data);
  for (const file of read) await storeFile(file, Date.now());
  if (isAskedFor(experiment.data, filesOf(checked))) session.reloadData();
  else session.replace(withVersion({ ...experiment, data: checked }), { table });
}

/** For a file of unknown format: what this lab takes, rather than every format there is. */
export function withFormats(error: unknown, formats: readonly FileFormat[]): unknown {
  if (!(error instanceof ExperimentError) || error.code !== "unknown-format") return error;
  const allowed = formats.map((format) => format.toUpperCase()).join(", ");
  const { path, code } = error;
  const message = `${path} has an unknown format (this lab takes ${allowed}, plain or gzip)`;
  return new ExperimentError(path, code, message, { name: path, allowed });
}

async function fileOf(file: File): Promise<HashedFile> {
  const max = limits.file.bytes;
  if (file.size > max) {
    const message = `${file.name} is too large: ${file.size} bytes (must be at most ${max})`;
    throw new ExperimentError(file.name, "too-large", message, { value: file.size, max });
  }
  return hashFile({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
}

/** Whether these are the files that the data name already. */
function isAskedFor(data: DataRef, files: readonly { readonly sha256: string }[]): boolean {
  const asked = filesOf(data);
  if (asked.length !== files.length) return false;
  return asked.every((file) => files.some(({ sha256 }) => sha256 === file.sha256));
}

export function useAttachFiles(): (files: readonly File[]) => Promise<void> {
  const session = useSession();
  return useCallback((files) => attachToSession(session, files), [session]);
}
