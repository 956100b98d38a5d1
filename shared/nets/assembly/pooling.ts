/**
 * Maxima and means over windows of pictures, samples × height × width × channels. Cells beyond the edge do not count. Windows are read by ky, kx
 * ascending; a NaN is larger than any number, and of equal ones the first is the maximum. Scalar reference: shared/nets/kernels/pooling.ts.
 */
import { floats, loadLive, storeLive } from "./vectors";

let height: i32 = 0;
let width: i32 = 0;
let channels: i32 = 0;
/** The live cells of the window at hand, and where its first one lies. */
let fromY: i32 = 0;
let toY: i32 = 0;
let fromX: i32 = 0;
let toX: i32 = 0;

/** Sets the window of output (oy, ox). */
@inline
function setWindow(oy: i32, ox: i32, kh: i32, kw: i32, sy: i32, sx: i32, top: i32, left: i32): void {
  fromY = max(0, oy * sy - top);
  toY = min(height, oy * sy - top + kh);
  fromX = max(0, ox * sx - left);
  toX = min(width, ox * sx - left + kw);
}

const VALUE: i32 = 0;
const PICK: i32 = 1;
const SPREAD: i32 = 2;

/** y = the maximum of each window. */
export function maxPool2d(
  samples: i32, h: i32, w: i32, c: i32, kh: i32, kw: i32, sy: i32, sx: i32, top: i32, left: i32, outHeight: i32, outWidth: i32,
  x: usize, y: usize,
): void {
  pool(VALUE, samples, h, w, c, kh, kw, sy, sx, top, left, outHeight, outWidth, x, x, y);
}

/** y = the element of `values` (shape of x) that lies where x has its maximum: what derivatives of maxPool2dInput need. */
export function maxPool2dPick(
  samples: i32, h: i32, w: i32, c: i32, kh: i32, kw: i32, sy: i32, sx: i32, top: i32, left: i32, outHeight: i32, outWidth: i32,
  x: usize, values: usize, y: usize,
): void {
  pool(PICK, samples, h, w, c, kh, kw, sy, sx, top, left, outHeight, outWidth, x, values, y);
}

/** dx: the derivative dy by each output goes to the place of its maximum; of overlapping windows in the order of the outputs. */
export function maxPool2dInput(
  samples: i32, h: i32, w: i32, c: i32, kh: i32, kw: i32, sy: i32, sx: i32, top: i32, left: i32, outHeight: i32, outWidth: i32,
  x: usize, dy: usize, dx: usize,
): void {
  const halves: bool = kh == 2 && kw == 2 && sy == 2 && sx == 2 && top == 0 && left == 0;
  if (halves && h == 2 * outHeight && w == 2 * outWidth && (c & 3) == 0) {
    for (let row: i32 = 0; row < samples * outHeight; row++) {
      spreadHalves(outWidth, c, floats(x, 2 * row * w * c), floats(dy, row * outWidth * c), floats(dx, 2 * row * w * c));
    }
    return;
  }
  memory.fill(dx, 0, <usize>(samples * h * w * c) << 2);
  pool(SPREAD, samples, h, w, c, kh, kw, sy, sx, top, left, outHeight, outWidth, x, dx, dy);
}

/** Walks the windows; `other` has the shape of x, `y` that of the outputs. */
@inline
function pool(
  what: i32, samples: i32, h: i32, w: i32, c: i32, kh: i32, kw: i32, sy: i32, sx: i32, top: i32, left: i32, outHeight: i32, outWidth: i32,
  x: usize, other: usize, y: usize,
): void {
  height = h;
  width = w;
  channels = c;
  const apart: bool = sy >= kh && sx >= kw && (c & 3) == 0;
  for (let n: i32 = 0; n < samples; n++) {
    const picture = <usize>(n * h * w * c) << 2;
    for (let oy: i32 = 0; oy < outHeight; oy++) {
      for (let ox: i32 = 0; ox < outWidth; ox++) {
        setWindow(oy, ox, kh, kw, sy, sx, top, left);
        if (what == VALUE) largest(x + picture, y);
        else if (apart) alone(what, x + picture, other + picture, y);
        else largestAt(what, x + picture, other + picture, y);
        y += <usize>c << 2;
      }
    }
  }
}

