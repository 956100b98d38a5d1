import { decodeHere, joinFiles, type ReadFiles, readEach } from "../shared/data/files.ts";
import { hashFile, type UserFile } from "../shared/data/hashed-file.ts";

/** Reads files that a user chose, as an experiment without data is given them. */
export async function readFiles(files: readonly UserFile[]): Promise<ReadFiles> {
  return joinFiles(await readEach(await Promise.all(files.map(hashFile)), decodeHere));
}
