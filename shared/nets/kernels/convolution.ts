/**
 * Convolutions of pictures (samples × height × width × channels) with filters kh × kw × channels × outputs: the reference of
 * shared/nets/assembly/convolution.ts. Cells beyond the edge are zeros that are multiplied like others.
 */
import type { Floats } from "../tensor.ts";
import { addTree, type Round, segmentsOf } from "./tree.ts";
import { eachOutput, outputsOver, pixelsUnder, type Windows } from "./windows.ts";

/** y = bias + x ∗ w: from the bias on (null: from 0), ky, kx, channel ascending. */
export function conv2d(
  windows: Windows,
  outputs: number,
  x: Floats,
  w: Floats,
  bias: Floats | null,
  y: Floats,
  round: Round = Math.fround,
): void {
  const { channels } = windows;
  eachOutput(windows, (n, oy, ox, pixel) => {
    const under = pixelsUnder(windows, n, oy, ox);
    for (let o = 0; o < outputs; o++) {
      let sum = bias ? bias[o] : 0;
      for (const [tap, from] of under.entries())
        for (let c = 0; c < channels; c++)
          sum = round(sum + round((from < 0 ? 0 : x[from * channels + c]) * w[(tap * channels + c) * outputs + o]));
      y[pixel * outputs + o] = sum;
    }
  });
}

/** dw from the derivative dy by the outputs: from 0, sample, oy, ox ascending in segments of `segment` samples, which the tree adds. */
export function conv2dFilter(
  windows: Windows,
  outputs: number,
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
        for (let c = 0; c < channels; c++)
          for (let o = 0; o < outputs; o++) {
            const i = (tap * channels + c) * outputs + o;
            sum[i] = round(sum[i] + round((at < 0 ? 0 : x[at * channels + c]) * dy[pixel * outputs + o]));
          }
    };
    eachOutput(windows, add, from, to);
    return sum;
  });
  dw.set(addTree(sums, round));
}

/** dx from the derivative dy by the outputs (the transposed convolution): from 0, oy, ox, output channel ascending. */
export function conv2dInput(
  windows: Windows,
  outputs: number,
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
        for (let o = 0; o < outputs; o++)
          sum = round(sum + round((from < 0 ? 0 : dy[from * outputs + o]) * w[(tap * channels + c) * outputs + o]));
      dx[pixel * channels + c] = sum;
    }
  }
}