/** The maxima of the window at hand. */
function largest(x: usize, y: usize): void {
  const first = floats(x, (fromY * width + fromX) * channels);
  const rows: i32 = toY - fromY;
  const columns: i32 = max(0, toX - fromX);
  const pixel = <usize>channels << 2;
  const gap = <usize>(width - columns) * pixel;
  let c: i32 = 0;
  for (; c + 4 <= channels; c += 4) {
    let from = floats(first, c);
    let best = f32x4.splat(-Infinity);
    for (let row: i32 = 0; row < rows; row++) {
      for (let column: i32 = 0; column < columns; column++) {
        best = larger(v128.load(from), best);
        from += pixel;
      }
      from += gap;
    }
    v128.store(floats(y, c), best);
  }
  if (c < channels) {
    let from = floats(first, c);
    let best = f32x4.splat(-Infinity);
    for (let row: i32 = 0; row < rows; row++) {
      for (let column: i32 = 0; column < columns; column++) {
        best = larger(loadLive(from, channels - c, 0), best);
        from += pixel;
      }
      from += gap;
    }
    storeLive(floats(y, c), best, channels - c);
  }
}

/** The new value where it is larger than the best so far, or a NaN. */
@inline
function larger(v: v128, best: v128): v128 {
  return v128.bitselect(v, best, v128.or(f32x4.gt(v, best), f32x4.ne(v, v)));
}

/** Picks or spreads at the first maximum of a window that shares no cell with another, where channels fill vectors: without any index. */
function alone(what: i32, x: usize, other: usize, y: usize): void {
  const first: i32 = (fromY * width + fromX) * channels;
  const rows: i32 = toY - fromY;
  const columns: i32 = max(0, toX - fromX);
  const pixel = <usize>channels << 2;
  const gap = <usize>(width - columns) * pixel;
  for (let c: i32 = 0; c < channels; c += 4) {
    const start = floats(x, first + c);
    let from = start;
    let best = f32x4.splat(-Infinity);
    for (let row: i32 = 0; row < rows; row++) {
      for (let column: i32 = 0; column < columns; column++) {
        best = larger(v128.load(from), best);
        from += pixel;
      }
      from += gap;
    }
    from = start;
    let cell = floats(other, first + c);
    let open = i32x4.splat(-1);
    const zero = f32x4.splat(0);
    const slope = f32x4.add(zero, v128.load(floats(y, c)));
    let picked = zero;
    for (let row: i32 = 0; row < rows; row++) {
      for (let column: i32 = 0; column < columns; column++) {
        const v = v128.load(from);
        const here = v128.and(open, isAt(v, best));
        open = v128.andnot(open, here);
        if (what == PICK) picked = v128.bitselect(v128.load(cell), picked, here);
        else v128.store(cell, v128.and(slope, here));
        from += pixel;
        cell += pixel;
      }
      from += gap;
      cell += gap;
    }
    if (what == PICK) v128.store(floats(y, c), picked);
  }
}

/** Two rows of pictures in windows of 2 × 2, which leave no cell out: the most usual pooling, in half the time of `alone`. */
function spreadHalves(windows: i32, c: i32, x: usize, dy: usize, dx: usize): void {
  const pixel = <usize>c << 2;
  const below = <usize>(2 * windows) * pixel;
  const zero = f32x4.splat(0);
  for (let window: i32 = 0; window < windows; window++) {
    for (const end = dy + pixel; dy < end; dy += 16) {
      const v0 = v128.load(x);
      const v1 = v128.load(x + pixel);
      const v2 = v128.load(x + below);
      const v3 = v128.load(x + below + pixel);
      const best = larger(v3, larger(v2, larger(v1, v0)));
      const slope = f32x4.add(zero, v128.load(dy));
      const at0 = isAt(v0, best);
      const at1 = isAt(v1, best);
      const at2 = isAt(v2, best);
      const before2 = v128.or(at0, at1);
      const before3 = v128.or(before2, at2);
      v128.store(dx, v128.and(slope, at0));
      v128.store(dx + pixel, v128.and(slope, v128.andnot(at1, at0)));
      v128.store(dx + below, v128.and(slope, v128.andnot(at2, before2)));
      // Where it is at none of the others.
      v128.store(dx + below + pixel, v128.andnot(slope, before3));
      x += 16;
      dx += 16;
    }
    x += pixel;
    dx += pixel;
  }
}

@inline
function isAt(v: v128, best: v128): v128 {
  return v128.or(f32x4.eq(v, best), f32x4.ne(v, v));
}

