import type { FileFormat } from "../../experiment/experiment.ts";
import { isIdx } from "./idx/idx.ts";
import { isJpeg } from "./jpeg/jpeg.ts";
import { isNpy } from "./npy/npy.ts";
import { isPng } from "./png/png.ts";
import { isWav } from "./wav/chunks.ts";

/**
 * What a file seems to be by its first bytes, of `size` in all: "json" for text that may be JSON, "csv" for other text with a separator in its
 * first line or of sequences (FASTA), null for anything else. An empty file may be any text: "json".
 */
export function formatOf(head: Uint8Array, size: number): FileFormat | "gzip" | "json" | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (isIdx(head)) return "idx";
  if (isNpy(head)) return "npy";
  if (isWav(head)) return "wav";
  if (isPng(head)) return "png";
  if (isJpeg(head)) return "jpeg";
  if (startsAsWeights(head, size)) return "safetensors";
  const text = textOfHead(head);
  if (text === null) return null;
  if (text === "" || /^[{[]/.test(text)) return "json";
  return /^[^\r\n]*[,;\t|]/.test(text) || /^[-+.\d"]/.test(text) || /^(?:#|%|\/\/|>)/.test(text) ? "csv" : null;
}

/** The text that a file seems to begin with, in UTF-16 if it is marked so; a character that is cut or of another encoding does not matter. Null where no text begins so. */
function textOfHead(head: Uint8Array): string | null {
  const wide =
    head[0] === 0xff && head[1] === 0xfe ? "utf-16le" : head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : null;
  const text = new TextDecoder(wide ?? "utf-8").decode(head).trimStart();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return /[\x00-\x08\x0e-\x1f]/.test(text) || text.startsWith("%PDF-") ? null : text;
}

/** The length of a header that fits in the whole file, and then its brace. */
function startsAsWeights(head: Uint8Array, size: number): boolean {
  if (head.length < 10 || head[8] !== 0x7b) return false;
  const length = new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true);
  return length >= 2n && length <= BigInt(size - 8);
}
