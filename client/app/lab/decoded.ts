import type { FileContent } from "../../../shared/data/readers/content.ts";
import type { Decode } from "../../../shared/data/readers/file.ts";

/** Bytes of files whose content is remembered. */
const MAX_KEPT = 256 * 1024 * 1024;

/**
 * Remembers what files hold, by their hash: a file that was just chosen is data of the form, of a run and of a preview. The file asked for
 * the longest ago is forgotten first, beyond `most` bytes; one that could not be read at once.
 */
export function rememberDecoded(decode: Decode, most = MAX_KEPT): Decode {
  const kept = new Map<string, { readonly content: Promise<FileContent>; readonly bytes: number }>();
  return (file, sha256) => {
    const found = kept.get(sha256) ?? { content: decode(file, sha256), bytes: file.bytes.length };
    kept.delete(sha256);
    kept.set(sha256, found);
    let sum = 0;
    for (const { bytes } of kept.values()) sum += bytes;
    for (const [old, { bytes }] of kept) {
      if (sum <= most || old === sha256) break;
      kept.delete(old);
      sum -= bytes;
    }
    found.content.catch(() => {
      if (kept.get(sha256) === found) kept.delete(sha256);
    });
    return found.content;
  };
}