/** Picks or spreads at the place of the first maximum. */
function largestAt(what: i32, x: usize, other: usize, y: usize): void {
  for (let c: i32 = 0; c < channels; c += 4) {
    const live: i32 = channels - c;
    const first: i32 = (fromY * width + fromX) * channels + c;
    let best = loadLive(floats(x, first), live, 0);
    let at = i32x4.splat(first << 2);
    for (let iy: i32 = fromY; iy < toY; iy++) {
      for (let ix: i32 = fromX; ix < toX; ix++) {
        const cell: i32 = (iy * width + ix) * channels + c;
        const v = loadLive(floats(x, cell), live, 0);
        const better = v128.or(f32x4.gt(v, best), v128.and(f32x4.ne(v, v), f32x4.eq(best, best)));
        best = v128.bitselect(v, best, better);
        at = v128.bitselect(i32x4.splat(cell << 2), at, better);
      }
    }
    if (fromY >= toY || fromX >= toX) {
      if (what == PICK) storeLive(floats(y, c), f32x4.splat(0), live);
      continue;
    }
    move(what, other + <usize>i32x4.extract_lane(at, 0), floats(y, c));
    if (live > 1) move(what, other + <usize>i32x4.extract_lane(at, 1) + 4, floats(y, c + 1));
    if (live > 2) move(what, other + <usize>i32x4.extract_lane(at, 2) + 8, floats(y, c + 2));
    if (live > 3) move(what, other + <usize>i32x4.extract_lane(at, 3) + 12, floats(y, c + 3));
  }
}

@inline
function move(what: i32, cell: usize, y: usize): void {
  if (what == PICK) store<f32>(y, load<f32>(cell));
  else store<f32>(cell, load<f32>(cell) + load<f32>(y));
}

/** y = the mean over the live cells of each window: their sum from zero, divided by their number. */
export function avgPool2d(
  samples: i32, h: i32, w: i32, c: i32, kh: i32, kw: i32, sy: i32, sx: i32, top: i32, left: i32, outHeight: i32, outWidth: i32,
  x: usize, y: usize,
): void {
  height = h;
  width = w;
  channels = c;
  for (let n: i32 = 0; n < samples; n++) {
    const picture = floats(x, n * h * w * c);
    for (let oy: i32 = 0; oy < outHeight; oy++) {
      for (let ox: i32 = 0; ox < outWidth; ox++) {
        setWindow(oy, ox, kh, kw, sy, sx, top, left);
        mean(picture, y);
        y += <usize>c << 2;
      }
    }
  }
}

function mean(x: usize, y: usize): void {
  const count = f32x4.splat(<f32>max(1, (toY - fromY) * (toX - fromX)));
  for (let c: i32 = 0; c < channels; c += 4) {
    let sum = f32x4.splat(0);
    for (let iy: i32 = fromY; iy < toY; iy++) {
      for (let ix: i32 = fromX; ix < toX; ix++) {
        sum = f32x4.add(sum, loadLive(floats(x, (iy * width + ix) * channels + c), channels - c, 0));
      }
    }
    storeLive(floats(y, c), f32x4.div(sum, count), channels - c);
  }
}

/** dx: dy divided by the number of live cells, added to each of them in the order of the outputs. */
export function avgPool2dInput(
  samples: i32, h: i32, w: i32, c: i32, kh: i32, kw: i32, sy: i32, sx: i32, top: i32, left: i32, outHeight: i32, outWidth: i32,
  dy: usize, dx: usize,
): void {
  height = h;
  width = w;
  channels = c;
  memory.fill(dx, 0, <usize>(samples * h * w * c) << 2);
  for (let n: i32 = 0; n < samples; n++) {
    const picture = floats(dx, n * h * w * c);
    for (let oy: i32 = 0; oy < outHeight; oy++) {
      for (let ox: i32 = 0; ox < outWidth; ox++) {
        setWindow(oy, ox, kh, kw, sy, sx, top, left);
        share(picture, dy);
        dy += <usize>c << 2;
      }
    }
  }
}

function share(dx: usize, dy: usize): void {
  const count = f32x4.splat(<f32>max(1, (toY - fromY) * (toX - fromX)));
  for (let c: i32 = 0; c < channels; c += 4) {
    const part = f32x4.div(loadLive(floats(dy, c), channels - c, 0), count);
    for (let iy: i32 = fromY; iy < toY; iy++) {
      for (let ix: i32 = fromX; ix < toX; ix++) {
        const at = floats(dx, (iy * width + ix) * channels + c);
        storeLive(at, f32x4.add(loadLive(at, channels - c, 0), part), channels - c);
      }
    }
  }
}
