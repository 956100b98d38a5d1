/** Windows of a convolution over a picture with zeros around it. */

export interface Windows {
  /** Height and width of a window. */
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly channels: number;
  /** Of the picture with its zeros. */
  readonly paddedHeight: number;
  readonly paddedWidth: number;
}

export function outSize({ kernel, stride, paddedHeight, paddedWidth }: Windows): readonly [number, number] {
  return [
    Math.floor((paddedHeight - kernel[0]) / stride[0]) + 1,
    Math.floor((paddedWidth - kernel[1]) / stride[1]) + 1,
  ];
}

/** Of each output position the place of its first tap, in floats. */
export function placesOf(windows: Windows): Uint32Array {
  const { stride, channels, paddedWidth } = windows;
  const [height, width] = outSize(windows);
  return Uint32Array.from({ length: height * width }, (_, p) => {
    const [row, column] = [Math.floor(p / width), p % width];
    return (row * stride[0] * paddedWidth + column * stride[1]) * channels;
  });
}

/** height × width × channels with so many rows of zeros above and columns to the left, and as many more as it takes. */
export function padded(
  picture: Float32Array,
  [height, width]: readonly [number, number],
  { channels, paddedHeight, paddedWidth }: Windows,
  [top, left]: readonly [number, number],
): Float32Array {
  const out = new Float32Array(paddedHeight * paddedWidth * channels);
  // What the last window does not reach is cut off.
  const across = Math.min(width, paddedWidth - left);
  for (let row = 0; row < Math.min(height, paddedHeight - top); row++)
    out.set(
      picture.subarray(row * width * channels, (row * width + across) * channels),
      ((row + top) * paddedWidth + left) * channels,
    );
  return out;
}
