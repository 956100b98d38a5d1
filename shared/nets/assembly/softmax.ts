/** Softmax over rows, its logarithm and its slope, and whether the largest of two rows agree. The references: shared/nets/ops/softmax.ts, correct.ts. */
import { expf4, logf } from "../../math/assembly/elementary4";
import { floats, liveLanes, loadLive, storeLive, sumOfLanes } from "./vectors";

export function softmax(rows: i32, n: i32, x: usize, y: usize): void {
  for (let r: i32 = 0; r < rows; r++) {
    const m = f32x4.splat(largest(n, x));
    let lanes = f32x4.splat(0);
    for (let j: i32 = 0; j < n; j += 4) {
      const live: i32 = n - j;
      const e = expf4(f32x4.sub(loadLive(floats(x, j), live, 0), m));
      lanes = f32x4.add(lanes, v128.and(e, liveLanes(live)));
      storeLive(floats(y, j), e, live);
    }
    const s = f32x4.splat(sumOfLanes(lanes));
    for (let j: i32 = 0; j < n; j += 4) {
      const live: i32 = n - j;
      storeLive(floats(y, j), f32x4.div(loadLive(floats(y, j), live, 0), s), live);
    }
    x = floats(x, n);
    y = floats(y, n);
  }
}

export function logSoftmax(rows: i32, n: i32, x: usize, y: usize): void {
  for (let r: i32 = 0; r < rows; r++) {
    const m = f32x4.splat(largest(n, x));
    let lanes = f32x4.splat(0);
    for (let j: i32 = 0; j < n; j += 4) {
      const live: i32 = n - j;
      lanes = f32x4.add(lanes, v128.and(expf4(f32x4.sub(loadLive(floats(x, j), live, 0), m)), liveLanes(live)));
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
  for (let r: i32 = 0; r < rows; r++) {
    let lanes = f32x4.splat(0);
    for (let j: i32 = 0; j < n; j += 4) {
      const live: i32 = n - j;
      lanes = f32x4.add(lanes, f32x4.mul(loadLive(floats(dy, j), live, 0), loadLive(floats(y, j), live, 0)));
    }
    const s = f32x4.splat(sumOfLanes(lanes));
    for (let j: i32 = 0; j < n; j += 4) {
      const live: i32 = n - j;
      const own = loadLive(floats(y, j), live, 0);
      storeLive(floats(out, j), f32x4.mul(own, f32x4.sub(loadLive(floats(dy, j), live, 0), s)), live);
    }
    dy = floats(dy, n);
    y = floats(y, n);
    out = floats(out, n);
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
  let most: f32 = -Infinity;
  for (let j: i32 = 0; j < n; j++) {
    const v = load<f32>(floats(x, j));
    if (!(v <= most)) most = v;
    if (most != most) return most;
  }
  return most;
}
