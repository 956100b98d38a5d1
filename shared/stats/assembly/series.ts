// Sums over draws in their order in time. Each sum has one order of its terms; several are made side by side.
import { half, halves, means, sums } from "./draws";

/** Lags that are summed at a time at most. */
const LAGS: i32 = 24;
/** Draws of two halves that are centred together: with those ahead of them they stay in a processor's nearest cache. */
const BLOCK: i32 = 1024;
/** Distances from the mean of two halves, in turns: of a block, and as many more as the farthest lags are ahead. */
const pairs: usize = memory.data(16 * (1024 + 80), 16);

/** Means of `count` halves, which lie one after the other, to `means` from the first of them on: of several at a time, since a sum waits for itself. */
export function meansOf(values: usize, first: i32, count: i32): void {
  const bytes: usize = <usize>half << 3;
  let at: usize = values;
  let c: i32 = first;
  for (; c + 4 <= first + count; c += 4) {
    const b: usize = at + bytes;
    const d: usize = b + bytes;
    const e: usize = d + bytes;
    let one: f64 = 0;
    let two: f64 = 0;
    let three: f64 = 0;
    let four: f64 = 0;
    for (let i: usize = 0; i < bytes; i += 8) {
      one += load<f64>(at + i);
      two += load<f64>(b + i);
      three += load<f64>(d + i);
      four += load<f64>(e + i);
    }
    const to: usize = means + (<usize>c << 3);
    store<f64>(to, one / half);
    store<f64>(to, two / half, 8);
    store<f64>(to, three / half, 16);
    store<f64>(to, four / half, 24);
    at = e + bytes;
  }
  for (; c < first + count; c++) {
    let sum: f64 = 0;
    for (let i: usize = 0; i < bytes; i += 8) sum += load<f64>(at + i);
    store<f64>(means + (<usize>c << 3), sum / half);
    at += bytes;
  }
}

/** Σ_i (x_i − x̄)(x_{i+t} − x̄) of each half of `values`, for `lags` lags t from `lag` on (a multiple of 4, at most 24), to `sums` [halves, 24]. */
export function lagged(values: usize, lag: i32, lags: i32): void {
  for (let chain: i32 = 0; chain < halves >> 1; chain++)
    laggedOf(values + (<usize>chain * <usize>half << 4), chain, lag, lags);
}

/** As `lagged`, of the chain `chain`, whose draws lie at `from`: both halves side by side, so that none of their terms is moved. */
export function laggedOf(from: usize, chain: i32, lag: i32, lags: i32): void {
  const bytes: usize = <usize>half << 3;
  const whole: i32 = max(half - lag - lags, 0);
  const to: usize = sums + <usize>chain * (2 * LAGS << 3);
  const average: v128 = v128.load(means + (<usize>chain << 4));
  memory.fill(to, 0, 2 * LAGS << 3);
  for (let start: i32 = 0; start < whole; start += BLOCK) {
    const count: i32 = min(whole - start, BLOCK);
    centre(from + (<usize>start << 3), bytes, average, count + lag + lags);
    let t: i32 = 0;
    for (; t + 12 <= lags; t += 12) addTwelve(count, lag + t, to + (<usize>t << 3));
    for (; t + 8 <= lags; t += 8) addEight(count, lag + t, to + (<usize>t << 3));
    if (t < lags) addFour(count, lag + t, to + (<usize>t << 3));
  }
  addRest(from, f64x2.extract_lane(average, 0), lag, lags, whole, to);
  addRest(from + bytes, f64x2.extract_lane(average, 1), lag, lags, whole, to + (LAGS << 3));
}

/** Distances from the means of two halves, `count` draws of each, to `pairs`; an odd number of them goes one farther. */
function centre(from: usize, bytes: usize, average: v128, count: i32): void {
  const end: usize = from + (<usize>count << 3);
  let to: usize = pairs;
  for (let at: usize = from; at < end; at += 16) {
    const one: v128 = v128.load(at);
    const other: v128 = v128.load(at + bytes);
    v128.store(to, f64x2.sub(v128.shuffle<f64>(one, other, 0, 2), average));
    v128.store(to, f64x2.sub(v128.shuffle<f64>(one, other, 1, 3), average), 16);
    to += 32;
  }
}

/** The sum of a lag of two halves. */
@inline
function sumAt(to: usize, lag: i32): v128 {
  const at: usize = to + (<usize>lag << 3);
  return f64x2.replace_lane(f64x2.splat(load<f64>(at)), 1, load<f64>(at + (LAGS << 3)));
}

@inline
function putSum(to: usize, lag: i32, sum: v128): void {
  const at: usize = to + (<usize>lag << 3);
  store<f64>(at, f64x2.extract_lane(sum, 0));
  store<f64>(at + (LAGS << 3), f64x2.extract_lane(sum, 1));
}

