import type { Windows } from "../../../../shared/nets/kernels/windows.ts";

type Pair = readonly [number, number];

function windowsOf(
  samples: number,
  shape: readonly [number, number, number],
  kernel: Pair,
  stride: Pair,
  before: Pair,
  out: Pair,
) {
  const [height, width, channels] = shape;
  return { samples, height, width, channels, kernel, stride, before, out } satisfies Windows;
}

/** Windows of all kinds: one cell, wide filters, strides, pads before and behind, channels that fill no vector, strides wider than the filter. */
export const shapes: readonly Windows[] = [
  windowsOf(1, [1, 1, 1], [1, 1], [1, 1], [0, 0], [1, 1]),
  windowsOf(3, [5, 6, 3], [3, 3], [1, 1], [1, 1], [5, 6]),
  windowsOf(2, [6, 5, 4], [3, 3], [2, 2], [0, 0], [3, 3]),
  windowsOf(3, [7, 7, 2], [3, 2], [2, 1], [1, 0], [4, 7]),
  windowsOf(2, [4, 9, 5], [1, 3], [1, 2], [0, 1], [4, 5]),
  windowsOf(5, [4, 4, 7], [2, 2], [2, 2], [0, 0], [2, 2]),
  windowsOf(2, [5, 5, 8], [1, 1], [2, 2], [0, 0], [3, 3]),
  windowsOf(2, [3, 4, 9], [5, 5], [1, 1], [2, 2], [3, 4]),
  windowsOf(7, [5, 4, 1], [3, 3], [3, 3], [1, 1], [2, 2]),
  windowsOf(2, [6, 6, 4], [3, 3], [1, 1], [0, 0], [4, 4]),
  windowsOf(2, [6, 4, 8], [2, 2], [2, 2], [0, 0], [3, 2]),
  windowsOf(1, [5, 7, 4], [3, 3], [3, 3], [1, 1], [2, 3]),
];

/** Lengths of a convolution's arrays, `pixels` those of the output. */
export function sizesOf(windows: Windows, outputs: number) {
  const { samples, height, width, channels, kernel, out } = windows;
  return {
    input: samples * height * width * channels,
    filter: kernel[0] * kernel[1] * channels * outputs,
    pixels: samples * out[0] * out[1],
  };
}

/**
 * The six-fold loop in float64, written without the kernels' helpers: y[n, oy, ox, o] = bias[o] + Σ x[n, oy·sy − top + ky, ox·sx − left + kx, c] ·
 * w[ky, kx, c, o]; depthwise: without the sum over c.
 */
export function naiveConvolution(
  { samples, height, width, channels, kernel, stride, before, out }: Windows,
  outputs: number,
  x: ArrayLike<number>,
  w: ArrayLike<number>,
  bias: ArrayLike<number>,
  depthwise = false,
): Float64Array {
  const y = new Float64Array(samples * out[0] * out[1] * outputs);
  for (let at = 0; at < y.length; at++) {
    const [o, ox] = [at % outputs, Math.floor(at / outputs) % out[1]];
    const [oy, n] = [Math.floor(at / outputs / out[1]) % out[0], Math.floor(at / outputs / out[1] / out[0])];
    y[at] = bias[o];
    for (let ky = 0; ky < kernel[0]; ky++)
      for (let kx = 0; kx < kernel[1]; kx++)
        for (let c = depthwise ? o : 0; c < (depthwise ? o + 1 : channels); c++) {
          const [iy, ix] = [oy * stride[0] - before[0] + ky, ox * stride[1] - before[1] + kx];
          if (iy < 0 || ix < 0 || iy >= height || ix >= width) continue;
          const tap = (ky * kernel[1] + kx) * channels + c;
          y[at] += x[((n * height + iy) * width + ix) * channels + c] * w[depthwise ? tap : tap * outputs + o];
        }
  }
  return y;
}

/** Σ a·b. */
export function inner(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, v, i) => sum + v * b[i], 0);
}

/** A few indices of n. */
export function some(n: number): number[] {
  return [...new Set(Array.from({ length: 12 }, (_, i) => Math.floor((i * n) / 12)))];
}
