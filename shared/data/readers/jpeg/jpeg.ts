/// <reference path="./jpeg-js.d.ts" />
import decode from "jpeg-js/lib/decoder.js";
import { ExperimentError } from "../../../experiment/errors.ts";
import { limits } from "../../../experiment/limits.ts";
import { truncated, unreadable } from "../errors.ts";
import { checkPixels, type DecodedPicture } from "../picture.ts";
import { orientationOf, turned } from "./orientation.ts";

/** Memory that the decoder may take, in MiB: it holds all coefficients as 32-bit integers. */
const MEMORY = 1024;
/** Processes by the marker of their frame (ITU-T T.81, table B.1); those that the decoder reads are not listed. */
const OTHERS: Readonly<Record<number, string>> = {
  195: "lossless",
  197: "hierarchical",
  198: "hierarchical",
  199: "hierarchical",
  201: "arithmetic coding",
  202: "arithmetic coding",
  203: "arithmetic coding",
  205: "arithmetic coding",
  206: "arithmetic coding",
  207: "arithmetic coding",
};

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * Reads a baseline or progressive JPEG of 8 bits, grey or colour, turned as its Exif orientation says. The decoder computes in integers and in sums and
 * products of doubles: every engine gives the same pixels. Throws an ExperimentError at `path`.
 */
export function decodeJpeg(bytes: Uint8Array, path: string): DecodedPicture {
  const frame = frameOf(bytes, path);
  checkFrame(frame, path);
  if (!endsAsJpeg(bytes)) throw truncated(path, bytes.length + 1, bytes.length);
  const { width, height, data } = decoded(bytes, path);
  const channels = frame.components === 1 ? 1 : 3;
  // The decoder writes grey three times.
  const values = channels === 3 ? data : Uint8Array.from({ length: width * height }, (_, i) => data[3 * i]);
  return turned({ width, height, channels, values }, orientationOf(frame.exif));
}

interface Frame {
  readonly marker: number;
  readonly precision: number;
  readonly height: number;
  readonly width: number;
  readonly components: number;
  readonly exif: Uint8Array | undefined;
}

/** What the frame header says. */
function frameOf(bytes: Uint8Array, path: string): Frame {
  let exif: Uint8Array | undefined;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff)
      throw unreadable(path, `byte ${at} does not begin a JPEG segment (copy or download it again)`);
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = (bytes[at + 2] << 8) | bytes[at + 3];
    const content = bytes.subarray(at + 4, at + 2 + length);
    if (marker === 0xe1 && !exif) exif = content;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      if (content.length < 6) throw truncated(path, at + 10, bytes.length);
      const [precision, h1, h0, w1, w0, components] = content;
      return { marker, precision, height: (h1 << 8) | h0, width: (w1 << 8) | w0, components, exif };
    }
    if (marker === 0xda || marker === 0xd9) break;
    at += 2 + Math.max(2, length);
  }
  throw unreadable(path, "it has no frame header (copy or download it again)");
}

function checkFrame({ marker, precision, width, height, components }: Frame, path: string): void {
  if (OTHERS[marker]) throw unreadable(path, `JPEG with ${OTHERS[marker]} (save it as an ordinary JPEG or as PNG)`);
  if (precision !== 8) throw unreadable(path, `JPEG of ${precision} bits per sample (must be 8: save it as PNG)`);
  if (components !== 1 && components !== 3)
    throw unreadable(
      path,
      `JPEG with ${components} colour channels, CMYK for print (must be grey or RGB: save it as RGB)`,
    );
  if (width === 0 || height === 0)
    throw new ExperimentError(path, "empty", `${path} is empty: ${width} × ${height} pixels`);
  checkPixels(width, height, path);
}

/** Some writers leave bytes after the end marker. */
function endsAsJpeg(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 2; at >= Math.max(0, bytes.length - 65_536); at--)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

function decoded(bytes: Uint8Array, path: string): ReturnType<typeof decode> {
  try {
    return decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: limits.picture.pixels / 1e6,
      maxMemoryUsageInMB: MEMORY,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw unreadable(path, `${reason} (the file is damaged: copy or download it again)`);
  }
}
