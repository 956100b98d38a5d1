/**
 * Pictures as PNG (ISO/IEC 15948). Their rows are stored, or packed by our own code (`preview/pack.ts`): a deflater's bytes change with its version, and the same question must
 * have the same bytes for ever; and a checksum takes less time than the edge has, whatever the pictures are.
 */
import { crc } from "../crc.ts";

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** 1: grey, 3: red, green and blue. */
  readonly channels: 1 | 3;
  /** height × width × channels, 0…255. */
  readonly values: Uint8Array;
}

/** Level of the line between two pictures of a grid. */
const LINE = 96;

/**
 * `count` pictures of the same size, one after another in `values`, in rows of √count (rounded up), a line of one pixel between them; places that are left
 * over have the line's grey.
 */
export function grid({ width, height, channels, values }: Picture, count: number): Picture {
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const whole = { width: columns * (width + 1) - 1, height: rows * (height + 1) - 1, channels };
  const out = new Uint8Array(whole.width * whole.height * channels).fill(LINE);
  const line = width * channels;
  for (let n = 0; n < count; n++) {
    const corner = (Math.floor(n / columns) * (height + 1) * whole.width + (n % columns) * (width + 1)) * channels;
    for (let y = 0; y < height; y++) {
      const from = (n * height + y) * line;
      out.set(values.subarray(from, from + line), corner + y * whole.width * channels);
    }
  }
  return { ...whole, values: out };
}

/** How the bytes of lines of so many become a deflate stream (RFC 1951). */
export type Pack = (bytes: Uint8Array, near: number, above: number) => Uint8Array;

/** The file of a picture; `pack`: for those that are large. */
export function encodePng({ width, height, channels, values }: Picture, pack: Pack = stored): Uint8Array<ArrayBuffer> {
  const line = width * channels;
  const lines = new Uint8Array(height * (line + 1));
  // Each line begins with its filter: 0, none.
  for (let y = 0; y < height; y++) lines.set(values.subarray(y * line, (y + 1) * line), y * (line + 1) + 1);
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, channels === 1 ? 0 : 2, 0, 0, 0], 8);
  return joined([
    SIGNATURE,
    chunk("IHDR", head),
    chunk("IDAT", zlib(lines, pack(lines, channels, line + 1))),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Bytes of a stored block at most (RFC 1951, 3.2.4). */
const BLOCK = 0xffff;

/** A zlib stream (RFC 1950) of deflated bytes. */
function zlib(bytes: Uint8Array, deflated: Uint8Array): Uint8Array {
  const sum = new Uint8Array(4);
  new DataView(sum.buffer).setUint32(0, adler32(bytes));
  return joined([Uint8Array.of(0x78, 0x01), deflated, sum]);
}

/** In stored blocks. */
function stored(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const block = bytes.subarray(at, at + BLOCK);
    const { length } = block;
    const isLast = at + length === bytes.length ? 1 : 0;
    parts.push(Uint8Array.of(isLast, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255), block);
  }
  return joined(parts);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + data.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc(out.subarray(4, 8 + data.length)));
  return out;
}

/** RFC 1950, section 8.2; sums of so many bytes stay below 2^32. */
const ADLER_RUN = 5552;
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (let at = 0; at < bytes.length; at += ADLER_RUN) {
    const end = Math.min(at + ADLER_RUN, bytes.length);
    for (let i = at; i < end; i++) {
      a += bytes[i];
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return b * 65536 + a;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
