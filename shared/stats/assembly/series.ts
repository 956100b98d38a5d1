// Sums over draws in their order in time. Each sum has one order of its terms; several are made side by side.
import { all, columns, half, halves, means, room, squares, sums } from "./draws";

/** Lags that are summed at a time. */
const LAGS: i32 = 8;

/** Σ x of a column, one after the other. */
export function sumOf(column: i32): f64 {
  const from: usize = columns + ((<usize>column * all) << 3);
  let sum: f64 = 0;
  for (let i: i32 = 0; i < all; i++) sum += load<f64>(from + (<usize>i << 3));
  return sum;
}

/** (x − centre)² of a column, to `room`; the sums of these and of their squares to the first two of `squares`. */
export function squareAll(column: i32, centre: f64): void {
  const from: usize = columns + ((<usize>column * all) << 3);
  let second: f64 = 0;
  let fourth: f64 = 0;
  for (let i: i32 = 0; i < all; i++) {
    const away: f64 = load<f64>(from + (<usize>i << 3)) - centre;
    const square: f64 = away * away;
    store<f64>(room + (<usize>i << 3), square);
    second += square;
    fourth += square * square;
  }
  store<f64>(squares, second);
  store<f64>(squares, fourth, 8);
}

/** Means of the halves of `values`, to `means`: of two at a time, since a sum waits for itself. */
export function meansOf(values: usize): void {
  const bytes: usize = <usize>half << 3;
  for (let c: i32 = 0; c < halves; c += 2) {
    const a: usize = values + <usize>c * bytes;
    const b: usize = a + bytes;
    let first: f64 = 0;
    let second: f64 = 0;
    for (let i: usize = 0; i < bytes; i += 8) {
      first += load<f64>(a + i);
      second += load<f64>(b + i);
    }
    store<f64>(means + (<usize>c << 3), first / half);
    store<f64>(means + (<usize>c << 3), second / half, 8);
  }
}

/** Σ_i (x_i − x̄)(x_{i+t} − x̄) of each half of `values`, for the eight lags t from `lag` on, to `sums` [halves, 8]. */
export function lagged(values: usize, lag: i32): void {
  for (let c: i32 = 0; c < halves; c++) {
    const from: usize = values + ((<usize>c * half) << 3);
    const to: usize = sums + (<usize>c << 6);
    const mean: f64 = load<f64>(means + (<usize>c << 3));
    const average: v128 = f64x2.splat(mean);
    let s0: v128 = f64x2.splat(0);
    let s2: v128 = f64x2.splat(0);
    let s4: v128 = f64x2.splat(0);
    let s6: v128 = f64x2.splat(0);
    const whole: i32 = max(half - lag - LAGS + 1, 0);
    const end: usize = from + (<usize>whole << 3);
    const ahead: usize = <usize>lag << 3;
    for (let at: usize = from; at < end; at += 8) {
      const x: v128 = f64x2.sub(v128.load64_splat(at), average);
      const y: usize = at + ahead;
      s0 = f64x2.add(s0, f64x2.mul(x, f64x2.sub(v128.load(y), average)));
      s2 = f64x2.add(s2, f64x2.mul(x, f64x2.sub(v128.load(y, 16), average)));
      s4 = f64x2.add(s4, f64x2.mul(x, f64x2.sub(v128.load(y, 32), average)));
      s6 = f64x2.add(s6, f64x2.mul(x, f64x2.sub(v128.load(y, 48), average)));
    }
    v128.store(to, s0);
    v128.store(to, s2, 16);
    v128.store(to, s4, 32);
    v128.store(to, s6, 48);
    for (let i: i32 = whole; i + lag < half; i++) {
      const x: f64 = load<f64>(from + (<usize>i << 3)) - mean;
      for (let t: i32 = 0; t < LAGS && i + lag + t < half; t++) {
        const sum: usize = to + (<usize>t << 3);
        store<f64>(sum, load<f64>(sum) + x * (load<f64>(from + (<usize>(i + lag + t) << 3)) - mean));
      }
    }
  }
}
