/** Pictures that are shifted, mirrored or noisy: copies to train on, and tests of what a net bears. */
import { integer, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";

export interface PictureSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export const pixelsOf = ({ height, width, channels }: PictureSize): number => height * width * channels;

/** Writes a picture moved by `down` and `right` pixels, and mirrored first if wanted; its edge is repeated. */
export function move<A extends Uint8Array | Float32Array>(
  from: A,
  { height, width, channels }: PictureSize,
  { down, right, mirrored = false }: { readonly down: number; readonly right: number; readonly mirrored?: boolean },
  to: A,
): void {
  const inside = (at: number, extent: number) => Math.min(extent - 1, Math.max(0, at));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const column = inside(x - right, width);
      const source = (inside(y - down, height) * width + (mirrored ? width - 1 - column : column)) * channels;
      for (let c = 0; c < channels; c++) to[(y * width + x) * channels + c] = from[source + c];
    }
}

/** A shift of each side by up to `most` pixels, every whole number as likely, and a mirror image half the time where that is wanted. */
export function moveOf(key: Key, most: number, isMirrored: boolean) {
  return {
    down: integer(key, 0, 2 * most + 1) - most,
    right: integer(key, 1, 2 * most + 1) - most,
    mirrored: isMirrored && uniform(key, 2) < 0.5,
  };
}

/** A shift of exactly so many pixels: up, down, left or right, each as likely. */
export function shiftOf(key: Key, pixels: number) {
  const direction = integer(key, 0, 4);
  const along = direction % 2 === 0 ? pixels : -pixels;
  return direction < 2 ? { down: along, right: 0 } : { down: 0, right: along };
}

/** Adds noise of this deviation, `deviation` times standard normals, to values from 0 to 1, which stay in that range. */
export function addNoise(values: Float32Array, deviation: number, normals: Float32Array): void {
  for (let i = 0; i < values.length; i++) values[i] = Math.min(1, Math.max(0, values[i] + deviation * normals[i]));
}