function addTwelve(count: i32, lag: i32, to: usize): void {
  let s0: v128 = sumAt(to, 0);
  let s1: v128 = sumAt(to, 1);
  let s2: v128 = sumAt(to, 2);
  let s3: v128 = sumAt(to, 3);
  let s4: v128 = sumAt(to, 4);
  let s5: v128 = sumAt(to, 5);
  let s6: v128 = sumAt(to, 6);
  let s7: v128 = sumAt(to, 7);
  let s8: v128 = sumAt(to, 8);
  let s9: v128 = sumAt(to, 9);
  let s10: v128 = sumAt(to, 10);
  let s11: v128 = sumAt(to, 11);
  const end: usize = pairs + (<usize>count << 4);
  const ahead: usize = <usize>lag << 4;
  for (let at: usize = pairs; at < end; at += 16) {
    const x: v128 = v128.load(at);
    const y: usize = at + ahead;
    s0 = f64x2.add(s0, f64x2.mul(x, v128.load(y)));
    s1 = f64x2.add(s1, f64x2.mul(x, v128.load(y, 16)));
    s2 = f64x2.add(s2, f64x2.mul(x, v128.load(y, 32)));
    s3 = f64x2.add(s3, f64x2.mul(x, v128.load(y, 48)));
    s4 = f64x2.add(s4, f64x2.mul(x, v128.load(y, 64)));
    s5 = f64x2.add(s5, f64x2.mul(x, v128.load(y, 80)));
    s6 = f64x2.add(s6, f64x2.mul(x, v128.load(y, 96)));
    s7 = f64x2.add(s7, f64x2.mul(x, v128.load(y, 112)));
    s8 = f64x2.add(s8, f64x2.mul(x, v128.load(y, 128)));
    s9 = f64x2.add(s9, f64x2.mul(x, v128.load(y, 144)));
    s10 = f64x2.add(s10, f64x2.mul(x, v128.load(y, 160)));
    s11 = f64x2.add(s11, f64x2.mul(x, v128.load(y, 176)));
  }
  putSum(to, 0, s0);
  putSum(to, 1, s1);
  putSum(to, 2, s2);
  putSum(to, 3, s3);
  putSum(to, 4, s4);
  putSum(to, 5, s5);
  putSum(to, 6, s6);
  putSum(to, 7, s7);
  putSum(to, 8, s8);
  putSum(to, 9, s9);
  putSum(to, 10, s10);
  putSum(to, 11, s11);
}

function addEight(count: i32, lag: i32, to: usize): void {
  let s0: v128 = sumAt(to, 0);
  let s1: v128 = sumAt(to, 1);
  let s2: v128 = sumAt(to, 2);
  let s3: v128 = sumAt(to, 3);
  let s4: v128 = sumAt(to, 4);
  let s5: v128 = sumAt(to, 5);
  let s6: v128 = sumAt(to, 6);
  let s7: v128 = sumAt(to, 7);
  const end: usize = pairs + (<usize>count << 4);
  const ahead: usize = <usize>lag << 4;
  for (let at: usize = pairs; at < end; at += 16) {
    const x: v128 = v128.load(at);
    const y: usize = at + ahead;
    s0 = f64x2.add(s0, f64x2.mul(x, v128.load(y)));
    s1 = f64x2.add(s1, f64x2.mul(x, v128.load(y, 16)));
    s2 = f64x2.add(s2, f64x2.mul(x, v128.load(y, 32)));
    s3 = f64x2.add(s3, f64x2.mul(x, v128.load(y, 48)));
    s4 = f64x2.add(s4, f64x2.mul(x, v128.load(y, 64)));
    s5 = f64x2.add(s5, f64x2.mul(x, v128.load(y, 80)));
    s6 = f64x2.add(s6, f64x2.mul(x, v128.load(y, 96)));
    s7 = f64x2.add(s7, f64x2.mul(x, v128.load(y, 112)));
  }
  putSum(to, 0, s0);
  putSum(to, 1, s1);
  putSum(to, 2, s2);
  putSum(to, 3, s3);
  putSum(to, 4, s4);
  putSum(to, 5, s5);
  putSum(to, 6, s6);
  putSum(to, 7, s7);
}

function addFour(count: i32, lag: i32, to: usize): void {
  let s0: v128 = sumAt(to, 0);
  let s1: v128 = sumAt(to, 1);
  let s2: v128 = sumAt(to, 2);
  let s3: v128 = sumAt(to, 3);
  const end: usize = pairs + (<usize>count << 4);
  const ahead: usize = <usize>lag << 4;
  for (let at: usize = pairs; at < end; at += 16) {
    const x: v128 = v128.load(at);
    const y: usize = at + ahead;
    s0 = f64x2.add(s0, f64x2.mul(x, v128.load(y)));
    s1 = f64x2.add(s1, f64x2.mul(x, v128.load(y, 16)));
    s2 = f64x2.add(s2, f64x2.mul(x, v128.load(y, 32)));
    s3 = f64x2.add(s3, f64x2.mul(x, v128.load(y, 48)));
  }
  putSum(to, 0, s0);
  putSum(to, 1, s1);
  putSum(to, 2, s2);
  putSum(to, 3, s3);
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
