/** Convolutions of each channel with a filter of its own: one invocation for each element. Sums in the order of shared/nets/kernels/convolution.ts. */
import type { Windows } from "../../ops/windows.ts";
import { sizeOf } from "../../tensor.ts";
import { each, type GpuKernels } from "../kernel.ts";
import { cell, sidesOf, tapOf, under } from "./convolution.ts";
import { ascending } from "./sums.ts";

/** Stretches of pixels whose sums by filters are computed side by side, at most, and pixels that are worth one. */
const MANY = 64;
const WORTH = 64;

export const depthwise = {
  depthwise2d({ x: [x, w, bias], y, shapes, shape, attributes }) {
    const windows = attributes as Windows;
    const { kernel } = windows;
    return [
      each(
        sizeOf(shape),
        `
  let c = i % call.channels;
  let pixel = i / call.channels;
  var sum = ${bias === undefined ? "0.0" : "memory[call.bias + c]"};
  for (var tap = 0u; tap < ${kernel[0] * kernel[1]}u; tap++) {${tapOf(windows)}${under(windows)}
    sum += cell(n, iy, ix, c) * memory[call.w + tap * call.channels + c];
  }
  memory[call.y + i] = sum;`,
        { before: cell("x"), integers: { x, w, bias: bias ?? 0, y, channels: shapes[0][3], ...sidesOf(windows) } },
      ),
    ];
  },

  depthwise2dInput({ x: [dy, w], y, shape, attributes }) {
    const windows = attributes as Windows;
    return [
      each(
        sizeOf(shape),
        `
  let c = i % call.channels;
  let pixel = i / call.channels;
  let n = pixel / (call.height * call.width);
  let iy = (pixel / call.width) % call.height;
  let ix = pixel % call.width;
  var sum = 0.0;${over(windows)}
      var slope = 0.0;
      if (inside) { slope = memory[call.dy + ((n * call.high + oy) * call.broad + ox) * call.channels + c]; }
      sum += slope * memory[call.w + (ky * ${windows.kernel[1]}u + kx) * call.channels + c];
    }
  }
  memory[call.y + i] = sum;`,
        { integers: { dy, w, y, channels: shape[3], ...sidesOf(windows) } },
      ),
    ];
  },

  depthwise2dFilter({ x: [x, dy], y, shapes, shape, attributes, scratch }) {
    const windows = attributes as Windows;
    const { kernel, out } = windows;
    const channels = shape[2];
    const size = sizeOf(shape);
    const pixels = shapes[0][0] * out[0] * out[1];
    const count = Math.max(1, Math.min(MANY, Math.ceil(pixels / WORTH)));
    const parts = count > 1 ? scratch(count * size) : y;
    const sums = each(
      count * size,
      `
  let c = i % call.channels;
  let tap = (i / call.channels) % ${kernel[0] * kernel[1]}u;
  let first = (i / (call.channels * ${kernel[0] * kernel[1]}u)) * call.stretch;${tapOf(windows)}
  var sum = 0.0;
  for (var pixel = first; pixel < min(first + call.stretch, call.pixels); pixel++) {${under(windows)}
    sum += cell(n, iy, ix, c) * memory[call.dy + pixel * call.channels + c];
  }
  memory[call.parts + i] = sum;`,
      {
        before: cell("x"),
        integers: { x, dy, parts, channels, pixels, stretch: Math.ceil(pixels / count), ...sidesOf(windows) },
      },
    );
    return count > 1 ? [sums, ascending(1, count, size, parts, y, count)] : [sums];
  },
} satisfies GpuKernels;

/**
 * WGSL: two loops, which the caller closes, over the taps that bring outputs (oy, ox) over pixel (iy, ix), those in ascending order; not `inside` are
 * outputs beyond the edge, negative ones being too large.
 */
export function over({ kernel, stride }: Windows): string {
  const loop = (tap: string, at: string, axis: number) =>
    `for (var ${tap} = i32((${at} % ${stride[axis]}u) + ${stride[axis]}u * ((${kernel[axis] - 1}u + ${stride[axis]}u - ${at} % ${stride[axis]}u) / ${stride[axis]}u)) - ${stride[axis]}; ${tap} >= 0; ${tap} -= ${stride[axis]})`;
  return `
  let atY = iy + call.top;
  let atX = ix + call.margin;
  ${loop("tapY", "atY", 0)} {
    ${loop("tapX", "atX", 1)} {
      let ky = u32(tapY);
      let kx = u32(tapX);
      let oy = (atY - ky) / ${stride[0]}u;
      let ox = (atX - kx) / ${stride[1]}u;
      let inside = oy < call.high && ox < call.broad;`;
}
