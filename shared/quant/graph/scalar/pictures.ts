/** Pooling: cells beyond the edge do not count. */
import type { Windows } from "../../../nets/ops/windows.ts";
import { cornerOf } from "./products.ts";

/** The largest code, or the mean of the codes with halves up: ⌊(2 Σ + n) / 2n⌋ of n. */
export function pool(kind: "max" | "average", windows: Windows, channels: number, x: Uint8Array): Uint8Array {
  const { height, width, kernel, out } = windows;
  const y = new Uint8Array(out[0] * out[1] * channels);
  for (let at = 0; at < y.length; at++) {
    const [top, left] = cornerOf(windows, Math.floor(at / channels));
    let [sum, most, count] = [0, 0, 0];
    for (let row = Math.max(top, 0); row < Math.min(top + kernel[0], height); row++)
      for (let column = Math.max(left, 0); column < Math.min(left + kernel[1], width); column++) {
        const code = x[(row * width + column) * channels + (at % channels)];
        sum += code;
        most = Math.max(most, code);
        count++;
      }
    y[at] = kind === "max" ? most : Math.floor((2 * sum + count) / (2 * count));
  }
  return y;
}

/** One window over the whole picture. */
export function wholePicture([height, width]: readonly number[]): Windows {
  return { height, width, kernel: [height, width], stride: [1, 1], before: [0, 0], out: [1, 1] };
}
