/** From samples of components to rows of pixels: small components are brought to the size of the picture, and colours to red, green and blue. */
import type { DecodedPicture } from "../picture.ts";
import type { Component, Frame } from "./frame.ts";
import { inverseTransform } from "./idct.ts";
import type { Placement } from "./orientation.ts";

/** As many rows of units as are held: filters look one row of samples above and below the unit that is drawn. */
const HELD = 3;

/** The last rows of one component's samples. */
interface Band {
  readonly component: Component;
  readonly samples: Uint8Array;
  readonly stride: number;
  readonly rows: number;
  /** Pixels per sample, across and down. */
  readonly across: number;
  readonly down: number;
  /** A row at the width of the picture, or a little more. */
  readonly line: Uint8Array;
}

/** The picture as it comes into being, from its top; `placement` says where pixels go. */
export class Canvas {
  private readonly frame: Frame;
  private readonly isRgb: boolean;
  private readonly bands: readonly Band[];
  private readonly values: Uint8Array<ArrayBuffer>;
  private readonly channels: 1 | 3;
  private readonly placement: Placement;
  private drawn = 0;

  constructor(frame: Frame, isRgb: boolean, placement: Placement) {
    this.frame = frame;
    this.isRgb = isRgb;
    this.placement = placement;
    this.channels = frame.components.length === 1 ? 1 : 3;
    this.values = new Uint8Array(frame.width * frame.height * this.channels);
    this.bands = frame.components.map((component): Band => {
      const stride = 8 * component.stored.columns;
      const rows = 8 * component.v * HELD;
      const [across, down] = [frame.h / component.h, frame.v / component.v];
      const samples = new Uint8Array(stride * rows);
      return { component, samples, stride, rows, across, down, line: new Uint8Array(stride * across) };
    });
  }

  /** Transforms a block of component `index` to its place: its column and row among the stored blocks. */
  putBlock(index: number, column: number, row: number, block: Int16Array, at: number, isFlat: boolean): void {
    const { component, samples, stride, rows } = this.bands[index];
    const to = ((8 * row) % rows) * stride + 8 * column;
    inverseTransform(block, at, component.quantisation as Uint16Array, isFlat, samples, to, stride);
  }

  /** To be called when `units` rows of units have their blocks: draws what has all its neighbours. */
  draw(units: number): void {
    const { frame } = this;
    const unit = 8 * frame.v;
    const end = units === frame.units.rows ? frame.height : (units - 1) * unit;
    for (; this.drawn < end; this.drawn++) this.drawRow(this.drawn);
  }

  picture(): DecodedPicture {
    const { width, height } = this.placement;
    return { width, height, channels: this.channels, values: this.values };
  }

  private drawRow(y: number): void {
    const { values, bands, channels, frame } = this;
    const { base, dx, dy } = this.placement;
    for (const band of bands) fillLine(band, y);
    const [{ line: first }] = bands;
    const at = channels * (base + y * dy);
    const step = channels * dx;
    if (channels === 1) for (let x = 0, to = at; x < frame.width; x++, to += step) values[to] = first[x];
    else if (this.isRgb) putRgb(first, bands[1].line, bands[2].line, frame.width, values, at, step);
    else putYcc(first, bands[1].line, bands[2].line, frame.width, values, at, step);
  }
}

function putRgb(r: Uint8Array, g: Uint8Array, b: Uint8Array, width: number, out: Uint8Array, at: number, step: number) {
  for (let x = 0, to = at; x < width; x++, to += step) {
    out[to] = r[x];
    out[to + 1] = g[x];
    out[to + 2] = b[x];
  }
}

/** YCbCr of JFIF to red, green and blue, with factors of 16 bits (1.402, 0.34414, 0.71414, 1.772) as in libjpeg. */
function putYcc(
  luma: Uint8Array,
  blue: Uint8Array,
  red: Uint8Array,
  width: number,
  out: Uint8Array,
  at: number,
  step: number,
) {
  for (let x = 0, to = at; x < width; x++, to += step) {
    const y = luma[x];
    const cb = blue[x] - 128;
    const cr = red[x] - 128;
    out[to] = clamp(y + ((91881 * cr + 32768) >> 16));
    out[to + 1] = clamp(y + ((-22554 * cb - 46802 * cr + 32768) >> 16));
    out[to + 2] = clamp(y + ((116130 * cb + 32768) >> 16));
  }
}

function clamp(value: number): number {
  return value < 0 ? 0 : Math.min(value, 255);
}

/** Samples of the row of pixels y at the width of the picture, by the triangle filter where libjpeg applies it, else repeated. */
function fillLine({ component, samples, stride, rows, across, down, line }: Band, y: number): void {
  const { width, height } = component;
  const rowAt = (row: number) => (Math.min(Math.max(row, 0), height - 1) % rows) * stride;
  const near = Math.floor(y / down);
  const isSmoothDown = down === 2 && (across === 1 || (across === 2 && width > 2));
  const at = rowAt(near);
  if (isSmoothDown) {
    const isUpper = y % 2 === 0;
    const next = rowAt(isUpper ? near - 1 : near + 1);
    if (across === 1) blendDown(samples, at, next, isUpper ? 1 : 2, width, line);
    else blendBoth(samples, at, next, width, line);
  } else if (across === 1) line.set(samples.subarray(at, at + width));
  else if (across === 2 && down === 1 && width > 2) blendAcross(samples, at, width, line);
  else for (let x = 0; x < width * across; x++) line[x] = samples[at + Math.floor(x / across)];
}

/** Three parts of the nearer sample and one of the farther; halves are rounded down and up in turn. */
function blendAcross(samples: Uint8Array, at: number, width: number, line: Uint8Array): void {
  const last = width - 1;
  line[0] = samples[at];
  for (let x = 0; x < last; x++) {
    const [here, next] = [samples[at + x], samples[at + x + 1]];
    line[2 * x + 1] = (3 * here + next + 2) >> 2;
    line[2 * x + 2] = (3 * next + here + 1) >> 2;
  }
  line[2 * last + 1] = samples[at + last];
}

function blendDown(samples: Uint8Array, at: number, next: number, bias: number, width: number, line: Uint8Array): void {
  for (let x = 0; x < width; x++) line[x] = (3 * samples[at + x] + samples[next + x] + bias) >> 2;
}

function blendBoth(samples: Uint8Array, at: number, next: number, width: number, line: Uint8Array): void {
  const last = width - 1;
  let here = 3 * samples[at] + samples[next];
  line[0] = (4 * here + 8) >> 4;
  for (let x = 0; x < last; x++) {
    const right = 3 * samples[at + x + 1] + samples[next + x + 1];
    line[2 * x + 1] = (3 * here + right + 7) >> 4;
    line[2 * x + 2] = (3 * right + here + 8) >> 4;
    here = right;
  }
  line[2 * last + 1] = (4 * here + 7) >> 4;
}
