// Draws at or below a limit: zeros and ones, 32 to a word.
import { all, columns, counts, half, halves, stride, words } from "./draws";

/** Marks the draws of a column that are at or below the limit, and counts them. */
export function mark(column: i32, limit: f64): void {
  const from: usize = columns + ((<usize>column * all) << 3);
  const bound: v128 = f64x2.splat(limit);
  for (let c: i32 = 0; c < halves; c++) {
    let at: usize = from + ((<usize>c * half) << 3);
    let to: usize = words + ((<usize>c * stride) << 2);
    let count: i32 = 0;
    const whole: i32 = half >> 5;
    for (let w: i32 = 0; w < whole; w++) {
      let word: i32 = 0;
      for (let i: i32 = 0; i < 32; i += 8) {
        const a: i32 = i64x2.bitmask(f64x2.le(v128.load(at), bound));
        const b: i32 = i64x2.bitmask(f64x2.le(v128.load(at, 16), bound));
        const d: i32 = i64x2.bitmask(f64x2.le(v128.load(at, 32), bound));
        const e: i32 = i64x2.bitmask(f64x2.le(v128.load(at, 48), bound));
        word |= (a | (b << 2) | (d << 4) | (e << 6)) << i;
        at += 64;
      }
      store<i32>(to, word);
      count += popcnt<i32>(word);
      to += 4;
    }
    let rest: i32 = 0;
    for (let i: i32 = 0; i < (half & 31); i++) {
      rest |= i32(load<f64>(at) <= limit) << i;
      at += 8;
    }
    store<i32>(to, rest);
    store<i32>(to, 0, 4);
    store<i32>(counts + (<usize>c << 2), count + popcnt<i32>(rest));
  }
}

/** Of each half, places i where both x_i and x_{i+lag} are marked: what lies beyond the last draw is not. */
export function countPairs(lag: i32): void {
  const skip: i32 = lag >> 5;
  const shift: i32 = lag & 31;
  for (let c: i32 = 0; c < halves; c++) {
    const from: usize = words + ((<usize>c * stride) << 2);
    let count: i32 = 0;
    for (let w: i32 = 0; w + skip + 1 < stride; w++) {
      const ahead: u64 = load<u64>(from + (<usize>(w + skip) << 2));
      count += popcnt<i32>(load<i32>(from + (<usize>w << 2)) & <i32>(ahead >> shift));
    }
    store<i32>(counts + (<usize>c << 2), count);
  }
}
