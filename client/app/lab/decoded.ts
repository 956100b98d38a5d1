import type { FileContent } from "../../../shared/data/readers/content.ts";
import type { Decode } from "../../../shared/data/readers/file.ts";
import { decodeKey } from "../../../shared/experiment/reading.ts";

/** Bytes of files whose content is remembered. */
const MAX_KEPT = 256 * 1024 * 1024;

/**
 * Remembers what files hold, by their hash and the choices of how they are read: a file that was just chosen is data of the form, of a run and of a preview. The file asked for
 * the longest ago is forgotten first, beyond `most` bytes; one that could not be read at once.
 */
export function rememberDecoded(decode: Decode, most = MAX_KEPT): Decode {
  const kept = new Map<string, { readonly content: Promise<FileContent>; readonly bytes: number }>();
  return (file, sha256, reading) => {
    const key = `${sha256} ${decodeKey(reading)}`;
    const found = kept.get(key) ?? { content: decode(file, sha256, reading), bytes: file.bytes.length };
    kept.delete(key);
    kept.set(key, found);
    let sum = 0;
    for (const { bytes } of kept.values()) sum += bytes;
    for (const [old, { bytes }] of kept) {
      if (sum <= most || old === key) break;
      kept.delete(old);
      sum -= bytes;
    }
    found.content.catch(() => {
      if (kept.get(key) === found) kept.delete(key);
    });
    return found.content;
  };
}
