/** From the decompressed bytes of a PNG to pixels: filters, interlacing, depths, palette, transparency (PNG, third edition, clauses 7–9). */

import { unreadable } from "../errors.ts";
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

export function readPasses(raw: Uint8Array, layout: Layout, path: string): DecodedPicture {
  const { width, height, colour } = layout;
  const channels = colour === 0 || colour === 4 ? 1 : 3;
  const values = new Uint8Array(width * height * channels);
  // Bytes that are pixels already are copied by rows.
  const plain = layout.depth === 8 && layout.samples === channels && colour !== 3 && !layout.transparency;
  let at = 0;
  for (const pass of passesOf(layout)) {
    let before: Uint8Array = new Uint8Array(pass.bytes);
    for (let r = 0; r < pass.rows; r++) {
      const row = raw.subarray(at + 1, at + 1 + pass.bytes);
      unfilter(raw[at], row, before, Math.max(1, (layout.samples * layout.depth) >> 3), path);
      at += 1 + pass.bytes;
      before = row;
      const start = (pass.y + r * pass.dy) * width + pass.x;
      if (plain && pass.dx === 1) values.set(row, start * channels);
      else
        for (let c = 0; c < pass.columns; c++)
          put(row, c, layout, values, (start + c * pass.dx) * channels, channels, path);
    }
  }
  return { width, height, channels, values };
}

/** Undoes the filter of a row in place; `size` bytes lie between a sample and the same sample of the pixel to its left. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, size: number, path: string): void {
  if (filter > 4) throw unreadable(path, `filter ${filter} of a row (must be 0 to 4: the file is damaged)`);
  if (filter === 0) return;
  for (let i = 0; i < row.length; i++) {
    const left = i >= size ? row[i - size] : 0;
    const up = above[i];
    if (filter === 1) row[i] += left;
    else if (filter === 2) row[i] += up;
    else if (filter === 3) row[i] += (left + up) >> 1;
    else row[i] += paeth(left, up, i >= size ? above[i - size] : 0);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** Sample k of a row as it is stored. */
function sample(row: Uint8Array, k: number, depth: number): number {
  if (depth === 8) return row[k];
  if (depth === 16) return (row[2 * k] << 8) | row[2 * k + 1];
  const bit = k * depth;
  return (row[bit >> 3] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** Writes one pixel, laid over white. */
function put(
  row: Uint8Array,
  c: number,
  layout: Layout,
  out: Uint8Array,
  at: number,
  channels: number,
  path: string,
): void {
  const { depth, colour, samples, palette, transparency } = layout;
  const most = 2 ** depth - 1;
  if (colour === 3) {
    const entry = sample(row, c, depth);
    if (3 * entry + 2 >= palette.length)
      throw unreadable(path, `colour ${entry} of a palette of ${palette.length / 3} (the file is damaged)`);
    const alpha = transparency?.[entry] ?? 255;
    for (let k = 0; k < 3; k++) out[at + k] = over(palette[3 * entry + k], alpha);
    return;
  }
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
