/**
 * Convolutions of each channel by itself, filters kh × kw × channels. Orders of sums as in convolution.ts, without the channels. Pictures are copied with a
 * border of zeros and with channels filled up to a multiple of four. Scalar reference: shared/nets/kernels/convolution.ts.
 */
import { copyInside, emptyPicture, reach } from "./pictures";
import { initOf, INPUT, OUTPUT, PADDED, place } from "./scratch";
import { blockBytes, push, settle, stackOf } from "./tree";
import { copyPadded, floats, storeLive } from "./vectors";

@inline
function four(n: i32): i32 {
  return (n + 3) & ~3;
}

/** The filter with its channels filled up. */
function filterOf(taps: i32, channels: i32, w: usize): usize {
  const to = place(OUTPUT, <usize>(taps * four(channels)) << 2);
  for (let t: i32 = 0; t < taps; t++) copyPadded(floats(to, t * four(channels)), floats(w, t * channels), channels, four(channels));
  return to;
}

/** y = bias + x ∗ w; bias 0: none. */
export function depthwise2d(
  samples: i32, height: i32, width: i32, channels: i32, kh: i32, kw: i32, sy: i32, sx: i32, top: i32, left: i32,
  outHeight: i32, outWidth: i32, x: usize, w: usize, bias: usize, y: usize,
): void {
  const full = four(channels);
  const paddedWidth = reach(width, left, kw, sx, outWidth);
  const padded = emptyPicture(PADDED, reach(height, top, kh, sy, outHeight), paddedWidth, full);
  const filter = filterOf(kh * kw, channels, w);
  const init = initOf(channels, full, bias);
  let to = y;
  for (let n: i32 = 0; n < samples; n++) {
    copyInside(height, width, channels, floats(x, n * height * width * channels), padded, top, left, paddedWidth, full);
    for (let oy: i32 = 0; oy < outHeight; oy++) {
      for (let ox: i32 = 0; ox < outWidth; ox++) {
        window(kh, kw, channels, floats(padded, (oy * sy * paddedWidth + ox * sx) * full), paddedWidth * full, filter, init, to);
        to += <usize>channels << 2;
      }
    }
  }
}

/** One output pixel. */
@inline
function window(kh: i32, kw: i32, channels: i32, x: usize, line: i32, filter: usize, init: usize, to: usize): void {
  const step = <usize>four(channels) << 2;
  for (let c: i32 = 0; c < channels; c += 4) {
    let sum = v128.load(floats(init, c));
    let tap = floats(filter, c);
    for (let ky: i32 = 0; ky < kh; ky++) {
      let from = floats(x, ky * line + c);
      for (let kx: i32 = 0; kx < kw; kx++) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(from), v128.load(tap)));
        from += step;
        tap += step;
      }
    }
    storeLive(floats(to, c), sum, channels - c);
  }
}

/** dw (kh × kw × channels) from x and the derivative dy by the outputs; segments of `segment` samples. */
export function depthwise2dFilter(
  samples: i32, height: i32, width: i32, channels: i32, kh: i32, kw: i32, sy: i32, sx: i32, top: i32, left: i32,
  outHeight: i32, outWidth: i32, x: usize, dy: usize, dw: usize, segment: i32,
): void {
  const full = four(channels);
  const paddedWidth = reach(width, left, kw, sx, outWidth);
  const padded = emptyPicture(PADDED, reach(height, top, kh, sy, outHeight), paddedWidth, full);
  const slopes = emptyPicture(INPUT, outHeight, outWidth, full);
  const size = blockBytes(kh * kw * full);
  const stack = stackOf(samples, segment, size);
  let top0 = stack;
  let count: i32 = 0;
  memory.fill(stack, 0, size);
  for (let first: i32 = 0; first < samples; first += segment) {
    memory.fill(top0, 0, size);
    const end: i32 = min(first + segment, samples);
    for (let n: i32 = first; n < end; n++) {
      copyInside(height, width, channels, floats(x, n * height * width * channels), padded, top, left, paddedWidth, full);
      copyInside(outHeight, outWidth, channels, floats(dy, n * outHeight * outWidth * channels), slopes, 0, 0, outWidth, full);
      for (let t: i32 = 0; t < kh * kw; t++) {
        const from = floats(padded, ((t / kw) * paddedWidth + (t % kw)) * full);
        addTap(outHeight, outWidth, full, from, sy * paddedWidth * full, sx * full, slopes, floats(top0, t * full));
      }
    }
    top0 = push(top0, ++count, size);
  }
  settle(stack, top0, size);
  for (let t: i32 = 0; t < kh * kw; t++) memory.copy(floats(dw, t * channels), floats(stack, t * full), <usize>channels << 2);
}

