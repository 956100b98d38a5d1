/**
 * Recurrent steps and attention with a cache: what they keep from row to row lies at `STAGE`. Sums become whole numbers of 1/1024 (Q10), gates and states of 2^−15 (Q15);
 * see shared/quant/graph/scalar/steps.ts, which these functions equal byte for byte.
 */
import { dense } from "./dense";
import { Field } from "./plan";

/** Places of tables, the same for all graphs: the sigmoid and tanh at −8, −8 + 1/16, …, 8, and 65535 e^(−i / 64). */
export let sigmoidTable: usize = 0;
export let tanhTable: usize = 0;
export let expTable: usize = 0;
export function useTables(sigmoid: usize, tanh: usize, exp: usize): void {
  sigmoidTable = sigmoid;
  tanhTable = tanh;
  expTable = exp;
}

/** Q10 to Q15, linear between the entries. */
// @ts-ignore: decorator
@inline
function between(table: usize, x: i32): i32 {
  const at = min(max(x, -8192), 8191) + 8192;
  const entry = table + (<usize>(at >> 6) << 2);
  const low = load<i32>(entry);
  return low + (((load<i32>(entry, 4) - low) * (at & 63) + 32) >> 6);
}

/** Of a product of two numbers of Q15. */
// @ts-ignore: decorator
@inline
function q15(product: i32): i32 {
  return (product + 16384) >> 15;
}

/** The code of a state, 64 · h + 64. */
// @ts-ignore: decorator
@inline
function codeOf(h: i32): u8 {
  return <u8>min(max(((h + 256) >> 9) + 64, 0), 127);
}

/**
 * `OTHER`: the product of the inputs; `MORE`: that of the state, of which `EXTRA`, where the reset gate stands before the product, has the last third. All of these
 * write Q10 to `SUMS` of theirs, and the latter read codes at `TABLE`.
 */
export function gru(entry: usize): void {
  const units = load<i32>(entry, Field.SIZE);
  const state = load<usize>(entry, Field.STAGE);
  const codes = load<usize>(entry, Field.TABLE);
  const target = load<usize>(entry, Field.TARGET);
  const own = load<usize>(entry, Field.OTHER);
  const back = load<usize>(entry, Field.MORE);
  const candidate = load<usize>(entry, Field.EXTRA);
  for (let i: i32 = 0; i < units; i++) store<u8>(codes + i, codeOf(load<i32>(state + (<usize>i << 2))));
  dense(own);
  dense(back);
  const x = load<usize>(own, Field.SUMS);
  const h = load<usize>(back, Field.SUMS);
  const third = <usize>units << 2;
  if (candidate) {
    for (let i: i32 = 0; i < units; i++) {
      const at = <usize>i << 2;
      const r = between(sigmoidTable, load<i32>(x + third + at) + load<i32>(h + third + at));
      store<u8>(codes + i, codeOf(q15(r * load<i32>(state + at))));
    }
    dense(candidate);
  }
  const u = candidate ? load<usize>(candidate, Field.SUMS) : h + 2 * third;
  for (let i: i32 = 0; i < units; i++) {
    const at = <usize>i << 2;
    const z = between(sigmoidTable, load<i32>(x + at) + load<i32>(h + at));
    let more = load<i32>(u + at);
    if (!candidate) more = q15(between(sigmoidTable, load<i32>(x + third + at) + load<i32>(h + third + at)) * more);
    const n = between(tanhTable, load<i32>(x + 2 * third + at) + more);
    const next = q15(z * load<i32>(state + at) + (32768 - z) * n);
    store<i32>(state + at, next);
    store<u8>(target + i, codeOf(next));
  }
}

/** Products as in `gru`; the state has the cells behind the hidden numbers. */
export function lstm(entry: usize): void {
  const units = load<i32>(entry, Field.SIZE);
  const hidden = load<usize>(entry, Field.STAGE);
  const cells = hidden + (<usize>units << 2);
  const codes = load<usize>(entry, Field.TABLE);
  const target = load<usize>(entry, Field.TARGET);
  const own = load<usize>(entry, Field.OTHER);
  const back = load<usize>(entry, Field.MORE);
  for (let i: i32 = 0; i < units; i++) store<u8>(codes + i, codeOf(load<i32>(hidden + (<usize>i << 2))));
  dense(own);
  dense(back);
  const x = load<usize>(own, Field.SUMS);
  const h = load<usize>(back, Field.SUMS);
  const quarter = <usize>units << 2;
  for (let n: i32 = 0; n < units; n++) {
    const at = <usize>n << 2;
    const i = between(sigmoidTable, load<i32>(x + at) + load<i32>(h + at));
    const f = between(sigmoidTable, load<i32>(x + quarter + at) + load<i32>(h + quarter + at));
    const g = between(tanhTable, load<i32>(x + 2 * quarter + at) + load<i32>(h + 2 * quarter + at));
    const o = between(sigmoidTable, load<i32>(x + 3 * quarter + at) + load<i32>(h + 3 * quarter + at));
    const sum = (<i64>f * <i64>load<i32>(cells + at) + <i64>(i * g) + 16384) >> 15;
    const cell = <i32>min(max(sum, -1048576), 1048576);
    const next = q15(o * between(tanhTable, (cell + 16) >> 5));
    store<i32>(cells + at, cell);
    store<i32>(hidden + at, next);
    store<u8>(target + n, codeOf(next));
  }
}

