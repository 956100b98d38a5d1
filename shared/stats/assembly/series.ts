// Sums over draws in their order in time. Each sum has one order of its terms; several are made side by side.
import { half, halves, means, sums } from "./draws";

/** Lags that are summed at a time. */
const LAGS: i32 = 8;
const FEW_LAGS: i32 = 4;

/** Means of the halves of `values`, to `means`: of several at a time, since a sum waits for itself. */
export function meansOf(values: usize): void {
  const bytes: usize = <usize>half << 3;
  let c: i32 = 0;
  for (; c + 4 <= halves; c += 4) {
    const a: usize = values + <usize>c * bytes;
    const b: usize = a + bytes;
    const d: usize = b + bytes;
    const e: usize = d + bytes;
    let first: f64 = 0;
    let second: f64 = 0;
    let third: f64 = 0;
    let fourth: f64 = 0;
    for (let i: usize = 0; i < bytes; i += 8) {
      first += load<f64>(a + i);
      second += load<f64>(b + i);
      third += load<f64>(d + i);
      fourth += load<f64>(e + i);
    }
    const to: usize = means + (<usize>c << 3);
    store<f64>(to, first / half);
    store<f64>(to, second / half, 8);
    store<f64>(to, third / half, 16);
    store<f64>(to, fourth / half, 24);
  }
  for (; c < halves; c++) {
    const a: usize = values + <usize>c * bytes;
    let sum: f64 = 0;
    for (let i: usize = 0; i < bytes; i += 8) sum += load<f64>(a + i);
    store<f64>(means + (<usize>c << 3), sum / half);
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
    // Two draws at a time: of the pairs that the first is multiplied by, three come again two draws later, as they do for the second.
    const whole: i32 = max(half - lag - LAGS, 0) & ~1;
    const end: usize = from + (<usize>whole << 3);
    let y: usize = from + (<usize>lag << 3);
    let even0: v128 = average;
    let even2: v128 = average;
    let even4: v128 = average;
    let odd0: v128 = average;
    let odd2: v128 = average;
    let odd4: v128 = average;
    if (whole > 0) {
      even0 = f64x2.sub(v128.load(y), average);
      even2 = f64x2.sub(v128.load(y, 16), average);
      even4 = f64x2.sub(v128.load(y, 32), average);
      odd0 = f64x2.sub(v128.load(y, 8), average);
      odd2 = f64x2.sub(v128.load(y, 24), average);
      odd4 = f64x2.sub(v128.load(y, 40), average);
    }
    for (let at: usize = from; at < end; at += 16) {
      const both: v128 = f64x2.sub(v128.load(at), average);
      const even6: v128 = f64x2.sub(v128.load(y, 48), average);
      const odd6: v128 = f64x2.sub(v128.load(y, 56), average);
      const first: v128 = v128.shuffle<f64>(both, both, 0, 0);
      s0 = f64x2.add(s0, f64x2.mul(first, even0));
      s2 = f64x2.add(s2, f64x2.mul(first, even2));
      s4 = f64x2.add(s4, f64x2.mul(first, even4));
      s6 = f64x2.add(s6, f64x2.mul(first, even6));
      const second: v128 = v128.shuffle<f64>(both, both, 1, 1);
      s0 = f64x2.add(s0, f64x2.mul(second, odd0));
      s2 = f64x2.add(s2, f64x2.mul(second, odd2));
      s4 = f64x2.add(s4, f64x2.mul(second, odd4));
      s6 = f64x2.add(s6, f64x2.mul(second, odd6));
      even0 = even2;
      even2 = even4;
      even4 = even6;
      odd0 = odd2;
      odd2 = odd4;
      odd4 = odd6;
      y += 16;
    }
    v128.store(to, s0);
    v128.store(to, s2, 16);
    v128.store(to, s4, 32);
    v128.store(to, s6, 48);
    addRest(from, mean, lag, LAGS, whole, to);
  }
}

