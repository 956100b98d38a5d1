/**
 * Convolutions of pictures, samples × height × width × channels, with filters kh × kw × channels × outputs, as products of tiles: a window's row is kw·C
 * neighbours in memory, so that a picture with a border of zeros is all that is copied. Padding is multiplication by zero.
 * Order of sums. Forward: from the bias on, kh, kw, channel ascending. By the filter: sample, oy, ox ascending within a segment of samples, segments by
 * the balanced binary tree. By the input: from zero, oy, ox, output channel ascending over the taps that the strides allow, outputs beyond the edge as zeros.
 * Scalar reference: shared/nets/kernels/convolution.ts. By the input: convolution-input.ts.
 */
import { convolve } from "./convolve";
import { copyInside, emptyPicture, reach } from "./pictures";
import { COLUMNS, copyTile, packPanels, panelColumns, placeOfPanels, ROWS, TILE, tileOfRuns } from "./tiles";
import { initOf, PADDED } from "./scratch";
import { push, settle, stackOf } from "./tree";
import { floats } from "./vectors";

/** y = bias + x ∗ w, the picture shifted by `top` and `left`; bias 0: none. */
export function conv2d(
  samples: i32, height: i32, width: i32, channels: i32, kh: i32, kw: i32, outputs: i32, sy: i32, sx: i32, top: i32, left: i32,
  outHeight: i32, outWidth: i32, x: usize, w: usize, bias: usize, y: usize,
): void {
  const paddedHeight = reach(height, top, kh, sy, outHeight);
  const paddedWidth = reach(width, left, kw, sx, outWidth);
  const within: bool = paddedHeight == height && paddedWidth == width;
  const padded = within ? <usize>0 : emptyPicture(PADDED, paddedHeight, paddedWidth, channels);
  const run = kw * channels;
  const panels = placeOfPanels(outputs, kh * run);
  packPanels(kh * run, outputs, w, outputs, panels);
  const init = initOf(outputs, panelColumns(outputs), bias);
  const line = <usize>(paddedWidth * channels) << 2;
  const pixel = <usize>outputs << 2;
  for (let n: i32 = 0; n < samples; n++) {
    let from = floats(x, n * height * width * channels);
    if (!within) {
      copyInside(height, width, channels, from, padded, top, left, paddedWidth, channels);
      from = padded;
    }
    const to = floats(y, n * outHeight * outWidth * outputs);
    convolve(
      outHeight, outWidth, outputs, kh, run, from, line, <usize>sy * line, <usize>(sx * channels) << 2, panels, init,
      to, <usize>outWidth * pixel, pixel,
    );
  }
}

/** dw (kh × kw × channels × outputs) from x and the derivative dy by the outputs; segments of `segment` samples. */
export function conv2dFilter(
  samples: i32, height: i32, width: i32, channels: i32, kh: i32, kw: i32, outputs: i32, sy: i32, sx: i32, top: i32, left: i32,
  outHeight: i32, outWidth: i32, x: usize, dy: usize, dw: usize, segment: i32,
): void {
  const paddedHeight = reach(height, top, kh, sy, outHeight);
  const paddedWidth = reach(width, left, kw, sx, outWidth);
  const padded = emptyPicture(PADDED, paddedHeight, paddedWidth, channels);
  const pixels: i32 = outHeight * outWidth;
  const panels = placeOfPanels(outputs, pixels);
  const m: i32 = kh * kw * channels;
  const tiles: i32 = (m + ROWS - 1) / ROWS;
  const size: usize = <usize>(tiles * panelColumns(outputs) / COLUMNS) * TILE;
  const stack = stackOf(samples, segment, size);
  let top0 = stack;
  let count: i32 = 0;
  memory.fill(stack, 0, size);
  for (let first: i32 = 0; first < samples; first += segment) {
    memory.fill(top0, 0, size);
    const end: i32 = min(first + segment, samples);
    for (let n: i32 = first; n < end; n++) {
      copyInside(height, width, channels, floats(x, n * height * width * channels), padded, top, left, paddedWidth, channels);
      packPanels(pixels, outputs, floats(dy, n * pixels * outputs), outputs, panels);
      addFilter(outHeight, outWidth, channels, kw, m, outputs, padded, paddedWidth, sy, sx, panels, top0);
    }
    top0 = push(top0, ++count, size);
  }
  settle(stack, top0, size);
  let tile = stack;
  for (let j: i32 = 0; j < outputs; j += COLUMNS) {
    for (let i: i32 = 0; i < m; i += ROWS) {
      copyTile(min(ROWS, m - i), min(COLUMNS, outputs - j), tile, COLUMNS * 4, floats(dw, i * outputs + j), <usize>outputs << 2);
      tile += TILE;
    }
  }
}

/** Adds one picture's part to tiles of the filter, panel after panel. */
function addFilter(
  outHeight: i32, outWidth: i32, channels: i32, kw: i32, m: i32, outputs: i32, padded: usize, paddedWidth: i32, sy: i32, sx: i32,
  panels: usize, tile: usize,
): void {
  const step = <usize>(sx * channels) << 2;
  const line = <usize>(paddedWidth * channels) << 2;
  const gap: usize = <usize>sy * line - <usize>outWidth * step;
  const run: i32 = kw * channels;
  for (let j: i32 = 0; j < outputs; j += COLUMNS) {
    const panel = floats(panels, j * outHeight * outWidth);
    for (let i: i32 = 0; i < m; i += ROWS) {
      const last: i32 = m - 1;
      tileOfRuns(
        outHeight, outWidth, step, gap,
        offset(padded, line, run, i), offset(padded, line, run, min(i + 1, last)),
        offset(padded, line, run, min(i + 2, last)), offset(padded, line, run, min(i + 3, last)),
        panel, tile, 32, tile, tile + 32, tile + 64, tile + 96,
      );
      tile += TILE;
    }
  }
}

/** Where row i of the filter (ky, kx, channel) meets the first window. */
@inline
function offset(padded: usize, line: usize, run: i32, i: i32): usize {
  return padded + <usize>(i / run) * line + (<usize>(i % run) << 2);
}