/**
 * One query against the last `STRIDE` keys, in `KERNEL_HEIGHT` heads. Cache: the number of rows seen, then keys and values as signed bytes, code less zero.
 * `OTHER`, `MORE`: keys and values of this row; zeros of the three in `TOP_ROWS`, `LEFT_COLUMNS`, `ZERO`; `WEIGHTS`: multiplier of scores as a float64; `SUMS`: room.
 */
export function attention(entry: usize): void {
  const width = load<i32>(entry, Field.SIZE);
  const heads = load<i32>(entry, Field.KERNEL_HEIGHT);
  const steps = load<i32>(entry, Field.STRIDE);
  const cache = load<usize>(entry, Field.STAGE);
  const keys = cache + 4;
  const values = keys + <usize>(steps * width);
  const zero = load<i32>(entry, Field.ZERO);
  const room = load<usize>(entry, Field.SUMS);
  const scale = load<f64>(load<usize>(entry, Field.WEIGHTS));
  let seen = load<i32>(cache);
  centred(load<usize>(entry, Field.OTHER), keys + <usize>((seen % steps) * width), width, load<i32>(entry, Field.LEFT_COLUMNS));
  centred(load<usize>(entry, Field.MORE), values + <usize>((seen % steps) * width), width, zero);
  // Beyond twice the steps the remainder alone matters.
  seen = seen + 1 < 2 * steps ? seen + 1 : steps;
  store<i32>(cache, seen);
  const count = min(seen, steps);
  const query = room + (<usize>steps << 2);
  centred(load<usize>(entry, Field.SOURCE), query, width, load<i32>(entry, Field.TOP_ROWS));
  const each = width / heads;
  for (let head: i32 = 0; head < heads; head++) {
    const from = <usize>(head * each);
    let most: i32 = i32.MIN_VALUE;
    for (let t: i32 = 0; t < count; t++) {
      let score: i32 = 0;
      const key = keys + <usize>(t * width) + from;
      for (let i: i32 = 0; i < each; i++) score += <i32>load<i8>(query + from + i) * <i32>load<i8>(key + i);
      store<i32>(room + (<usize>t << 2), score);
      most = max(most, score);
    }
    let sum: i64 = 0;
    for (let t: i32 = 0; t < count; t++) {
      const at = room + (<usize>t << 2);
      const below = <i32>min(Math.floor(<f64>(most - load<i32>(at)) * scale + 0.5), 1023);
      const e = load<i32>(expTable + (<usize>below << 2));
      store<i32>(at, e);
      sum += e;
    }
    for (let i: i32 = 0; i < each; i++) {
      let total: i64 = 0;
      const value = values + from + i;
      for (let t: i32 = 0; t < count; t++)
        total += <i64>load<i32>(room + (<usize>t << 2)) * <i64>load<i8>(value + <usize>(t * width));
      const mean = <i32>Math.floor(<f64>(total + total + sum) / <f64>(sum + sum));
      store<u8>(load<usize>(entry, Field.TARGET) + from + i, <u8>min(max(mean + zero, 0), 127));
    }
  }
}

/** The vector of the row that is seen now, of `STRIDE`: the number of rows seen lies at `STAGE`, the vectors at `WEIGHTS`. */
export function place(entry: usize): void {
  const units = load<i32>(entry, Field.SIZE);
  const counter = load<usize>(entry, Field.STAGE);
  const at = min(load<i32>(counter), load<i32>(entry, Field.STRIDE) - 1);
  store<i32>(counter, at + 1);
  memory.copy(load<usize>(entry, Field.TARGET), load<usize>(entry, Field.WEIGHTS) + <usize>(at * units), units);
}

function centred(from: usize, to: usize, count: i32, zero: i32): void {
  for (let i: i32 = 0; i < count; i++) store<i8>(to + i, <i8>(<i32>load<u8>(from + i) - zero));
}