/** As `lagged`, of the four lags from `lag` on, to the first four of each half: of two halves at a time, since a sum waits for itself. */
export function laggedFew(values: usize, lag: i32): void {
  const whole: i32 = max(half - lag - FEW_LAGS, 0) & ~1;
  const bytes: usize = <usize>half << 3;
  const ahead: usize = <usize>lag << 3;
  for (let c: i32 = 0; c < halves; c += 2) {
    const from: usize = values + <usize>c * bytes;
    const other: usize = from + bytes;
    const to: usize = sums + (<usize>c << 6);
    const mean: f64 = load<f64>(means + (<usize>c << 3));
    const otherMean: f64 = load<f64>(means + (<usize>c << 3), 8);
    const average: v128 = f64x2.splat(mean);
    const otherAverage: v128 = f64x2.splat(otherMean);
    let s0: v128 = f64x2.splat(0);
    let s2: v128 = f64x2.splat(0);
    let z0: v128 = f64x2.splat(0);
    let z2: v128 = f64x2.splat(0);
    let even: v128 = average;
    let odd: v128 = average;
    let otherEven: v128 = average;
    let otherOdd: v128 = average;
    if (whole > 0) {
      even = f64x2.sub(v128.load(from + ahead), average);
      odd = f64x2.sub(v128.load(from + ahead, 8), average);
      otherEven = f64x2.sub(v128.load(other + ahead), otherAverage);
      otherOdd = f64x2.sub(v128.load(other + ahead, 8), otherAverage);
    }
    const end: usize = from + (<usize>whole << 3);
    for (let at: usize = from; at < end; at += 16) {
      const both: v128 = f64x2.sub(v128.load(at), average);
      const even2: v128 = f64x2.sub(v128.load(at + ahead, 16), average);
      const odd2: v128 = f64x2.sub(v128.load(at + ahead, 24), average);
      const first: v128 = v128.shuffle<f64>(both, both, 0, 0);
      s0 = f64x2.add(s0, f64x2.mul(first, even));
      s2 = f64x2.add(s2, f64x2.mul(first, even2));
      const second: v128 = v128.shuffle<f64>(both, both, 1, 1);
      s0 = f64x2.add(s0, f64x2.mul(second, odd));
      s2 = f64x2.add(s2, f64x2.mul(second, odd2));
      even = even2;
      odd = odd2;
      const here: usize = at + bytes;
      const otherBoth: v128 = f64x2.sub(v128.load(here), otherAverage);
      const otherEven2: v128 = f64x2.sub(v128.load(here + ahead, 16), otherAverage);
      const otherOdd2: v128 = f64x2.sub(v128.load(here + ahead, 24), otherAverage);
      const third: v128 = v128.shuffle<f64>(otherBoth, otherBoth, 0, 0);
      z0 = f64x2.add(z0, f64x2.mul(third, otherEven));
      z2 = f64x2.add(z2, f64x2.mul(third, otherEven2));
      const fourth: v128 = v128.shuffle<f64>(otherBoth, otherBoth, 1, 1);
      z0 = f64x2.add(z0, f64x2.mul(fourth, otherOdd));
      z2 = f64x2.add(z2, f64x2.mul(fourth, otherOdd2));
      otherEven = otherEven2;
      otherOdd = otherOdd2;
    }
    v128.store(to, s0);
    v128.store(to, s2, 16);
    v128.store(to, z0, 64);
    v128.store(to, z2, 80);
    addRest(from, mean, lag, FEW_LAGS, whole, to);
    addRest(other, otherMean, lag, FEW_LAGS, whole, to + 64);
  }
}

/** The terms from draw `start` of a half on, to `lags` sums. */
function addRest(from: usize, mean: f64, lag: i32, lags: i32, start: i32, to: usize): void {
  for (let i: i32 = start; i + lag < half; i++) {
    const x: f64 = load<f64>(from + (<usize>i << 3)) - mean;
    for (let t: i32 = 0; t < lags && i + lag + t < half; t++) {
      const sum: usize = to + (<usize>t << 3);
      store<f64>(sum, load<f64>(sum) + x * (load<f64>(from + (<usize>(i + lag + t) << 3)) - mean));
    }
  }
}
