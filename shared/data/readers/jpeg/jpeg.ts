import { ExperimentError } from "../../../experiment/errors.ts";
import { damagedPicture, truncated } from "../errors.ts";
import { checkMemory, checkPixels, type DecodedPicture } from "../picture.ts";
import { JpegError } from "./bits.ts";
import { Coefficients } from "./coefficients.ts";
import { type Frame, isRgb, type Marks, readFrame, readHuffman, readQuantisation, type Tables } from "./frame.ts";
import { orientationOf, placementOf } from "./orientation.ts";
import { Canvas } from "./rows.ts";
import { readScan, type Scan, ScanReader } from "./scan.ts";

/** Processes that are not read, by the marker of their frame (ITU-T T.81, table B.1). */
const OTHERS: Readonly<Record<number, string>> = {
  195: "lossless",
  197: "hierarchical",
  198: "hierarchical",
  199: "hierarchical",
  201: "arithmetic",
  202: "arithmetic",
  203: "arithmetic",
  205: "arithmetic",
  206: "arithmetic",
  207: "arithmetic",
};

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * Reads a sequential or progressive JPEG of 8 bits, Huffman-coded, grey, YCbCr or RGB, turned as its Exif orientation says. In integers throughout, and bit
 * for bit what libjpeg gives (slow transform, smooth upsampling). What follows the picture's end is left out. Throws an ExperimentError at `path`.
 */
export function decodeJpeg(bytes: Uint8Array, path: string): DecodedPicture {
  try {
    return new Decoder(bytes, path).decode();
  } catch (error) {
    if (!(error instanceof JpegError)) throw error;
    throw error.isCut ? truncated(path, bytes.length + 1, bytes.length) : damagedPicture(path, error.message);
  }
}

class Decoder {
  private readonly bytes: Uint8Array;
  private readonly path: string;
  private readonly tables: Tables = { quantisation: [], dc: [], ac: [], restart: 0 };
  private readonly marks: Marks = { jfif: false, adobe: undefined };
  private exif: Uint8Array | undefined;
  private frame: Frame | undefined;
  /** Where the picture needs more than one scan. */
  private coefficients: Coefficients | undefined;

  constructor(bytes: Uint8Array, path: string) {
    this.bytes = bytes;
    this.path = path;
  }

  decode(): DecodedPicture {
    const { bytes } = this;
    for (let at = 2; at + 1 < bytes.length; ) {
      const marker = bytes[at + 1];
      if (bytes[at] !== 0xff) throw new JpegError(`byte ${at} does not begin a JPEG segment`);
      // A second start or a marker without content; bytes of 255 may precede any marker.
      if (marker === 0xff || marker === 0x01 || marker === 0xd8) at += marker === 0xff ? 1 : 2;
      else if (marker === 0xd9) return this.finish();
      else {
        const length = (bytes[at + 2] << 8) | bytes[at + 3];
        const end = at + 2 + length;
        if (end > bytes.length || at + 4 > bytes.length) throw new JpegError("a segment is cut off", true);
        if (length < 2) throw new JpegError("a segment shorter than its own length");
        const content = bytes.subarray(at + 4, end);
        if (marker === 0xda) {
          const scan = readScan(content, this.readyFrame(), this.tables);
          if (isWhole(this.readyFrame(), scan)) return this.draw(scan, end);
          at = this.gather(scan, end);
        } else {
          this.segment(marker, content);
          at = end;
        }
      }
    }
    throw new JpegError("no end", true);
  }

