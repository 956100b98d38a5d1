/**
 * Convolutions of each channel by itself, filters kh × kw × channels: the reference of shared/nets/assembly/depthwise.ts. Orders of sums are those of
 * convolution.ts without the channels.
 */
import { addTree, segmentsOf } from "./tree.ts";
import { eachOutput, outputsOver, pixelsUnder, type Windows } from "./windows.ts";

const f = Math.fround;

/** y = bias + x ∗ w, from the bias on (null: from 0). */
export function depthwise2d(
  windows: Windows,
  x: Float32Array,
  w: Float32Array,
  bias: Float32Array | null,
  y: Float32Array,
): void {
  const { channels } = windows;
  eachOutput(windows, (n, oy, ox, pixel) => {
    const under = pixelsUnder(windows, n, oy, ox);
    for (let c = 0; c < channels; c++) {
      let sum = bias ? bias[c] : 0;
      for (const [tap, from] of under.entries())
        sum = f(sum + f((from < 0 ? 0 : x[from * channels + c]) * w[tap * channels + c]));
      y[pixel * channels + c] = sum;
    }
  });
}

/** dw from the derivative dy by the outputs; segments of `segment` samples. */
export function depthwise2dFilter(
  windows: Windows,
  x: Float32Array,
  dy: Float32Array,
  dw: Float32Array,
  segment: number,
): void {
  const { samples, channels } = windows;
  const sums = segmentsOf(samples, segment).map(([from, to]) => {
    const sum = new Float32Array(dw.length);
    const add = (n: number, oy: number, ox: number, pixel: number) => {
      for (const [tap, at] of pixelsUnder(windows, n, oy, ox).entries())
        for (let c = 0; c < channels; c++) {
          const i = tap * channels + c;
          sum[i] = f(sum[i] + f((at < 0 ? 0 : x[at * channels + c]) * dy[pixel * channels + c]));
        }
    };
    eachOutput(windows, add, from, to);
    return sum;
  });
  dw.set(addTree(sums));
}

/** dx from the derivative dy by the outputs. */
export function depthwise2dInput(windows: Windows, dy: Float32Array, w: Float32Array, dx: Float32Array): void {
  const { samples, height, width, channels } = windows;
  for (let pixel = 0; pixel < samples * height * width; pixel++) {
    const [n, place] = [Math.floor(pixel / (height * width)), pixel % (height * width)];
    const over = outputsOver(windows, n, Math.floor(place / width), place % width);
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (const [tap, from] of over)
        sum = f(sum + f((from < 0 ? 0 : dy[from * channels + c]) * w[tap * channels + c]));
      dx[pixel * channels + c] = sum;
    }
  }
}
