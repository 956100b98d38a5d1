/**
 * Maxima and means over windows of pictures: the reference of shared/nets/assembly/pooling.ts. Cells beyond the edge do not count; windows are read by
 * ky, kx ascending; a NaN is larger than any number, and of equal ones the first is the maximum.
 */
import type { Floats } from "../tensor.ts";
import type { Round } from "./tree.ts";
import { eachOutput, pixelsUnder, type Windows } from "./windows.ts";

/** Calls `each` with every output's index and that of the element of x which is its maximum. */
function eachMaximum(windows: Windows, x: Floats, each: (output: number, at: number) => void): void {
  const { channels } = windows;
  eachOutput(windows, (n, oy, ox, pixel) => {
    const cells = pixelsUnder(windows, n, oy, ox).filter((from) => from >= 0);
    for (let c = 0; c < channels && cells.length > 0; c++) {
      let best = cells[0] * channels + c;
      for (const cell of cells) {
        const at = cell * channels + c;
        if (x[at] > x[best] || (Number.isNaN(x[at]) && !Number.isNaN(x[best]))) best = at;
      }
      each(pixel * channels + c, best);
    }
  });
}

/** y = the maximum of each window (−Infinity of an empty one). */
export function maxPool2d(windows: Windows, x: Floats, y: Floats): void {
  y.fill(-Infinity);
  eachMaximum(windows, x, (output, at) => {
    y[output] = x[at];
  });
}

/** y = the element of `values` (shape of x) that lies where x has its maximum: what derivatives of maxPool2dInput need. */
export function maxPool2dPick(windows: Windows, x: Floats, values: Floats, y: Floats): void {
  y.fill(0);
  eachMaximum(windows, x, (output, at) => {
    y[output] = values[at];
  });
}

/** dx: the derivative dy by each output goes to the place of its maximum; of overlapping windows in the order of the outputs. */
export function maxPool2dInput(windows: Windows, x: Floats, dy: Floats, dx: Floats, round: Round = Math.fround): void {
  dx.fill(0);
  eachMaximum(windows, x, (output, at) => {
    dx[at] = round(dx[at] + dy[output]);
  });
}

/** y = the mean over the live cells of each window: their sum from zero, divided by their number. */
export function avgPool2d(windows: Windows, x: Floats, y: Floats, round: Round = Math.fround): void {
  const { channels } = windows;
  eachOutput(windows, (n, oy, ox, pixel) => {
    const cells = pixelsUnder(windows, n, oy, ox).filter((from) => from >= 0);
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (const cell of cells) sum = round(sum + x[cell * channels + c]);
      y[pixel * channels + c] = round(sum / Math.max(1, cells.length));
    }
  });
}

/** dx: dy divided by the number of live cells, added to each of them in the order of the outputs. */
export function avgPool2dInput(windows: Windows, dy: Floats, dx: Floats, round: Round = Math.fround): void {
  const { channels } = windows;
  dx.fill(0);
  eachOutput(windows, (n, oy, ox, pixel) => {
    const cells = pixelsUnder(windows, n, oy, ox).filter((from) => from >= 0);
    for (let c = 0; c < channels; c++) {
      const part = round(dy[pixel * channels + c] / cells.length);
      for (const cell of cells) dx[cell * channels + c] = round(dx[cell * channels + c] + part);
    }
  });
}
