/**
 * Convolutions of pictures (samples × height × width × channels) with filters: the reference of shared/nets/assembly/convolution.ts and depthwise.ts. Cells
 * beyond the edge are zeros that are multiplied like others.
 */
import type { Floats } from "../tensor.ts";
import { addTree, type Round, segmentsOf } from "./tree.ts";
import { eachOutput, outputsOver, pixelsUnder, type Windows } from "./windows.ts";

/**
 * Channels and outputs fall into as many groups, which have nothing to do with each other; a filter is kh × kw × channels × outputs of a group. One group
 * is the convolution as such, as many as there are channels the depthwise one.
 */
export interface Filters {
  readonly outputs: number;
  readonly groups: number;
}

/** How many channels and outputs a group has, and where those of the group of an output or a channel begin. */
function groupsOf({ channels }: Windows, { outputs, groups }: Filters) {
  const [channelsEach, outputsEach] = [channels / groups, outputs / groups];
  return {
    channelsEach,
    outputsEach,
    firstChannel: (o: number) => Math.floor(o / outputsEach) * channelsEach,
    firstOutput: (c: number) => Math.floor(c / channelsEach) * outputsEach,
  };
}

/** y = bias + x ∗ w: from the bias on (null: from 0), ky, kx, channel ascending. */
export function conv2d(
  windows: Windows,
  filters: Filters,
  x: Floats,
  w: Floats,
  bias: Floats | null,
  y: Floats,
  round: Round = Math.fround,
): void {
  const [{ channels }, { outputs }] = [windows, filters];
  const { channelsEach, outputsEach, firstChannel } = groupsOf(windows, filters);
  eachOutput(windows, (n, oy, ox, pixel) => {
    const under = pixelsUnder(windows, n, oy, ox);
    for (let o = 0; o < outputs; o++) {
      let sum = bias ? bias[o] : 0;
      const [first, own] = [firstChannel(o), o % outputsEach];
      for (const [tap, from] of under.entries())
        for (let c = first; c < first + channelsEach; c++)
          sum = round(
            sum + round((from < 0 ? 0 : x[from * channels + c]) * w[(tap * channels + c) * outputsEach + own]),
          );
      y[pixel * outputs + o] = sum;
    }
  });
}

/** dw from the derivative dy by the outputs: from 0, sample, oy, ox ascending in segments of `segment` samples, which the tree adds. */
export function conv2dFilter(
  windows: Windows,
  filters: Filters,
  x: Floats,
  dy: Floats,
  dw: Floats,
  segment: number,
  round: Round = Math.fround,
): void {
  const [{ samples, channels }, { outputs }] = [windows, filters];
  const { outputsEach, firstOutput } = groupsOf(windows, filters);
  const sums = segmentsOf(samples, segment).map(([from, to]) => {
    const sum = dw.slice().fill(0);
    const add = (n: number, oy: number, ox: number, pixel: number) => {
      for (const [tap, at] of pixelsUnder(windows, n, oy, ox).entries())
        for (let c = 0; c < channels; c++)
          for (let own = 0; own < outputsEach; own++) {
            const i = (tap * channels + c) * outputsEach + own;
            const slope = dy[pixel * outputs + firstOutput(c) + own];
            sum[i] = round(sum[i] + round((at < 0 ? 0 : x[at * channels + c]) * slope));
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
  filters: Filters,
  dy: Floats,
  w: Floats,
  dx: Floats,
  round: Round = Math.fround,
): void {
  const [{ samples, height, width, channels }, { outputs }] = [windows, filters];
  const { outputsEach, firstOutput } = groupsOf(windows, filters);
  for (let pixel = 0; pixel < samples * height * width; pixel++) {
    const [n, place] = [Math.floor(pixel / (height * width)), pixel % (height * width)];
    const over = outputsOver(windows, n, Math.floor(place / width), place % width);
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (const [tap, from] of over)
        for (let own = 0; own < outputsEach; own++) {
          const slope = from < 0 ? 0 : dy[from * outputs + firstOutput(c) + own];
          sum = round(sum + round(slope * w[(tap * channels + c) * outputsEach + own]));
        }
      dx[pixel * channels + c] = sum;
    }
  }
}
