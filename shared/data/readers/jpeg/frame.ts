/** What a JPEG says before and between its scans: frame, tables, marks of the programs that wrote it (ITU-T T.81, annex B). */
import { type HuffmanCode, huffmanCode, JpegError } from "./bits.ts";

export interface Component {
  readonly id: number;
  /** Sampling factors. */
  readonly h: number;
  readonly v: number;
  readonly table: number;
  /** Samples that belong to the picture. */
  readonly width: number;
  readonly height: number;
  /** Blocks that hold them, and blocks that are stored: whole units of all components. */
  readonly blocks: { readonly columns: number; readonly rows: number };
  readonly stored: { readonly columns: number; readonly rows: number };
  /** As of its first scan; row-major. */
  quantisation: Uint16Array | undefined;
}

export interface Frame {
  /** Second byte of its marker. */
  readonly marker: number;
  readonly precision: number;
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly components: readonly Component[];
  /** The greatest sampling factors, and the units of so many blocks in which components are interleaved. */
  readonly h: number;
  readonly v: number;
  readonly units: { readonly columns: number; readonly rows: number };
}

/** What holds until it is said anew. */
export interface Tables {
  readonly quantisation: (Uint16Array | undefined)[];
  readonly dc: (HuffmanCode | undefined)[];
  readonly ac: (HuffmanCode | undefined)[];
  /** Units between two restarts; 0 for none. */
  restart: number;
}

/** Row-major place of the k-th coefficient in the order of the zigzag. */
export const ZIGZAG = Uint8Array.of(
  ...[0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21],
  ...[28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61],
  ...[54, 47, 55, 62, 63],
);

const word = (bytes: Uint8Array, at: number) => (bytes[at] << 8) | bytes[at + 1];

/** Of the frame's header; components only where there are 1 or 3. Throws a JpegError. */
export function readFrame(marker: number, content: Uint8Array): Frame {
  if (content.length < 6) throw new JpegError("a frame header that is too short");
  const [precision, , , , , count] = content;
  const [height, width] = [word(content, 1), word(content, 3)];
  const said = Array.from({ length: count === 1 || count === 3 ? count : 0 }, (_, i) => content.subarray(6 + 3 * i));
  if (content.length < 6 + 3 * said.length) throw new JpegError("a frame header that is too short");
  // A component alone is stored block by block, whatever its factors.
  const factors = said.map(([, factor]) => (count === 1 ? [1, 1] : [factor >> 4, factor & 15]));
  if (factors.some(([h, v]) => h < 1 || h > 4 || v < 1 || v > 4)) throw new JpegError("sampling factors beyond 1 to 4");
  const h = Math.max(1, ...factors.map(([own]) => own));
  const v = Math.max(1, ...factors.map(([, own]) => own));
  const units = { columns: Math.ceil(width / (8 * h)), rows: Math.ceil(height / (8 * v)) };
  const components = said.map(([id, , table], i): Component => {
    const [ownH, ownV] = factors[i];
    const [w, t] = [Math.ceil((width * ownH) / h), Math.ceil((height * ownV) / v)];
    return {
      ...{ id, h: ownH, v: ownV, table: table & 3, width: w, height: t, quantisation: undefined },
      blocks: { columns: Math.ceil(w / 8), rows: Math.ceil(t / 8) },
      stored: { columns: units.columns * ownH, rows: units.rows * ownV },
    };
  });
  return { marker, precision, width, height, count, components, h, v, units };
}

export function readQuantisation(content: Uint8Array, tables: Tables): void {
  for (let at = 0; at < content.length; ) {
    const isWide = content[at] >> 4 > 0;
    const end = at + 1 + (isWide ? 128 : 64);
    if (end > content.length) throw new JpegError("a quantisation table that is too short");
    const table = new Uint16Array(64);
    for (let k = 0; k < 64; k++) table[ZIGZAG[k]] = isWide ? word(content, at + 1 + 2 * k) : content[at + 1 + k];
    tables.quantisation[content[at] & 3] = table;
    at = end;
  }
}

export function readHuffman(content: Uint8Array, tables: Tables): void {
  for (let at = 0; at < content.length; ) {
    const counts = content.subarray(at + 1, at + 17);
    const end = at + 17 + counts.reduce((sum, count) => sum + count, 0);
    if (counts.length < 16 || end > content.length) throw new JpegError("a Huffman table that is too short");
    const code = huffmanCode(counts, content.subarray(at + 17, end));
    (content[at] >> 4 === 0 ? tables.dc : tables.ac)[content[at] & 3] = code;
    at = end;
  }
}

/** Marks that decide what three components mean. */
export interface Marks {
  jfif: boolean;
  /** The colour transform that Adobe's mark names. */
  adobe: number | undefined;
}

/** Whether three components are red, green and blue rather than YCbCr: as libjpeg decides. */
export function isRgb({ components }: Frame, { jfif, adobe }: Marks): boolean {
  if (jfif) return false;
  if (adobe !== undefined) return adobe === 0;
  return components.map(({ id }) => String.fromCharCode(id)).join("") === "RGB";
}
