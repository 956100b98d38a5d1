import { ExperimentError } from "../../../experiment/errors.ts";
import { truncated } from "../errors.ts";

/** The chunks of a RIFF file, and the order of bytes in its numbers. */
export interface Chunks {
  readonly little: boolean;
  readonly format: Uint8Array;
  readonly data: Uint8Array;
}

/** A length of 2 GiB or so stands where a program that wrote into a pipe could not know it: 0x7ffff000, 0x80000000, 0xffffffff and the like. */
const UNKNOWN = 0x7ff00000;
/** What may follow a chunk of odd length whose writer left out the byte of padding. */
const KNOWN = ["fmt ", "data", "LIST", "fact", "cue ", "smpl", "bext", "JUNK", "PEAK", "id3 ", "ID3 "];

export function isWav(bytes: Uint8Array): boolean {
  return bytes.length >= 12 && ["RIFF", "RIFX", "RF64", "BW64"].includes(idAt(bytes, 0)) && idAt(bytes, 8) === "WAVE";
}

export function idAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/**
 * Finds format and sound, in any order and among other chunks; the first of each kind counts. A data chunk of unknown length reaches to the end of the
 * file, and so does one of which less than a frame is missing; RF64 has the length in a chunk of its own (EBU Tech 3306). Throws an ExperimentError at `path`.
 */
export function chunksOf(bytes: Uint8Array, path: string): Chunks {
  if (!isWav(bytes)) throw unreadable(path, `it begins with ${JSON.stringify(idAt(bytes, 0))} (must be RIFF … WAVE)`);
  const little = idAt(bytes, 0) !== "RIFX";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = idAt(bytes, at);
    const start = at + 8;
    const rest = bytes.length - start;
    const claimed = id === "data" ? dataLength(chunks.get("ds64"), view, at, little) : view.getUint32(at + 4, little);
    const isOpen =
      id === "data" && (claimed >= UNKNOWN || (claimed === 0 && rest > 0 && !isChunk(view, start, little)));
    const size = isOpen ? rest : claimed;
    const isNeeded = !chunks.has("data") || (id === "fmt " && !chunks.has(id));
    // Of sound, part of a frame may be missing: whoever knows the format sees whether it is more.
    if (isNeeded && size > rest && !(id === "data" && size - rest < frameLength(chunks.get("fmt "), little)))
      throw truncated(path, start + size, bytes.length);
    if (!chunks.has(id)) chunks.set(id, bytes.subarray(start, start + size));
    at = nextChunk(bytes, start + size);
  }
  const [format, data] = [chunks.get("fmt "), chunks.get("data")];
  if (format === undefined) throw unreadable(path, `no "fmt " chunk (save it again as WAV)`);
  if (data === undefined) throw unreadable(path, `no "data" chunk (save it again as WAV)`);
  return { little, format, data };
}

/** What the chunk says, or in RF64 what "ds64" says of it: a number of 64 bits. */
function dataLength(ds64: Uint8Array | undefined, view: DataView, at: number, little: boolean): number {
  const own = view.getUint32(at + 4, little);
  if (own !== 0xffffffff || ds64 === undefined || ds64.length < 16) return own;
  return Number(new DataView(ds64.buffer, ds64.byteOffset + 8, 8).getBigUint64(0, little));
}

/** Bytes of a frame, 0 where the format is not known yet. */
function frameLength(format: Uint8Array | undefined, little: boolean): number {
  if (format === undefined || format.length < 14) return 0;
  return new DataView(format.buffer, format.byteOffset, 14).getUint16(12, little);
}

/** Chunks begin at even offsets, but for those of careless writers. */
function nextChunk(bytes: Uint8Array, end: number): number {
  if (end % 2 === 0) return end;
  return !KNOWN.includes(idAt(bytes, end + 1)) && KNOWN.includes(idAt(bytes, end)) ? end : end + 1;
}

/** Four printable letters and a size that fits: what follows an empty chunk when that is the next chunk and not sound. */
function isChunk(view: DataView, at: number, little: boolean): boolean {
  if (at + 8 > view.byteLength) return false;
  for (let i = at; i < at + 4; i++) if (view.getUint8(i) < 0x20 || view.getUint8(i) > 0x7e) return false;
  return at + 8 + view.getUint32(at + 4, little) <= view.byteLength;
}

export function unreadable(path: string, reason: string): ExperimentError {
  return new ExperimentError(path, "not-wav", `${path} is not a readable WAV file: ${reason}`, { reason });
}
