import type { PictureSize } from "./moved.ts";
import { STRIDE, windowsIn } from "./peaks.ts";

/** Every window of a scene, one every STRIDE pixels. */
export interface Windows {
  readonly rows: number;
  readonly columns: number;
  /** Writes windows [from, from + count), line by line, into the input of a net. */
  fill(x: Float32Array, from: number, count: number): void;
}

export function sceneWindows(size: PictureSize, scene: Float32Array, { height, width }: PictureSize): Windows {
  const [rows, columns] = [windowsIn(height, size.height), windowsIn(width, size.width)];
  const line = size.width * size.channels;
  return {
    rows,
    columns,
    fill(x, from, count) {
      for (let n = 0; n < count; n++) {
        const [top, left] = [Math.floor((from + n) / columns) * STRIDE, ((from + n) % columns) * STRIDE];
        for (let y = 0; y < size.height; y++) {
          const at = ((top + y) * width + left) * size.channels;
          x.set(scene.subarray(at, at + line), (n * size.height + y) * line);
        }
      }
    },
  };
}

/** Probabilities of the classes in each window, windows × classes, as maps: classes × windows. */
export function mapsOf(shares: Float32Array, classes: number): Float32Array {
  const windows = shares.length / classes;
  const maps = new Float32Array(shares.length);
  for (let n = 0; n < windows; n++) for (let k = 0; k < classes; k++) maps[k * windows + n] = shares[n * classes + k];
  return maps;
}
