/** From the decompressed bytes of a PNG to pixels: filters, interlacing, depths, palette, transparency (PNG, third edition, clauses 7–9). */

import { damagedPicture } from "../errors.ts";
import type { DecodedPicture } from "../picture.ts";

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Bits per sample. */
  readonly depth: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha. */
  readonly colour: number;
  readonly samples: number;
  readonly interlaced: boolean;
  /** Red, green, blue of each entry. */
  readonly palette: Uint8Array;
  /** Alpha of palette entries, or the one transparent colour in 16-bit samples. */
  readonly transparency: Uint8Array | undefined;
}

/** A part of the picture that is stored as rows of its own: every `dx`-th pixel from x, every `dy`-th row from y. */
interface Pass {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly columns: number;
  readonly rows: number;
  /** Of a row, without the byte that names its filter. */
  readonly bytes: number;
}

/** Adam7: first column and row, and steps, of its seven passes. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export function passesOf({ width, height, depth, samples, interlaced }: Layout): readonly Pass[] {
  const steps = interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const);
  return steps
    .map(([x, y, dx, dy]) => {
      const columns = Math.max(0, Math.ceil((width - x) / dx));
      const rows = Math.max(0, Math.ceil((height - y) / dy));
      return { x, y, dx, dy, columns, rows, bytes: Math.ceil((columns * samples * depth) / 8) };
    })
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
}

/** Takes the decompressed bytes in pieces of any size, row by row into the picture: beside it no more than two rows are held. */
export class Rows {
  /** Bytes of all rows with the bytes that name their filters, and those that have come. */
  readonly expected: number;
  received = 0;
  private readonly layout: Layout;
  private readonly path: string;
  private readonly channels: 1 | 3;
  private readonly values: Uint8Array<ArrayBuffer>;
  private readonly passes: readonly Pass[];
  /** Bytes that are pixels already are copied by rows. */
  private readonly isPlain: boolean;
  private readonly palette: Uint8Array;
  private pass = 0;
  private row = 0;
  /** Bytes of the row that have come, its filter first. */
  private have = 0;
  private current: Uint8Array;
  private above: Uint8Array;

  constructor(layout: Layout, path: string) {
    const { width, height, colour, depth, samples, transparency } = layout;
    this.layout = layout;
    this.path = path;
    this.passes = passesOf(layout);
    this.expected = this.passes.reduce((sum, pass) => sum + pass.rows * (1 + pass.bytes), 0);
    this.channels = colour === 0 || colour === 4 ? 1 : 3;
    this.isPlain = depth === 8 && samples === this.channels && colour !== 3 && !transparency;
    this.palette = colour === 3 ? onWhite(layout) : layout.palette;
    this.values = new Uint8Array(width * height * this.channels);
    const longest = 1 + Math.max(...this.passes.map(({ bytes }) => bytes));
    this.current = new Uint8Array(longest);
    this.above = new Uint8Array(longest);
  }

  get isComplete(): boolean {
    return this.received === this.expected;
  }

  /** False when all rows are there; what comes after them is no part of the picture. Throws an ExperimentError for bytes that cannot be a row. */
  push(piece: Uint8Array): boolean {
    for (let at = 0; at < piece.length && !this.isComplete; ) {
      const length = 1 + this.passes[this.pass].bytes;
      const count = Math.min(piece.length - at, length - this.have);
      copy(piece, at, count, this.current, this.have);
      this.have += count;
      this.received += count;
      at += count;
      if (this.have === length) this.finishRow(length);
    }
    return !this.isComplete;
  }

  picture(): DecodedPicture {
    const { width, height } = this.layout;
    return { width, height, channels: this.channels, values: this.values };
  }

