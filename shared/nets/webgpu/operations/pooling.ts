/** Maxima and means over windows of pictures: one invocation for each element of the result, which looks at all that it depends on. */
import type { Windows } from "../../ops/windows.ts";
import { type Shape, sizeOf } from "../../tensor.ts";
import { each, type GpuCall, type GpuKernel, type GpuKernels } from "../kernel.ts";
import { sidesOf } from "./convolution.ts";
import { over } from "./depthwise.ts";

/** WGSL: the place in `x` of the maximum of a window of channel c: of the NaN in it, or of the first of the largest. No place of an empty one. */
const largestUnder = ({ kernel, stride }: Windows) => `
const NOWHERE = 0xffffffffu;
fn largestUnder(n: u32, oy: u32, ox: u32, c: u32) -> u32 {
  var best = NOWHERE;
  var most = 0.0;
  for (var tap = 0u; tap < ${kernel[0] * kernel[1]}u; tap++) {
    let iy = oy * ${stride[0]}u + tap / ${kernel[1]}u - call.top;
    let ix = ox * ${stride[1]}u + tap % ${kernel[1]}u - call.margin;
    if (iy >= call.height || ix >= call.width) { continue; }
    let at = ((n * call.height + iy) * call.width + ix) * call.channels + c;
    let value = memory[call.x + at];
    if (best == NOWHERE || (!isNaN(most) && (isNaN(value) || value > most))) {
      best = at;
      most = value;
    }
  }
  return best;
}`;

const OUTPUT = `
  let c = i % call.channels;
  let pixel = i / call.channels;
  let n = pixel / (call.high * call.broad);
  let oy = (pixel / call.broad) % call.high;
  let ox = pixel % call.broad;`;

const INPUT = `
  let c = i % call.channels;
  let pixel = i / call.channels;
  let n = pixel / (call.height * call.width);
  let iy = (pixel / call.width) % call.height;
  let ix = pixel % call.width;`;

/** Of the windows over a pixel those that are there, and no other. */
const windowsOver = (windows: Windows) => `${over(windows)}
      if (!inside) { continue; }`;

/** How many cells of window (oy, ox) lie inside the picture, as `cells`. */
const cellsOf = ({ kernel, stride }: Windows) => `
  let firstY = oy * ${stride[0]}u;
  let firstX = ox * ${stride[1]}u;
  let tall = min(firstY + ${kernel[0]}u, call.top + call.height) - max(firstY, call.top);
  let wide = min(firstX + ${kernel[1]}u, call.margin + call.width) - max(firstX, call.margin);
  let cells = f32(tall * wide);`;

function numbersOf(places: Readonly<Record<string, number>>, windows: Windows, [, , , channels]: Shape) {
  return { integers: { ...places, channels, ...sidesOf(windows) } };
}

/** What lies in an array of the shape of x at the maxima of x; `otherwise` of empty windows. */
function picked(otherwise: string): GpuKernel {
  return ({ x: [x, values = x], y, shapes, shape, attributes }: GpuCall) => {
    const windows = attributes as Windows;
    const body = `${OUTPUT}
  let at = largestUnder(n, oy, ox, c);
  if (at == NOWHERE) { memory[call.y + i] = ${otherwise}; } else { memory[call.y + i] = memory[call.values + at]; }`;
    return [
      each(sizeOf(shape), body, {
        before: largestUnder(windows),
        uses: ["isNaN", "ofBits"],
        ...numbersOf({ x, values, y }, windows, shapes[0]),
      }),
    ];
  };
}

export const pooling = {
  maxPool2d: picked("ofBits(0xff800000u)"),
  maxPool2dPick: picked("0.0"),

  maxPool2dInput({ x: [x, dy], y, shape, attributes }) {
    const windows = attributes as Windows;
    const body = `${INPUT}
  var sum = 0.0;${windowsOver(windows)}
      if (largestUnder(n, oy, ox, c) == i) { sum += memory[call.dy + ((n * call.high + oy) * call.broad + ox) * call.channels + c]; }
    }
  }
  memory[call.y + i] = sum;`;
    return [
      each(sizeOf(shape), body, {
        before: largestUnder(windows),
        uses: ["isNaN"],
        ...numbersOf({ x, dy, y }, windows, shape),
      }),
    ];
  },

  averagePool2d({ x: [x], y, shapes, shape, attributes }) {
    const windows = attributes as Windows;
    const [down, across] = windows.kernel;
    const body = `${OUTPUT}${cellsOf(windows)}
  var sum = 0.0;
  for (var tap = 0u; tap < ${down * across}u; tap++) {
    let iy = firstY + tap / ${across}u - call.top;
    let ix = firstX + tap % ${across}u - call.margin;
    if (iy < call.height && ix < call.width) { sum += memory[call.x + ((n * call.height + iy) * call.width + ix) * call.channels + c]; }
  }
  memory[call.y + i] = sum / max(1.0, cells);`;
    return [each(sizeOf(shape), body, numbersOf({ x, y }, windows, shapes[0]))];
  },

  averagePool2dInput({ x: [dy], y, shape, attributes }) {
    const windows = attributes as Windows;
    const body = `${INPUT}
  var sum = 0.0;${windowsOver(windows)}${cellsOf(windows)}
      sum += memory[call.dy + ((n * call.high + oy) * call.broad + ox) * call.channels + c] / cells;
    }
  }
  memory[call.y + i] = sum;`;
    return [each(sizeOf(shape), body, numbersOf({ dy, y }, windows, shape))];
  },
} satisfies GpuKernels;