/** Adds one picture's part to one tap. */
function addTap(outHeight: i32, outWidth: i32, full: i32, x: usize, line: i32, step: i32, slopes: usize, to: usize): void {
  const right = <usize>step << 2;
  const next = <usize>full << 2;
  for (let c: i32 = 0; c < full; c += 4) {
    let sum = v128.load(floats(to, c));
    let slope = floats(slopes, c);
    for (let oy: i32 = 0; oy < outHeight; oy++) {
      let from = floats(x, oy * line + c);
      for (let ox: i32 = 0; ox < outWidth; ox++) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(from), v128.load(slope)));
        from += right;
        slope += next;
      }
    }
    v128.store(floats(to, c), sum);
  }
}

/** dx from the derivative dy by the outputs. */
export function depthwise2dInput(
  samples: i32, height: i32, width: i32, channels: i32, kh: i32, kw: i32, sy: i32, sx: i32, top: i32, left: i32,
  outHeight: i32, outWidth: i32, dy: usize, w: usize, dx: usize,
): void {
  const full = four(channels);
  const beforeY: i32 = (kh + sy - 1) / sy - 1;
  const beforeX: i32 = (kw + sx - 1) / sx - 1;
  const paddedHeight = beforeY + max(outHeight, (height - 1 + top) / sy + 1);
  const paddedWidth = beforeX + max(outWidth, (width - 1 + left) / sx + 1);
  const padded = emptyPicture(PADDED, paddedHeight, paddedWidth, full);
  const filter = filterOf(kh * kw, channels, w);
  let to = dx;
  for (let n: i32 = 0; n < samples; n++) {
    copyInside(outHeight, outWidth, channels, floats(dy, n * outHeight * outWidth * channels), padded, beforeY, beforeX, paddedWidth, full);
    for (let iy: i32 = 0; iy < height; iy++) {
      for (let ix: i32 = 0; ix < width; ix++) {
        const from = floats(padded, (((iy + top) / sy + beforeY) * paddedWidth + (ix + left) / sx + beforeX) * full);
        turned(kh, kw, channels, (iy + top) % sy, (ix + left) % sx, sy, sx, from, paddedWidth, filter, to);
        to += <usize>channels << 2;
      }
    }
  }
}

/** One input pixel: its taps from the last to the first; `from` is the output that meets the first tap of its phase (py, px). */
@inline
function turned(
  kh: i32, kw: i32, channels: i32, py: i32, px: i32, sy: i32, sx: i32, from: usize, paddedWidth: i32, filter: usize, to: usize,
): void {
  const full = four(channels);
  const tapsY: i32 = py < kh ? (kh - py + sy - 1) / sy : 0;
  const tapsX: i32 = px < kw ? (kw - px + sx - 1) / sx : 0;
  for (let c: i32 = 0; c < channels; c += 4) {
    let sum = f32x4.splat(0);
    for (let ty: i32 = tapsY - 1; ty >= 0; ty--) {
      for (let tx: i32 = tapsX - 1; tx >= 0; tx--) {
        const slope = v128.load(floats(from, c) - (<usize>((ty * paddedWidth + tx) * full) << 2));
        const tap = v128.load(floats(filter, ((py + ty * sy) * kw + px + tx * sx) * full + c));
        sum = f32x4.add(sum, f32x4.mul(slope, tap));
      }
    }
    storeLive(floats(to, c), sum, channels - c);
  }
}
