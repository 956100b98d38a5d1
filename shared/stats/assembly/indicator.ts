// What is made of a column when its mean and its quantiles are known: squared distances from the one, and which draws are at or below the others, as
// zeros and ones, 32 to a word.
import { all, columns, counts, half, halves, means, ones, room, squares, stride, words } from "./draws";
import { laggedOf } from "./series";

/**
 * Of (x − centre)² of a column the means of halves to `means`, `lags` sums over their lags from 0 on to `sums` (as `lagged`), and the sums of the squares and of theirs to the first two of
 * `squares`. The draws at or below each of three limits are marked, and counted. One look at the draws for all of it: the sums wait for themselves. What is in
 * `room` is lost.
 */
export function squareAndMark(column: i32, centre: f64, low: f64, middle: f64, high: f64, lags: i32): void {
  const average: v128 = f64x2.splat(centre);
  const lowest: v128 = f64x2.splat(low);
  const median: v128 = f64x2.splat(middle);
  const highest: v128 = f64x2.splat(high);
  let at: usize = columns + ((<usize>column * all) << 3);
  let square: usize = room;
  let second: f64 = 0;
  let fourth: f64 = 0;
  for (let c: i32 = 0; c < halves; c++) {
    const to: usize = words + ((<usize>c * stride) << 2);
    // Of one chain at a time.
    if (!(c & 1)) square = room;
    let own: f64 = 0;
    let lowOnes: i32 = 0;
    let middleOnes: i32 = 0;
    let highOnes: i32 = 0;
    for (let w: i32 = 0; w < half >> 5; w++) {
      let lows: i32 = 0;
      let middles: i32 = 0;
      let highs: i32 = 0;
      for (let i: i32 = 0; i < 32; i += 2) {
        const x: v128 = v128.load(at);
        lows |= i64x2.bitmask(f64x2.le(x, lowest)) << i;
        middles |= i64x2.bitmask(f64x2.le(x, median)) << i;
        highs |= i64x2.bitmask(f64x2.le(x, highest)) << i;
        const distance: v128 = f64x2.sub(x, average);
        const two: v128 = f64x2.mul(distance, distance);
        const four: v128 = f64x2.mul(two, two);
        v128.store(square, two);
        second += f64x2.extract_lane(two, 0);
        own += f64x2.extract_lane(two, 0);
        fourth += f64x2.extract_lane(four, 0);
        second += f64x2.extract_lane(two, 1);
        own += f64x2.extract_lane(two, 1);
        fourth += f64x2.extract_lane(four, 1);
        at += 16;
        square += 16;
      }
      putWords(to + (<usize>w << 2), lows, middles, highs);
      lowOnes += popcnt<i32>(lows);
      middleOnes += popcnt<i32>(middles);
      highOnes += popcnt<i32>(highs);
    }
    let lows: i32 = 0;
    let middles: i32 = 0;
    let highs: i32 = 0;
    for (let i: i32 = 0; i < (half & 31); i++) {
      const x: f64 = load<f64>(at);
      lows |= i32(x <= low) << i;
      middles |= i32(x <= middle) << i;
      highs |= i32(x <= high) << i;
      const two: f64 = (x - centre) * (x - centre);
      store<f64>(square, two);
      second += two;
      own += two;
      fourth += two * two;
      at += 8;
      square += 8;
    }
    putWords(to + (<usize>(half >> 5) << 2), lows, middles, highs);
    for (let w: i32 = (half >> 5) + 1; w < stride; w++) putWords(to + (<usize>w << 2), 0, 0, 0);
    const count: usize = ones + (<usize>c << 2);
    store<i32>(count, lowOnes + popcnt<i32>(lows));
    store<i32>(count + (<usize>halves << 2), middleOnes + popcnt<i32>(middles));
    store<i32>(count + (<usize>halves << 3), highOnes + popcnt<i32>(highs));
    store<f64>(means + (<usize>c << 3), own / half);
    if (c & 1) laggedOf(room, c >> 1, 0, lags);
  }
  store<f64>(squares, second);
  store<f64>(squares, fourth, 8);
}

/** (x − centre)² of a column, to `room`. */
export function squareAll(column: i32, centre: f64): void {
  const average: v128 = f64x2.splat(centre);
  const from: usize = columns + ((<usize>column * all) << 3);
  for (let i: usize = 0; i < <usize>all << 3; i += 16) {
    const distance: v128 = f64x2.sub(v128.load(from + i), average);
    v128.store(room + i, f64x2.mul(distance, distance));
  }
}

/** A word of each limit. */
@inline
function putWords(to: usize, low: i32, middle: i32, high: i32): void {
  const each: usize = (<usize>halves * stride) << 2;
  store<i32>(to, low);
  store<i32>(to + each, middle);
  store<i32>(to + 2 * each, high);
}

/** Of each half, places i where both x_i and x_{i+lag} are marked by limit `limit` of the three: what lies beyond the last draw is not. */
export function countPairs(limit: i32, lag: i32): void {
  // 64 draws at a time: behind the last of them lies a word that is zero.
  const skip: i32 = (lag >> 6) << 1;
  const shift: u64 = lag & 63;
  for (let c: i32 = 0; c < halves; c++) {
    const from: usize = words + ((<usize>(limit * halves + c) * stride) << 2);
    let count: i32 = 0;
    for (let w: i32 = 0; w + skip + 2 < stride; w += 2) {
      const ahead: usize = from + (<usize>(w + skip) << 2);
      // Shifted twice: a shift by 64 is none.
      const both: u64 = (load<u64>(ahead) >> shift) | ((load<u64>(ahead, 8) << 1) << (63 - shift));
      count += <i32>popcnt<u64>(load<u64>(from + (<usize>w << 2)) & both);
    }
    store<i32>(counts + (<usize>c << 2), count);
  }
}
