/**
 * Convolutions of pictures, samples × height × width × channels, with filters kh × kw × channels × outputs, as products of tiles: a window's row is kw·C
 * neighbours in memory, so that a picture with a border of zeros is all that is copied. Padding is multiplication by zero.
 * Order of sums. Forward: from the bias on, kh, kw, channel ascending. By the filter: sample, oy, ox ascending within a segment of samples, segments by
 * the balanced binary tree. By the input: from zero, oy, ox, output channel ascending over the taps that the strides allow, outputs beyond the edge as zeros.
 * Scalar reference: shared/nets/kernels/convolution.ts.
 */
import { copyInside, reach } from "./pictures";
import { COLUMNS, copyTile, packPanel, packPanels, panelFloats, ROWS, TILE, tileOfPixels, tileOfRuns } from "./tiles";
import { BIAS, EDGE, PACKED_B, PADDED, place, placed, STACK } from "./scratch";
import { addBlock, copyPadded, floats, merges } from "./vectors";

const LEVELS: usize = 12;

/** y = bias + x ∗ w, the picture shifted by `top` and `left`; bias 0: none. */
export function conv2d(
  samples: i32, height: i32, width: i32, channels: i32, kh: i32, kw: i32, outputs: i32, sy: i32, sx: i32, top: i32, left: i32,
  outHeight: i32, outWidth: i32, x: usize, w: usize, bias: usize, y: usize,
): void {
  const paddedHeight = reach(height, top, kh, sy, outHeight);
  const paddedWidth = reach(width, left, kw, sx, outWidth);
  const within: bool = paddedHeight == height && paddedWidth == width;
  const padded = within ? <usize>0 : emptyPicture(paddedHeight, paddedWidth, channels);
  const run = kw * channels;
  const panels = place(PACKED_B, max<usize>(panelFloats(outputs, kh * run) << 2, 16));
  packPanels(kh * run, outputs, w, outputs, panels);
  const init = initOf(outputs, bias);
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

/** A padded picture of zeros. */
function emptyPicture(height: i32, width: i32, channels: i32): usize {
  const bytes = <usize>(height * width * channels) << 2;
  const padded = place(PADDED, bytes);
  memory.fill(padded, 0, bytes);
  return padded;
}

/** The bias (or zeros) filled up to whole panels. */
function initOf(n: i32, bias: usize): usize {
  const padded: i32 = (n + COLUMNS - 1) & ~(COLUMNS - 1);
  const init = place(BIAS, <usize>padded << 2);
  if (bias) copyPadded(init, bias, n, padded);
  else memory.fill(init, 0, <usize>padded << 2);
  return init;
}

/**
 * Outputs oy, ox, j of one picture: init[j] + Σ over `runs` lines (`line` bytes apart) of `run` neighbours. Windows begin at x + oy·down + ox·right,
 * outputs at y + oy·toDown + ox·toRight.
 */
function convolve(
  outHeight: i32, outWidth: i32, n: i32, runs: i32, run: i32, x: usize, line: usize, down: usize, right: usize, panels: usize, init: usize,
  y: usize, toDown: usize, toRight: usize,
): void {
  const pixels: i32 = outHeight * outWidth;
  const gap: usize = line - (<usize>run << 2);
  const edge = place(EDGE, TILE);
  for (let j: i32 = 0; j < n; j += COLUMNS) {
    const columns: i32 = min(COLUMNS, n - j);
    const panel = floats(panels, j * runs * run);
    const start = floats(init, j);
    if ((outWidth & 3) == 0 && columns == COLUMNS) {
      evenLines(outHeight, outWidth, runs, run, gap, x, down, right, panel, start, floats(y, j), toDown, toRight);
      continue;
    }
    let ox: i32 = 0;
    let a = x;
    let c = floats(y, j);
    let lineA = a;
    let lineC = c;
    for (let p: i32 = 0; p < pixels; p += ROWS) {
      // Four windows; what is missing in the last tile repeats the one before.
      const a0 = a;
      const c0 = c;
      let a1 = a;
      let a2 = a;
      let a3 = a;
      let c1 = c;
      let c2 = c;
      let c3 = c;
      for (let i: i32 = 1; i <= ROWS; i++) {
        if (p + i < pixels) {
          if (++ox == outWidth) {
            ox = 0;
            lineA += down;
            lineC += toDown;
            a = lineA;
            c = lineC;
          } else {
            a += right;
            c += toRight;
          }
        }
        if (i == 1) {
          a1 = a;
          c1 = c;
        } else if (i == 2) {
          a2 = a;
          c2 = c;
        } else if (i == 3) {
          a3 = a;
          c3 = c;
        }
      }
      if (columns == COLUMNS) tileOfRuns(runs, run, gap, a0, a1, a2, a3, panel, start, 0, c0, c1, c2, c3);
      else {
        tileOfRuns(runs, run, gap, a0, a1, a2, a3, panel, start, 0, edge, edge + 32, edge + 64, edge + 96);
        const bytes = <usize>columns << 2;
        memory.copy(c0, edge, bytes);
        memory.copy(c1, edge + 32, bytes);
        memory.copy(c2, edge + 64, bytes);
        memory.copy(c3, edge + 96, bytes);
      }
    }
  }
}

/** The same for one panel where tiles fill lines and panel. */
function evenLines(
  outHeight: i32, outWidth: i32, runs: i32, run: i32, gap: usize, x: usize, down: usize, right: usize, panel: usize, start: usize,
  y: usize, toDown: usize, toRight: usize,
): void {
  for (let oy: i32 = 0; oy < outHeight; oy++) {
    let a = x;
    let c = y;
    for (let ox: i32 = 0; ox < outWidth; ox += ROWS) {
      tileOfRuns(
        runs, run, gap, a, a + right, a + 2 * right, a + 3 * right, panel, start, 0, c, c + toRight, c + 2 * toRight, c + 3 * toRight,
      );
      a += 4 * right;
      c += 4 * toRight;
    }
    x += down;
    y += toDown;
  }
}

/** dw (kh × kw × channels × outputs) from x and the derivative dy by the outputs; segments of `segment` samples. */
export function conv2dFilter(
  samples: i32, height: i32, width: i32, channels: i32, kh: i32, kw: i32, outputs: i32, sy: i32, sx: i32, top: i32, left: i32,
  outHeight: i32, outWidth: i32, x: usize, dy: usize, dw: usize, segment: i32,
): void {
  const paddedHeight = reach(height, top, kh, sy, outHeight);
  const paddedWidth = reach(width, left, kw, sx, outWidth);
  const padded = emptyPicture(paddedHeight, paddedWidth, channels);
  const pixels: i32 = outHeight * outWidth;
  const panels = place(PACKED_B, max<usize>(panelFloats(outputs, pixels) << 2, 16));
  const m: i32 = kh * kw * channels;
  const tiles: i32 = (m + ROWS - 1) / ROWS;
  const size: usize = <usize>(tiles * ((outputs + COLUMNS - 1) / COLUMNS)) * TILE;
  const stack = place(STACK, LEVELS * size);
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
    for (let left: i32 = merges(++count); left > 0; left--) {
      top0 -= size;
      addBlock(top0, top0 + size, size);
    }
    top0 += size;
  }
  for (top0 -= size; top0 > stack; top0 -= size) addBlock(top0 - size, top0, size);
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
      tileOfPixels(
        outHeight, outWidth, step, gap,
        offset(padded, line, run, i), offset(padded, line, run, min(i + 1, last)),
        offset(padded, line, run, min(i + 2, last)), offset(padded, line, run, min(i + 3, last)),
        panel, tile,
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

/**
 * dx from the derivative dy by the outputs: the transposed convolution. Pictures of each phase (iy mod sy, ix mod sx) are convolutions of dy with
 * the taps of the filter that meet that phase, turned round.
 */
export function conv2dInput(
  samples: i32, height: i32, width: i32, channels: i32, kh: i32, kw: i32, outputs: i32, sy: i32, sx: i32, top: i32, left: i32,
  outHeight: i32, outWidth: i32, dy: usize, w: usize, dx: usize,
): void {
  const beforeY: i32 = (kh + sy - 1) / sy - 1;
  const beforeX: i32 = (kw + sx - 1) / sx - 1;
  const paddedHeight = beforeY + max(outHeight, (height - 1 + top) / sy + 1);
  const paddedWidth = beforeX + max(outWidth, (width - 1 + left) / sx + 1);
  const padded = emptyPicture(paddedHeight, paddedWidth, outputs);
  const packed = place(PACKED_B, max<usize>(panelFloats(channels, kh * kw * outputs) << 2, 16));
  packPhases(channels, kh, kw, outputs, sy, sx, w, packed);
  const init = initOf(channels, 0);
  for (let n: i32 = 0; n < samples; n++) {
    copyInside(outHeight, outWidth, outputs, floats(dy, n * outHeight * outWidth * outputs), padded, beforeY, beforeX, paddedWidth, outputs);
    inputOfPicture(
      height, width, channels, kh, kw, outputs, sy, sx, top, left, padded, paddedWidth, beforeY, beforeX, packed, init,
      floats(dx, n * height * width * channels),
    );
  }
}

/** The phases of one picture, one after the other, as their filters lie. */
function inputOfPicture(
  height: i32, width: i32, channels: i32, kh: i32, kw: i32, outputs: i32, sy: i32, sx: i32, top: i32, left: i32,
  padded: usize, paddedWidth: i32, beforeY: i32, beforeX: i32, packed: usize, init: usize, dx: usize,
): void {
  const line = <usize>(paddedWidth * outputs) << 2;
  const pixel = <usize>channels << 2;
  for (let py: i32 = 0; py < sy; py++) {
    const tapsY = taps(kh, py, sy);
    const firstY = firstOf(py, top, sy);
    for (let px: i32 = 0; px < sx; px++) {
      const tapsX = taps(kw, px, sx);
      const firstX = firstOf(px, left, sx);
      const countY: i32 = firstY < height ? (height - 1 - firstY) / sy + 1 : 0;
      const countX: i32 = firstX < width ? (width - 1 - firstX) / sx + 1 : 0;
      const qy: i32 = (firstY + top - py) / sy - (tapsY - 1) + beforeY;
      const qx: i32 = (firstX + left - px) / sx - (tapsX - 1) + beforeX;
      if (countY > 0 && countX > 0) {
        convolve(
          countY, countX, channels, tapsX ? tapsY : 0, tapsX * outputs, padded + <usize>qy * line + (<usize>(qx * outputs) << 2), line, line,
          <usize>outputs << 2, packed, init, dx + (<usize>firstY * width + firstX) * pixel, <usize>(sy * width) * pixel, <usize>sx * pixel,
        );
      }
      packed += panelFloats(channels, tapsY * tapsX * outputs) << 2;
    }
  }
}

/** Taps of a filter of length k that meet the phase. */
@inline
function taps(k: i32, phase: i32, stride: i32): i32 {
  return phase < k ? (k - phase + stride - 1) / stride : 0;
}

/** The first input of a phase: the least i ≥ 0 with (i + before) mod stride = phase. */
@inline
function firstOf(phase: i32, before: i32, stride: i32): i32 {
  return (phase - before % stride + stride) % stride;
}

/** Filters of the phases as panels: columns are the input channels, steps (tap y, tap x, output), the last tap first. */
function packPhases(channels: i32, kh: i32, kw: i32, outputs: i32, sy: i32, sx: i32, w: usize, to: usize): void {
  for (let py: i32 = 0; py < sy; py++) {
    for (let px: i32 = 0; px < sx; px++) {
      const tapsY = taps(kh, py, sy);
      const tapsX = taps(kw, px, sx);
      for (let c0: i32 = 0; c0 < channels; c0 += COLUMNS) {
        for (let ty: i32 = tapsY - 1; ty >= 0; ty--) {
          for (let tx: i32 = tapsX - 1; tx >= 0; tx--) {
            packTap(channels, outputs, c0, floats(w, ((py + ty * sy) * kw + px + tx * sx) * channels * outputs), to);
            to += <usize>(outputs * COLUMNS) << 2;
          }
        }
      }
    }
  }
}

/** outputs × 8 from a tap's channels × outputs. */
function packTap(channels: i32, outputs: i32, c0: i32, tap: usize, to: usize): void {
  for (let c: i32 = 0; c < COLUMNS; c++) {
    const from = floats(tap, (c0 + c) * outputs);
    for (let o: i32 = 0; o < outputs; o++) {
      store<f32>(floats(to, o * COLUMNS + c), c0 + c < channels ? load<f32>(floats(from, o)) : 0);
    }
  }
}
