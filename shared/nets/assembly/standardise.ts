/** Rows with mean 0 and variance 1, as layer normalisation has them, and the slope of that. The reference: shared/nets/ops/standardise.ts. */
import { floats, liveLanes, loadLive, storeLive, sumOfLanes } from "./vectors";

let mean: f32 = 0;
let inverse: f32 = 0;

/** Leaves the row's mean and 1 / √(variance + ε). */
function moments(n: i32, x: usize, epsilon: f32): void {
  let lanes = f32x4.splat(0);
  for (let j: i32 = 0; j < n; j += 4) lanes = f32x4.add(lanes, loadLive(floats(x, j), n - j, 0));
  mean = sumOfLanes(lanes) / <f32>n;
  const m = f32x4.splat(mean);
  lanes = f32x4.splat(0);
  for (let j: i32 = 0; j < n; j += 4) {
    const live: i32 = n - j;
    const centred = f32x4.sub(loadLive(floats(x, j), live, 0), m);
    lanes = f32x4.add(lanes, v128.and(f32x4.mul(centred, centred), liveLanes(live)));
  }
  inverse = <f32>1 / sqrt<f32>(sumOfLanes(lanes) / <f32>n + epsilon);
}

export function standardise(rows: i32, n: i32, x: usize, y: usize, epsilon: f32): void {
  for (let row: i32 = 0; row < rows; row++) {
    moments(n, x, epsilon);
    const m = f32x4.splat(mean);
    const r = f32x4.splat(inverse);
    for (let j: i32 = 0; j < n; j += 4) {
      const live: i32 = n - j;
      storeLive(floats(y, j), f32x4.mul(f32x4.sub(loadLive(floats(x, j), live, 0), m), r), live);
    }
    x = floats(x, n);
    y = floats(y, n);
  }
}

/** out = r · (dy − mean dy − x̂ · mean (dy · x̂)). */
export function standardiseSlope(rows: i32, n: i32, dy: usize, x: usize, out: usize, epsilon: f32): void {
  for (let row: i32 = 0; row < rows; row++) {
    moments(n, x, epsilon);
    const m = f32x4.splat(mean);
    const r = f32x4.splat(inverse);
    let sums = f32x4.splat(0);
    let products = f32x4.splat(0);
    for (let j: i32 = 0; j < n; j += 4) {
      const live: i32 = n - j;
      const d = loadLive(floats(dy, j), live, 0);
      const own = f32x4.mul(f32x4.sub(loadLive(floats(x, j), live, 0), m), r);
      sums = f32x4.add(sums, d);
      products = f32x4.add(products, v128.and(f32x4.mul(d, own), liveLanes(live)));
    }
    const lift = f32x4.splat(sumOfLanes(sums) / <f32>n);
    const tilt = f32x4.splat(sumOfLanes(products) / <f32>n);
    for (let j: i32 = 0; j < n; j += 4) {
      const live: i32 = n - j;
      const own = f32x4.mul(f32x4.sub(loadLive(floats(x, j), live, 0), m), r);
      const d = f32x4.sub(loadLive(floats(dy, j), live, 0), lift);
      storeLive(floats(out, j), f32x4.mul(r, f32x4.sub(d, f32x4.mul(own, tilt))), live);
    }
    dy = floats(dy, n);
    x = floats(x, n);
    out = floats(out, n);
  }
}
