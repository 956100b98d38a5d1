/** Softmax over rows, its logarithm and its slope, and whether the largest of two rows agree. The references: shared/nets/ops/softmax.ts, correct.ts. */
import { expOfNonPositivef4, logf } from "../../math/assembly/elementary4";
import { floats, liveLanes, loadLive, storeLive, sumOfLanes } from "./vectors";

export function softmax(rows: i32, n: i32, x: usize, y: usize): void {
  const one = f32x4.splat(1);
  for (let r: i32 = 0; r < rows; r++) {
    shares(n, one, x, y);
    x = floats(x, n);
    y = floats(y, n);
  }
}

/** Matrices (rows × columns): row r the softmax of scale·x over its first r + 1 columns, zeros behind. */
export function causalSoftmax(count: i32, rows: i32, columns: i32, scale: f32, x: usize, y: usize): void {
  const factor = f32x4.splat(scale);
  for (let i: i32 = 0; i < count; i++) {
    for (let r: i32 = 0; r < rows; r++) {
      const kept: i32 = min(columns, r + 1);
      shares(kept, factor, x, y);
      memory.fill(floats(y, kept), 0, <usize>(columns - kept) << 2);
      x = floats(x, columns);
      y = floats(y, columns);
    }
  }
}

/** scale · y · (dy − Σ dy · y) over the first r + 1 columns of row r, zeros behind. */
export function causalSoftmaxSlope(count: i32, rows: i32, columns: i32, scale: f32, dy: usize, y: usize, out: usize): void {
  const factor = f32x4.splat(scale);
  for (let i: i32 = 0; i < count; i++) {
    for (let r: i32 = 0; r < rows; r++) {
      const kept: i32 = min(columns, r + 1);
      slopes(kept, factor, dy, y, out);
      memory.fill(floats(out, kept), 0, <usize>(columns - kept) << 2);
      dy = floats(dy, columns);
      y = floats(y, columns);
      out = floats(out, columns);
    }
  }
}

/** e^(factor·x − m) / S of a row. A NaN needs no care: it is in S, and so everywhere. */
@inline
function shares(n: i32, factor: v128, x: usize, y: usize): void {
  const whole: i32 = n & ~3;
  const rest: i32 = n - whole;
  let most = f32x4.splat(-Infinity);
  for (let j: i32 = 0; j < whole; j += 4) most = f32x4.pmax(most, f32x4.mul(factor, v128.load(floats(x, j))));
  if (rest) most = f32x4.pmax(most, f32x4.mul(factor, loadLive(floats(x, whole), rest, load<f32>(floats(x, whole)))));
  const m = f32x4.splat(largestOfLanes(most));
  let lanes = f32x4.splat(0);
  for (let j: i32 = 0; j < whole; j += 4) {
    const e = expOfNonPositivef4(f32x4.sub(f32x4.mul(factor, v128.load(floats(x, j))), m));
    lanes = f32x4.add(lanes, e);
    v128.store(floats(y, j), e);
  }
  if (rest) {
    const e = expOfNonPositivef4(f32x4.sub(f32x4.mul(factor, loadLive(floats(x, whole), rest, 0)), m));
    lanes = f32x4.add(lanes, v128.and(e, liveLanes(rest)));
    storeLive(floats(y, whole), e, rest);
  }
  const s = f32x4.splat(sumOfLanes(lanes));
  for (let j: i32 = 0; j < whole; j += 4) v128.store(floats(y, j), f32x4.div(v128.load(floats(y, j)), s));
  if (rest) storeLive(floats(y, whole), f32x4.div(loadLive(floats(y, whole), rest, 0), s), rest);
}

export function logSoftmax(rows: i32, n: i32, x: usize, y: usize): void {
  for (let r: i32 = 0; r < rows; r++) {
    const m = f32x4.splat(largest(n, x));
    let lanes = f32x4.splat(0);
    for (let j: i32 = 0; j < n; j += 4) {
      const live: i32 = n - j;
      lanes = f32x4.add(lanes, v128.and(expOfNonPositivef4(f32x4.sub(loadLive(floats(x, j), live, 0), m)), liveLanes(live)));
    }
    const s = f32x4.splat(logf(sumOfLanes(lanes)));
    for (let j: i32 = 0; j < n; j += 4) {
      const live: i32 = n - j;
      storeLive(floats(y, j), f32x4.sub(f32x4.sub(loadLive(floats(x, j), live, 0), m), s), live);
    }
    x = floats(x, n);
    y = floats(y, n);
  }
}

/** out = y · (dy − Σ dy · y). */
export function softmaxSlope(rows: i32, n: i32, dy: usize, y: usize, out: usize): void {
  const one = f32x4.splat(1);
  for (let r: i32 = 0; r < rows; r++) {
    slopes(n, one, dy, y, out);
    dy = floats(dy, n);
    y = floats(y, n);
    out = floats(out, n);
  }
}

/** factor · (y · (dy − Σ dy · y)) of a row. */
@inline
function slopes(n: i32, factor: v128, dy: usize, y: usize, out: usize): void {
  let lanes = f32x4.splat(0);
  for (let j: i32 = 0; j < n; j += 4) {
    const live: i32 = n - j;
    lanes = f32x4.add(lanes, f32x4.mul(loadLive(floats(dy, j), live, 0), loadLive(floats(y, j), live, 0)));
  }
  const s = f32x4.splat(sumOfLanes(lanes));
  for (let j: i32 = 0; j < n; j += 4) {
    const live: i32 = n - j;
    const own = f32x4.mul(loadLive(floats(y, j), live, 0), f32x4.sub(loadLive(floats(dy, j), live, 0), s));
    storeLive(floats(out, j), f32x4.mul(factor, own), live);
  }
}

/** y[r] = 1 where the first largest of both rows is at the same place, else 0. */
export function correct(rows: i32, n: i32, z: usize, t: usize, y: usize): void {
  for (let r: i32 = 0; r < rows; r++) {
    const a = placeOfLargest(n, z);
    store<f32>(floats(y, r), a >= 0 && a == placeOfLargest(n, t) ? 1 : 0);
    z = floats(z, n);
    t = floats(t, n);
  }
}

/** −1 where one is NaN. */
function placeOfLargest(n: i32, x: usize): i32 {
  let place: i32 = 0;
  let most = load<f32>(x);
  for (let j: i32 = 0; j < n; j++) {
    const v = load<f32>(floats(x, j));
    if (v != v) return -1;
    if (v > most) {
      most = v;
      place = j;
    }
  }
  return place;
}

/** NaN where one is. */
export function largest(n: i32, x: usize): f32 {
  const whole: i32 = n & ~3;
  let most = f32x4.splat(-Infinity);
  let odd = f32x4.splat(0);
  for (let j: i32 = 0; j < whole; j += 4) {
    const v = v128.load(floats(x, j));
    odd = v128.or(odd, f32x4.ne(v, v));
    most = f32x4.pmax(most, v);
  }
  let greatest = largestOfLanes(most);
  if (v128.any_true(odd)) return NaN;
  for (let j: i32 = whole; j < n; j++) {
    const v = load<f32>(floats(x, j));
    if (v != v) return v;
    if (v > greatest) greatest = v;
  }
  return greatest;
}

/** Of four numbers. */
@inline
function largestOfLanes(x: v128): f32 {
  const low = max<f32>(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1));
  return max<f32>(low, max<f32>(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)));
}
