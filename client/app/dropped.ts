/** Files that were dropped or chosen, and where each lay: folders are walked through. */
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { limits } from "../../shared/experiment/limits.ts";

const paths = new WeakMap<File, string>();

/** Where a file lay below the folder that was dropped or chosen, with "/" between the parts: its name alone where it was given by itself. */
export function pathOf(file: File): string {
  return paths.get(file) ?? (file.webkitRelativePath || file.name);
}

/** A file that the page made itself, as if it had lain there: names of files hold no "/". */
export function placedAt(path: string, file: File): File {
  paths.set(file, path);
  return file;
}

/** The file lay in a folder that was given. */
export const isBelowFolder = (file: File): boolean => pathOf(file).includes("/");

/**
 * All files of a drop, those in folders too. Is to be called while the drop is handled: later the browser has forgotten it. Throws an
 * ExperimentError for far more files than any folder of pictures has.
 */
export async function droppedFiles(transfer: DataTransfer | null): Promise<readonly File[]> {
  const plain = [...(transfer?.files ?? [])];
  const entries = [...(transfer?.items ?? [])].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  const found: File[] = [];
  for (const entry of entries) if (entry) await walk(entry, found);
  return found;
}

async function walk(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (isFile(entry)) {
    const max = 2 * limits.folder.pictures;
    if (found.length >= max)
      throw new ExperimentError(
        "data.files",
        "too-many-pictures",
        `more than ${max} files in the folder (must hold at most ${limits.folder.pictures} pictures: leave some out)`,
        { value: `> ${max}`, max: limits.folder.pictures },
      );
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    paths.set(file, entry.fullPath.replace(/^\//, ""));
    found.push(file);
  } else if (isDirectory(entry)) {
    const reader = entry.createReader();
    // A reader gives a hundred at a time, and nothing at the end.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      for (const one of some) await walk(one, found);
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
