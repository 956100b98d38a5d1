/**
 * What a net looks at, found from its answers alone (Zeiler & Fergus 2014, section 4.2): a square is covered with the picture's mean colour, place by place, and where that
 * takes most of the share of a class the net looked most.
 */
import type { PictureSize } from "./moved.ts";

export interface Covered {
  readonly size: PictureSize;
  /** Pixels on a side of the square. */
  readonly side: number;
  /** Its upper left corners: all pairs, down first. */
  readonly tops: readonly number[];
  readonly lefts: readonly number[];
  /** The picture as it is, then one picture for each place of the square. */
  readonly rows: number;
  /** Writes pictures [from, from + count) into the input of a net. */
  fill(x: Float32Array, from: number, count: number): void;
}

/** Pixels on a side of the square: an eighth of the shorter side of a picture, height × width, and at least two. */
export const squareSide = ([height, width]: readonly number[]) => Math.max(2, Math.round(Math.min(height, width) / 8));

/** Covered by a square that moves by half of its side. */
export function coveredPictures(picture: Float32Array, size: PictureSize): Covered {
  const side = squareSide([size.height, size.width]);
  const [tops, lefts] = [startsIn(size.height, side), startsIn(size.width, side)];
  const mean = meanColour(picture, size.channels);
  return {
    size,
    side,
    tops,
    lefts,
    rows: 1 + tops.length * lefts.length,
    fill(x, from, count) {
      for (let n = 0; n < count; n++) {
        const own = x.subarray(n * picture.length, (n + 1) * picture.length);
        own.set(picture);
        const place = from + n - 1;
        if (place < 0) continue;
        cover(
          own,
          size,
          { top: tops[Math.floor(place / lefts.length)], left: lefts[place % lefts.length], side },
          mean,
        );
      }
    },
  };
}

/** Half a square apart, the last at the edge. */
function startsIn(extent: number, side: number): readonly number[] {
  const step = Math.max(1, Math.floor(side / 2));
  const starts = Array.from({ length: Math.floor((extent - side) / step) + 1 }, (_, i) => i * step);
  const last = extent - side;
  return starts.at(-1) === last ? starts : [...starts, last];
}

function meanColour(picture: Float32Array, channels: number): Float64Array {
  const sums = new Float64Array(channels);
  for (const [i, value] of picture.entries()) sums[i % channels] += value;
  return sums.map((sum) => (sum * channels) / picture.length);
}

function cover(
  picture: Float32Array,
  { width, channels }: PictureSize,
  { top, left, side }: { readonly top: number; readonly left: number; readonly side: number },
  colour: Float64Array,
): void {
  for (let y = top; y < top + side; y++)
    for (let x = left; x < left + side; x++)
      for (let c = 0; c < channels; c++) picture[(y * width + x) * channels + c] = colour[c];
}

/** `shares` of a class in each picture of `covered`; of each pixel the mean of what it loses over the squares that cover it: height × width. */
export function dropMap(shares: Float64Array, { size: { height, width }, side, tops, lefts }: Covered): Float32Array {
  const sums = new Float64Array(height * width);
  const counts = new Float64Array(height * width);
  for (const [i, top] of tops.entries())
    for (const [j, left] of lefts.entries()) {
      const lost = shares[0] - shares[1 + i * lefts.length + j];
      for (let y = top; y < top + side; y++)
        for (let x = left; x < left + side; x++) {
          sums[y * width + x] += lost;
          counts[y * width + x]++;
        }
    }
  return Float32Array.from(sums, (sum, p) => sum / counts[p]);
}
