/** Where the draws lie, and what is found of them: each column chain after chain, chains of an even number of draws. */

export let chains: i32 = 0;
/** Halves of chains. */
export let halves: i32 = 0;
/** Draws of a half. */
export let half: i32 = 0;
/** Limits by which draws are marked. */
const LIMITS: i32 = 3;
/** Draws of all chains. */
export let all: i32 = 0;

/** Columns of draws, float64, one after the other. */
export let columns: usize = 0;
/** Room for one column: of work, and of scores and squares while their lags are asked for. */
export let room: usize = 0;
/** Of each half: its mean. */
export let means: usize = 0;
/** Of each half 24 sums over lags, or one of scores. */
export let sums: usize = 0;
/** Of each half the sum of squared scores. */
export let squares: usize = 0;
/** Of each of three limits and of each half how many draws are marked. */
export let ones: usize = 0;
/** Of each half how many pairs of draws are marked. */
export let counts: usize = 0;
/** Of each of three limits and of each half its marks, 32 to a word, an even number of words, and two more, which are zero. */
export let words: usize = 0;
/** Words of a half. */
export let stride: i32 = 0;

let end: usize = 0;

/** Begins with the memory anew: an instance serves one set of draws after the other, and arrays are laid out again. */
export function release(): void {
  end = __heap_base;
}

/** A place for so many bytes, in whatever they held before; `fits` says whether there was memory. */
export function reserve(bytes: usize): usize {
  const at: usize = (end + 15) & ~15;
  end = at + bytes;
  return at;
}

/** Takes the memory for all that was reserved. */
export function fits(): bool {
  const missing: i32 = <i32>((end + 0xffff) >> 16) - memory.size();
  return missing <= 0 || memory.grow(missing) >= 0;
}

/** Room for all but the columns, of `given` chains of `length` draws, which is even. */
export function setUp(given: i32, length: i32): void {
  chains = given;
  halves = 2 * chains;
  half = length / 2;
  all = chains * length;
  stride = ((half >> 6) + 2) << 1;
  room = reserve(<usize>all << 3);
  means = reserve(<usize>halves << 3);
  sums = reserve(<usize>halves * (24 << 3));
  squares = reserve(<usize>halves << 3);
  counts = reserve(<usize>halves << 2);
  ones = reserve((<usize>halves * LIMITS) << 2);
  words = reserve((<usize>halves * LIMITS * stride) << 2);
}

/** Writes to each page what is there: whoever hands out memory gives it at the first write alone, which takes a while. */
export function touch(): void {
  for (let at: usize = __heap_base; at < end; at += 4096) store<u8>(at, load<u8>(at));
}

/** Room for columns, behind all else: what does not depend on their number lies where it lay before. */
export function setUpColumns(count: i32): void {
  columns = reserve((<usize>all * count) << 3);
}
