/** Bytes to content: one file of any known format. */
import { ExperimentError } from "../../experiment/errors.ts";
import { limits } from "../../experiment/limits.ts";
import type { Reading } from "../../experiment/reading.ts";
import type { UserFile } from "../hashed-file.ts";
import { type FileContent, withNotice } from "./content.ts";
import { decodeCsv } from "./csv/csv.ts";
import { formatIn, graphNeedsLab } from "./graphs/format.ts";
import { headOf, headText } from "./graphs/text.ts";
import { gunzip, isGzip } from "./gzip.ts";
import { decodeIdx, isIdx } from "./idx/idx.ts";
import { decodeJpeg, isJpeg } from "./jpeg/jpeg.ts";
import { decodeNpy, isNpy } from "./npy/npy.ts";
import { pictureContent } from "./picture.ts";
import { decodePng, isPng } from "./png/png.ts";
import { isSafetensors } from "./safetensors/safetensors.ts";
import { decodeWeights } from "./safetensors/weights.ts";
import { textOf } from "./text.ts";
import { isWav } from "./wav/chunks.ts";
import { wavContent } from "./wav/wav.ts";
import { textContent } from "./whole-text.ts";

/** What decodes a file of that SHA-256: `decodeFile`, or something that caches it or does it elsewhere. */
export type Decode = (file: UserFile, sha256: string, reading?: Reading) => Promise<FileContent>;

/**
 * Reads a file by its content, not by its name (but for weights that are none): IDX, NPY, WAV, PNG, JPEG, CSV or safetensors, each also inside gzip. Throws an ExperimentError whose path is the file's
 * name: an unknown format, a damaged or truncated file, a cell that cannot be read, a graph.
 */
export async function decodeFile({ name, bytes }: UserFile, reading: Reading = {}): Promise<FileContent> {
  if (bytes.length === 0) throw new ExperimentError(name, "empty", `${name} is empty: 0 bytes`);
  if (bytes.length > limits.file.bytes)
    throw new ExperimentError(
      name,
      "too-large",
      `${name} is too large: ${bytes.length} bytes (must be at most ${limits.file.bytes})`,
      {
        value: bytes.length,
        max: limits.file.bytes,
      },
    );
  if (!isGzip(bytes)) return decodePlain(bytes, name, reading);
  const { bytes: plain, surplus } = gunzip(bytes, name, reading.inflate === "whole");
  const content = decodePlain(plain, name, reading);
  return surplus > 0 ? withNotice(content, { code: "bytes-after-gzip", values: { name, value: surplus } }) : content;
}

function decodePlain(plain: Uint8Array<ArrayBuffer>, name: string, reading: Reading): FileContent {
  if (isIdx(plain)) return decodeIdx(plain, name, reading);
  if (isNpy(plain)) return decodeNpy(plain, name, reading);
  if (isWav(plain)) return wavContent(plain, name);
  if (isPng(plain)) return pictureContent("png", decodePng(plain, name), name);
  if (isJpeg(plain)) return pictureContent("jpeg", decodeJpeg(plain, name), name);
  // Damaged weights may begin as any text does: what is called so is told that it is none.
  if (isSafetensors(plain) || /\.safetensors(?:\.gz)?$/i.test(name)) return decodeWeights(plain, name);
  if (reading.contents === "text") return textContent(plain, name, reading);
  if (isGraph(headText(headOf(plain)))) throw graphNeedsLab(name);
  const { text, encoding, notices } = textOf(plain, name, reading);
  return notices.reduce<FileContent>(withNotice, decodeCsv(text, name, reading, encoding));
}

/** Other JSON may begin as documents do. */
function isGraph(head: string): boolean {
  const format = formatIn(head);
  return format === "document" ? /"nodes"\s*:/.test(head) : format !== null;
}
