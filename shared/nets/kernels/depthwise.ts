/**
 * Convolutions of each channel by itself, filters kh × kw × channels: the reference of shared/nets/assembly/depthwise.ts. Orders of sums are those of
 * convolution.ts without the channels.
 */
import type { Floats } from "../tensor.ts";
import { addTree, type Round, segmentsOf } from "./tree.ts";
import { eachOutput, outputsOver, pixelsUnder, type Windows } from "./windows.ts";

/** y = bias + x ∗ w, from the bias on (null: from 0). */
export function depthwise2d(
  windows: Windows,
  x: Floats,
  w: Floats,
  bias: Floats | null,
  y: Floats,
  round: Round = Math.fround,
): void {
  const { channels } = windows;
  eachOutput(windows, (n, oy, ox, pixel) => {
    const under = pixelsUnder(windows, n, oy, ox);
    for (let c = 0; c < channels; c++) {
      let sum = bias ? bias[c] : 0;
      for (const [tap, from] of under.entries())
        sum = round(sum + round((from < 0 ? 0 : x[from * channels + c]) * w[tap * channels + c]));
      y[pixel * channels + c] = sum;
    }
  });
}

/** dw from the derivative dy by the outputs; segments of `segment` samples. */
export function depthwise2dFilter(
  windows: Windows,
  x: Floats,
  dy: Floats,
  dw: Floats,
  segment: number,
  round: Round = Math.fround,
): void {
  const { samples, channels } = windows;
  const sums = segmentsOf(samples, segment).map(([from, to]) => {
    const sum = dw.slice().fill(0);
    const add = (n: number, oy: number, ox: number, pixel: number) => {
      for (const [tap, at] of pixelsUnder(windows, n, oy, ox).entries())
        for (let c = 0; c < channels; c++) {
          const i = tap * channels + c;
          sum[i] = round(sum[i] + round((at < 0 ? 0 : x[at * channels + c]) * dy[pixel * channels + c]));
        }
    };
    eachOutput(windows, add, from, to);
    return sum;
  });
  dw.set(addTree(sums, round));
}

/** dx from the derivative dy by the outputs. */
export function depthwise2dInput(
  windows: Windows,
  dy: Floats,
  w: Floats,
  dx: Floats,
  round: Round = Math.fround,
): void {
  const { samples, height, width, channels } = windows;
  for (let pixel = 0; pixel < samples * height * width; pixel++) {
    const [n, place] = [Math.floor(pixel / (height * width)), pixel % (height * width)];
    const over = outputsOver(windows, n, Math.floor(place / width), place % width);
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (const [tap, from] of over)
        sum = round(sum + round((from < 0 ? 0 : dy[from * channels + c]) * w[tap * channels + c]));
      dx[pixel * channels + c] = sum;
    }
  }
}