  private segment(marker: number, content: Uint8Array): void {
    const { marks, tables } = this;
    const starts = (text: string) => [...text].every((letter, i) => content[i] === letter.charCodeAt(0));
    if (marker === 0xdb) readQuantisation(content, tables);
    else if (marker === 0xc4) readHuffman(content, tables);
    else if (marker === 0xdd) {
      if (content.length < 2) throw new JpegError("a restart interval without a number");
      tables.restart = (content[0] << 8) | content[1];
    } else if (marker === 0xe0 && content.length >= 14 && starts("JFIF\0")) marks.jfif = true;
    else if (marker === 0xe1) this.exif ??= content;
    else if (marker === 0xee && content.length >= 12 && starts("Adobe")) marks.adobe = content[11];
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) {
      if (this.frame) throw new JpegError("a second frame");
      this.frame = readFrame(marker, content);
      checkFrame(this.frame, this.path);
    }
  }

  private readyFrame(): Frame {
    if (!this.frame) throw new JpegError("it has no frame header");
    return this.frame;
  }

  /** The picture, of which the scan from `at` on is all. */
  private draw(scan: Scan, at: number): DecodedPicture {
    const { bytes, path, tables } = this;
    const frame = this.readyFrame();
    checkMemory(frame.width, frame.height, pixelBytes(frame), bytes.length, path);
    const reader = new ScanReader(bytes, at, tables.restart);
    const picture = drawScan(scan, frame, reader, this.canvas(frame));
    if (!hasEnd(bytes, reader.bits.at)) throw new JpegError("no end", true);
    return picture;
  }

  /** Reads one scan of several, from `at` on; returns where the next segment is. */
  private gather(scan: Scan, at: number): number {
    const { bytes, path, tables } = this;
    const frame = this.readyFrame();
    if (!this.coefficients) {
      const needed = pixelBytes(frame) + Coefficients.bytes(frame);
      checkMemory(frame.width, frame.height, needed, bytes.length, path);
      this.coefficients = new Coefficients(frame, bytes.length);
    }
    const reader = new ScanReader(bytes, at, tables.restart);
    this.coefficients.read(scan, reader);
    reader.bits.marker();
    return reader.bits.at;
  }

  private canvas(frame: Frame): Canvas {
    const placement = placementOf(orientationOf(this.exif), frame.width, frame.height);
    return new Canvas(frame, isRgb(frame, this.marks), placement);
  }

  private finish(): DecodedPicture {
    const frame = this.readyFrame();
    if (!this.coefficients) throw new JpegError("it has no pixels");
    const canvas = this.canvas(frame);
    this.coefficients.draw(canvas);
    return canvas.picture();
  }
}

/** Whether the scan holds all that there is of the picture. */
function isWhole({ marker, components }: Frame, { parts }: Scan): boolean {
  return marker !== 0xc2 && parts.length === components.length;
}

function pixelBytes({ width, height, components }: Frame): number {
  return width * height * components.length;
}

/** The marker of the end may follow other bytes. */
function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1))
    if (bytes[at + 1] === 0xd9) return true;
  return false;
}

function checkFrame({ marker, precision, width, height, count, components, h, v }: Frame, path: string): void {
  const refuse = (code: string, reason: string, values: Readonly<Record<string, string | number>>): never => {
    throw new ExperimentError(path, code, `${path} is a JPEG ${reason}`, values);
  };
  if (OTHERS[marker])
    refuse("jpeg-process", `with ${OTHERS[marker]} coding (save it as an ordinary JPEG or as PNG)`, {
      value: OTHERS[marker],
    });
  if (precision !== 8)
    refuse("jpeg-bits", `of ${precision} bits per sample (must be 8: save it as PNG)`, { value: precision });
  if (count !== 1 && count !== 3)
    refuse("jpeg-channels", `with ${count} colour channels, CMYK for print (must be grey or RGB: save it as RGB)`, {
      value: count,
    });
  if (width === 0 || height === 0)
    throw new ExperimentError(path, "empty", `${path} is empty: ${width} × ${height} pixels`);
  checkPixels(width, height, path);
  const odd = components.find((component) => h % component.h !== 0 || v % component.v !== 0);
  if (odd)
    refuse("jpeg-sampling", `with ${odd.h} × ${odd.v} samples for ${h} × ${v} pixels (save it again, or as PNG)`, {
      value: `${odd.h} × ${odd.v}`,
      expected: `${h} × ${v}`,
    });
}

/** One scan of all components, drawn while it is read: only a few rows are held beside the picture. */
function drawScan({ parts }: Scan, frame: Frame, reader: ScanReader, canvas: Canvas): DecodedPicture {
  const block = new Int16Array(64);
  for (let row = 0; row < frame.units.rows; row++) {
    for (let column = 0; column < frame.units.columns; column++) {
      reader.nextUnit();
      for (const part of parts) {
        const { h, v } = part.component;
        for (let y = row * v; y < (row + 1) * v; y++)
          for (let x = column * h; x < (column + 1) * h; x++) {
            const isFlat = !reader.sequential(block, 0, part);
            canvas.putBlock(part.index, x, y, block, 0, isFlat);
            if (isFlat) block[0] = 0;
            else block.fill(0);
          }
      }
    }
    canvas.draw(row + 1);
  }
  return canvas.picture();
}
