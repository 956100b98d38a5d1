import { ExperimentError } from "../../../experiment/errors.ts";
import { crc } from "../crc.ts";
import { damagedPicture, truncated } from "../errors.ts";
import { InflateError, inflate } from "../inflate.ts";
import { checkMemory, checkPixels, type DecodedPicture } from "../picture.ts";
import { type Layout, Rows } from "./pixels.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bits per sample that each colour type may have (PNG, third edition, table 7), and its samples per pixel. */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/**
 * Reads a PNG of any colour type and depth, interlaced or not, the first picture of an animation. 16-bit samples are rounded to 8 bits; transparent pixels
 * are laid over white; gamma and profiles are ignored, and so is all that follows the last row. Throws an ExperimentError at `path`.
 */
export function decodePng(bytes: Uint8Array, path: string): DecodedPicture {
  const { header, palette, transparency, parts } = chunksOf(bytes, path);
  const layout = layoutOf(header, palette, transparency, path);
  const { width, height, colour } = layout;
  checkMemory(width, height, width * height * (colour === 0 || colour === 4 ? 1 : 3), bytes.length, path);
  const packed = joined(parts);
  // RFC 1950: deflate, a checksum of the two bytes, no dictionary.
  if (packed.length >= 2 && ((packed[0] & 15) !== 8 || ((packed[0] << 8) | packed[1]) % 31 !== 0 || packed[1] & 32))
    throw damagedPicture(path, "its compressed pixels do not begin as zlib does");
  const rows = new Rows(layout, path);
  try {
    inflate(packed, 2, (piece) => rows.push(piece));
  } catch (error) {
    if (!(error instanceof InflateError)) throw error;
    if (!error.isCut) throw damagedPicture(path, "its compressed pixels are damaged");
  }
  if (!rows.isComplete) throw truncated(path, rows.expected, rows.received);
  return rows.picture();
}

interface Chunks {
  readonly header: Uint8Array;
  readonly palette?: Uint8Array;
  readonly transparency?: Uint8Array;
  readonly parts: readonly Uint8Array[];
}

function chunksOf(bytes: Uint8Array, path: string): Chunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known = new Map<string, Uint8Array>();
  const parts: Uint8Array[] = [];
  for (let at = SIGNATURE.length; ; ) {
    if (at + 12 > bytes.length) throw truncated(path, at + 12, bytes.length);
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw truncated(path, end, bytes.length);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (crc(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4))
      throw damagedPicture(path, `its part ${JSON.stringify(type)} is damaged`);
    const content = bytes.subarray(at + 8, end - 4);
    if (at === SIGNATURE.length && type !== "IHDR")
      throw damagedPicture(path, "it does not begin with a header (IHDR)");
    if (type === "IDAT") parts.push(content);
    else if (!known.has(type)) known.set(type, content);
    at = end;
    if (type === "IEND") break;
  }
  if (parts.length === 0) throw damagedPicture(path, "it holds no pixels (no IDAT)");
  const [palette, transparency] = [known.get("PLTE"), known.get("tRNS")];
  return {
    header: known.get("IHDR") ?? new Uint8Array(0),
    ...(palette && { palette }),
    ...(transparency && { transparency }),
    parts,
  };
}

function layoutOf(
  header: Uint8Array,
  palette: Uint8Array | undefined,
  transparency: Uint8Array | undefined,
  path: string,
): Layout {
  if (header.length !== 13) throw damagedPicture(path, `header: ${header.length} bytes (must be 13)`);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colour, compression, filter, interlace] = header.subarray(8);
  if (width === 0 || height === 0)
    throw new ExperimentError(path, "empty", `${path} is empty: ${width} × ${height} pixels`);
  if (!DEPTHS[colour]?.includes(depth))
    throw damagedPicture(path, `${depth} bits per sample of colour type ${colour} (not in the standard)`);
  if (compression !== 0 || filter !== 0 || interlace > 1)
    throw damagedPicture(
      path,
      `compression ${compression}, filter ${filter}, interlace ${interlace} (must be 0, 0, and 0 or 1)`,
    );
  checkPixels(width, height, path);
  if (colour === 3 && (!palette || palette.length === 0 || palette.length % 3 !== 0))
    throw damagedPicture(path, "it has no palette (PLTE)");
  return {
    width,
    height,
    depth,
    colour,
    samples: SAMPLES[colour],
    interlaced: interlace === 1,
    palette: palette ?? new Uint8Array(0),
    transparency,
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
