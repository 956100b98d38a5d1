/** What the terminal leaves behind: JSON on standard output, and the files that its flags name. */
import { fstatSync, writeFileSync } from "node:fs";
import { access, constants, open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, parse } from "node:path";

export interface OutputFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Output that could not be written. Without a message where its reader has left: nobody waits for it. */
export class OutputError extends Error {}

/** Prints a text, or a value as JSON. Throws an OutputError unless all of it was written. */
export function print(value: object | string): Promise<void> {
  const text = `${typeof value === "string" ? value : JSON.stringify(value, null, 2)}\n`;
  return new Promise((resolve, reject) => {
    const done = (error?: unknown) => (error ? reject(unwritable("standard output", error)) : resolve());
    try {
      // Node's own stream takes a write cut short by a full disk for a whole one.
      if (fstatSync(process.stdout.fd).isFile()) done(writeFileSync(process.stdout.fd, text));
      else process.stdout.write(text, done);
    } catch (error) {
      done(error);
    }
  });
}

/**
 * Writes a file whole or not at all: beside its place first, and then in its place. What is there and is no file (a device, a pipe) is written to.
 * Throws an OutputError.
 */
export async function writeOutput({ path, content }: OutputFile): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path);
    const old = await stat(target).catch(() => undefined);
    if (old && !old.isFile()) await writeFile(target, content);
    else await replace(target, content, old?.mode);
  } catch (error) {
    throw unwritable(path, error);
  }
}

async function replace(target: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
  const beside = `${target}.${process.pid}.part`;
  try {
    const file = await open(beside, "w", mode);
    try {
      await file.writeFile(content);
      // A full disk may show only here.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Throws an OutputError for a place where nothing can be written: better before the run than after it. */
export async function checkPlace(path: string): Promise<void> {
  try {
    const old = await stat(path).catch(() => undefined);
    if (old?.isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
    await access(old && !old.isFile() ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Names of one file per chain, as CmdStan gives them: the name itself for a single chain, otherwise draws_1.csv, draws_2.csv, … */
export function chainFiles(path: string, chains: number): readonly string[] {
  if (chains === 1) return [path];
  const { ext } = parse(path);
  const stem = path.slice(0, path.length - ext.length);
  return Array.from({ length: chains }, (_, chain) => `${stem}_${chain + 1}${ext}`);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist (make it, or give another place)",
  ENOTDIR: "its folder is a file (give another place)",
  EISDIR: "it is a folder (add the name of a file)",
  EACCES: "that is not allowed there (give another place)",
  EPERM: "that is not allowed there (give another place)",
  EROFS: "nothing can be written there (give another place)",
  ENOSPC: "no space is left there (free some, or give another place)",
  EFBIG: "no file may be that large there (give another place)",
  EDQUOT: "no space is left there (free some, or give another place)",
};

function unwritable(place: string, error: unknown): OutputError {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return new OutputError(code === "EPIPE" ? "" : `cannot write ${place}: ${reasons[code] ?? message}`);
}
