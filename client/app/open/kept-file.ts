/** An opened file survives a reload: its bytes stay in this browser, and the entry of the history says which they are. */
import { drop, keep, kept, keptKeys } from "../../run/keep.ts";

interface KeptFile {
  readonly name: string;
  readonly modified: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Milliseconds since 1970 when it was opened. */
  readonly at: number;
}

const prefix = "opened/";
const mostKept = 4;
/** A larger file is opened anew after a reload. */
const largestKept = 64 * 1024 * 1024;

/** Keeps a file, and returns what it is found by; null where it is too large. */
export async function keepOpened(file: File, at: number): Promise<string | null> {
  if (file.size > largestKept) return null;
  const id = crypto.randomUUID();
  const bytes = new Uint8Array(await file.arrayBuffer());
  await keep(prefix + id, { name: file.name, modified: file.lastModified, bytes, at } satisfies KeptFile);
  const all = await Promise.all(
    (await keptKeys(prefix)).map(async (key) => ({ key, at: (await kept<KeptFile>(key))?.at ?? 0 })),
  );
  all.sort((a, b) => b.at - a.at);
  await drop(...all.slice(mostKept).map(({ key }) => key));
  return id;
}

/** The file that was kept; null where it is no more. */
export async function openedAgain(id: string): Promise<File | null> {
  const found = await kept<KeptFile>(prefix + id);
  return found ? new File([found.bytes], found.name, { lastModified: found.modified }) : null;
}