  private finishRow(length: number): void {
    const { layout, channels, values, current } = this;
    const pass = this.passes[this.pass];
    if (current[0] > 4) throw damagedPicture(this.path, `filter ${current[0]} of a row (must be 0 to 4)`);
    unfilter(current, this.above, length, Math.max(1, (layout.samples * layout.depth) >> 3));
    const start = (pass.y + this.row * pass.dy) * layout.width + pass.x;
    if (this.isPlain && pass.dx === 1) copy(current, 1, length - 1, values, start * channels);
    else if (layout.colour === 3) this.putEntries(current, pass, start);
    else
      for (let c = 0; c < pass.columns; c++)
        put(current, c, layout, values, (start + c * pass.dx) * channels, channels);
    this.have = 0;
    this.current = this.above;
    this.above = current;
    if (++this.row < pass.rows) return;
    // The first row of a pass has none above it.
    this.row = 0;
    this.pass++;
    this.above.fill(0);
  }

  /** Writes the colours of a row of entries of the palette. */
  private putEntries(row: Uint8Array, pass: Pass, start: number): void {
    const { values, palette, path } = this;
    const { depth } = this.layout;
    for (let c = 0; c < pass.columns; c++) {
      const entry = 3 * sample(row, c, depth);
      if (entry + 2 >= palette.length)
        throw damagedPicture(path, `colour ${entry / 3} of a palette of ${palette.length / 3}`);
      const at = 3 * (start + c * pass.dx);
      values[at] = palette[entry];
      values[at + 1] = palette[entry + 1];
      values[at + 2] = palette[entry + 2];
    }
  }
}

/** The palette, laid over white. */
function onWhite({ palette, transparency }: Layout): Uint8Array {
  return palette.map((value, i) => over(value, transparency?.[Math.floor(i / 3)] ?? 255));
}

/** Copies bytes; a picture may be one pixel wide, and then a view of each row would cost more than the row. */
function copy(from: Uint8Array, at: number, count: number, to: Uint8Array, start: number): void {
  if (count > 64) to.set(from.subarray(at, at + count), start);
  else for (let i = 0; i < count; i++) to[start + i] = from[at + i];
}

/**
 * Undoes, in place, the filter that the first of a row's `length` bytes names; `size` bytes lie between a sample and the same sample of the pixel to
 * its left.
 */
function unfilter(row: Uint8Array, above: Uint8Array, length: number, size: number): void {
  const filter = row[0];
  const first = Math.min(length, 1 + size);
  if (filter === 1) for (let i = first; i < length; i++) row[i] += row[i - size];
  else if (filter === 2) for (let i = 1; i < length; i++) row[i] += above[i];
  else if (filter === 3) {
    for (let i = 1; i < first; i++) row[i] += above[i] >> 1;
    for (let i = first; i < length; i++) row[i] += (row[i - size] + above[i]) >> 1;
  } else if (filter === 4) {
    for (let i = 1; i < first; i++) row[i] += above[i];
    for (let i = first; i < length; i++) row[i] += paeth(row[i - size], above[i], above[i - size]);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** Sample k of a row as it is stored, after the byte that names the filter. */
function sample(row: Uint8Array, k: number, depth: number): number {
  if (depth === 8) return row[1 + k];
  if (depth === 16) return (row[1 + 2 * k] << 8) | row[2 + 2 * k];
  const bit = k * depth;
  return (row[1 + (bit >> 3)] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** Writes one pixel, laid over white. */
function put(row: Uint8Array, c: number, layout: Layout, out: Uint8Array, at: number, channels: number): void {
  const { depth, samples, transparency } = layout;
  const most = (1 << depth) - 1;
  let alpha = samples > channels ? toByte(sample(row, c * samples + channels, depth), most) : 255;
  if (transparency && transparency.length >= 2 * channels && samples === channels) {
    let same = true;
    for (let k = 0; k < channels; k++) {
      const stored = ((transparency[2 * k] << 8) | transparency[2 * k + 1]) & most;
      if (sample(row, c * samples + k, depth) !== stored) same = false;
    }
    if (same) alpha = 0;
  }
  for (let k = 0; k < channels; k++) out[at + k] = over(toByte(sample(row, c * samples + k, depth), most), alpha);
}

function toByte(value: number, most: number): number {
  return most === 255 ? value : Math.round((255 * value) / most);
}

function over(value: number, alpha: number): number {
  return alpha === 255 ? value : Math.round((value * alpha + 255 * (255 - alpha)) / 255);
}
