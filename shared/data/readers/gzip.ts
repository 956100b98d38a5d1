import { ExperimentError } from "../../experiment/errors.ts";
import { limits } from "../../experiment/limits.ts";
import { crc } from "./crc.ts";
import { InflateError, inflate } from "./inflate.ts";

/** Flags of a member's header (RFC 1952, 2.3.1). */
const HEADER_CRC = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
const RESERVED = 0xe0;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export interface Gunzipped {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Bytes after the last member that are neither a member nor padding. */
  readonly surplus: number;
}

/**
 * The content of a gzip file, its members joined. What follows the last of them is decided as gzip(1) does: zeros are padding, other bytes are left out,
 * and what begins like a member must be one. At most `limits.inflate.ratio` bytes for each byte of the file (or `limits.file.free`
 * in all), unless `isWhole`; never more than `most`. Throws an ExperimentError at `path`.
 */
export function gunzip(bytes: Uint8Array, path: string, isWhole = false, most: number = limits.file.bytes): Gunzipped {
  const ratio = isWhole ? Number.POSITIVE_INFINITY : limits.inflate.ratio;
  const out = new Output(bytes, path, Math.min(most, Math.max(limits.file.free, ratio * bytes.length)), most);
  let at = 0;
  do at = readMember(bytes, at, out, path);
  while (isGzip(bytes.subarray(at, at + 2)));
  const rest = bytes.subarray(at);
  return { bytes: out.all(), surplus: rest.every((byte) => byte === 0) ? 0 : rest.length };
}

/** The first bytes of the first member's content: all that comes before damage, at most `length`. */
export function gzipHead(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(length);
  let size = 0;
  try {
    inflate(bytes, headerEnd(bytes, 0, ""), (piece) => {
      const kept = piece.subarray(0, length - size);
      head.set(kept, size);
      size += kept.length;
      return size < length;
    });
  } catch (error) {
    if (!(error instanceof InflateError) && !(error instanceof ExperimentError)) throw error;
  }
  return head.subarray(0, size);
}

/** Appends one member's content; returns where it ends. */
function readMember(bytes: Uint8Array, start: number, out: Output, path: string): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begin = headerEnd(bytes, start, path);
  let check = 0;
  let size = 0;
  let at: number;
  try {
    at = inflate(bytes, begin, (piece) => {
      check = crc(piece, check);
      size += piece.length;
      out.append(piece);
      return true;
    });
  } catch (error) {
    if (!(error instanceof InflateError)) throw error;
    throw error.isCut ? cut(path, bytes.length) : damaged(path);
  }
  if (at + 8 > bytes.length) throw cut(path, bytes.length);
  if (view.getUint32(at, true) !== check || view.getUint32(at + 4, true) !== size % 2 ** 32) throw damaged(path);
  return at + 8;
}

/** Where the header that begins at `start` ends. */
function headerEnd(bytes: Uint8Array, start: number, path: string): number {
  const flags = bytes[start + 3];
  if (start + 10 > bytes.length) throw cut(path, bytes.length);
  if (bytes[start + 2] !== 8 || flags & RESERVED) throw damaged(path);
  let at = start + 10;
  if (flags & EXTRA) at += 2 + (bytes[at] | (bytes[at + 1] << 8));
  for (const flag of [NAME, COMMENT]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) throw cut(path, bytes.length);
    at = end + 1;
  }
  if (flags & HEADER_CRC) at += 2;
  if (at > bytes.length) throw cut(path, bytes.length);
  return at;
}

/** Grows as it must, to the cap at most. */
class Output {
  private bytes: Uint8Array<ArrayBuffer>;
  private length = 0;
  private readonly packed: number;
  private readonly path: string;
  private readonly cap: number;
  private readonly most: number;

  constructor(packed: Uint8Array, path: string, cap: number, most: number) {
    this.packed = packed.length;
    this.path = path;
    this.cap = cap;
    this.most = most;
    // The last four bytes say the size of the last member: mostly the only one. Deflate reaches 1,032 : 1, so that a small file cannot ask for much.
    const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
    const said = packed.length >= 18 ? view.getUint32(packed.length - 4, true) : 0;
    this.bytes = new Uint8Array(Math.min(said, cap, 16 * packed.length));
  }

  append(piece: Uint8Array): void {
    const length = this.length + piece.length;
    if (length > this.cap) throw tooFar(this.path, this.packed, this.cap, this.most);
    if (length > this.bytes.length) {
      const larger = new Uint8Array(Math.min(this.cap, Math.max(length, 2 * this.bytes.length)));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    this.bytes.set(piece, this.length);
    this.length = length;
  }

  all(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }
}

function tooFar(path: string, packed: number, cap: number, most: number): ExperimentError {
  const values = { value: packed, max: cap };
  if (cap === most)
    return new ExperimentError(
      path,
      "file-inflates-beyond",
      `${path} (${packed} bytes) inflates to more than ${cap} bytes, the most that a file may have (leave rows out)`,
      values,
    );
  return new ExperimentError(
    path,
    "file-inflates-too-far",
    `${path} (${packed} bytes) inflates to more than ${cap} bytes, far more than most data do (if it is your own, read it whole: --inflate whole)`,
    values,
  );
}

function damaged(path: string): ExperimentError {
  return new ExperimentError(
    path,
    "not-compressed",
    `${path} is damaged: its compressed bytes cannot be read (copy or download it again)`,
  );
}

function cut(path: string, length: number): ExperimentError {
  return new ExperimentError(
    path,
    "compressed-cut",
    `${path} is cut off: its compressed bytes end after ${length} (copy or download it again)`,
    { value: length },
  );
}
