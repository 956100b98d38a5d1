/** Windows over pictures, as convolutions and pooling move them. */
export interface Windows {
  readonly samples: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Height and width of a window. */
  readonly kernel: readonly [number, number];
  /** Steps down and to the right. */
  readonly stride: readonly [number, number];
  /** Rows above and columns before the picture where the first window begins. */
  readonly before: readonly [number, number];
  /** Height and width of what comes out. */
  readonly out: readonly [number, number];
}

type Shape6 = [samples: number, height: number, width: number, channels: number, kh: number, kw: number];
type Moves6 = [sy: number, sx: number, top: number, left: number, outHeight: number, outWidth: number];

function shapeOf({ samples, height, width, channels, kernel }: Windows): Shape6 {
  return [samples, height, width, channels, kernel[0], kernel[1]];
}

function movesOf({ stride, before, out }: Windows): Moves6 {
  return [stride[0], stride[1], before[0], before[1], out[0], out[1]];
}

/** The numbers with which the WebAssembly kernels of pooling and depthwise convolution begin. */
export function poolArguments(windows: Windows): [...Shape6, ...Moves6] {
  return [...shapeOf(windows), ...movesOf(windows)];
}

/** The same for convolutions. */
export function convolutionArguments(windows: Windows, outputs: number): [...Shape6, outputs: number, ...Moves6] {
  return [...shapeOf(windows), outputs, ...movesOf(windows)];
}

/** Calls `each` with (sample, oy, ox) in ascending order; samples [from, to). */
export function eachOutput(
  { samples, out }: Windows,
  each: (n: number, oy: number, ox: number, pixel: number) => void,
  from = 0,
  to = samples,
): void {
  for (let n = from; n < to; n++)
    for (let oy = 0; oy < out[0]; oy++)
      for (let ox = 0; ox < out[1]; ox++) each(n, oy, ox, (n * out[0] + oy) * out[1] + ox);
}

/** Where (iy, ix) of sample n lies (its number as a pixel), −1 beyond the edge. */
function pixelAt({ height, width }: Windows, n: number, iy: number, ix: number): number {
  return iy < 0 || ix < 0 || iy >= height || ix >= width ? -1 : (n * height + iy) * width + ix;
}

/** Pixels of the input under the taps of a window, in the order of the taps, −1 beyond the edge. */
export function pixelsUnder(windows: Windows, n: number, oy: number, ox: number): number[] {
  const { kernel, stride, before } = windows;
  return Array.from({ length: kernel[0] * kernel[1] }, (_, tap) => {
    const [ky, kx] = [Math.floor(tap / kernel[1]), tap % kernel[1]];
    return pixelAt(windows, n, oy * stride[0] - before[0] + ky, ox * stride[1] - before[1] + kx);
  });
}

/**
 * Outputs whose windows hold the input (iy, ix) of sample n, by ascending oy, ox: [tap, output's pixel]. Where strides would allow an output beyond the
 * edge its pixel is −1.
 */
export function outputsOver(windows: Windows, n: number, iy: number, ix: number): [number, number][] {
  const { kernel, stride, before, out } = windows;
  const found: [number, number][] = [];
  for (let ky = kernel[0] - 1; ky >= 0; ky--) {
    for (let kx = kernel[1] - 1; kx >= 0; kx--) {
      const [y, x] = [iy + before[0] - ky, ix + before[1] - kx];
      if (y % stride[0] !== 0 || x % stride[1] !== 0) continue;
      const [oy, ox] = [y / stride[0], x / stride[1]];
      const inside = oy >= 0 && ox >= 0 && oy < out[0] && ox < out[1];
      found.push([ky * kernel[1] + kx, inside ? (n * out[0] + oy) * out[1] + ox : -1]);
    }
  }
  return found;
}
