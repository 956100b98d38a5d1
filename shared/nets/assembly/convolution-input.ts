/**
 * The transposed convolution: the derivative of a convolution by its input. Each element from zero, oy, ox, output channel ascending over the taps that
 * the strides allow, outputs beyond the edge as zeros. Scalar reference: shared/nets/kernels/convolution.ts.
 */
import { convolve } from "./convolve";
import { copyInside, emptyPicture } from "./pictures";
import { initOf, PADDED } from "./scratch";
import { COLUMNS, panelColumns, placeOfPanels } from "./tiles";
import { floats } from "./vectors";

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
  const padded = emptyPicture(PADDED, paddedHeight, paddedWidth, outputs);
  const packed = placeOfPanels(channels, kh * kw * outputs);
  packPhases(channels, kh, kw, outputs, sy, sx, w, packed);
  const init = initOf(channels, panelColumns(channels), 0);
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
      packed += <usize>(panelColumns(channels) * tapsY * tapsX * outputs) << 2;
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
