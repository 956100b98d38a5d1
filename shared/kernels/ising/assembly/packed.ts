/** The twin of shared/kernels/ising/packed.ts: 128 sites at once, four words side by side. */
import { fourBlocks, word0, word1, word2, word3 } from "../../../random/assembly/philox";

/** Digits of a threshold. */
const DIGITS = 32;
/** Bytes of the table of digits: of one digit, and up to the classes of sites that are up. */
const DIGIT: usize = 160;
const OWN: usize = 80;
/** Digits that are compared before it is asked whether all sites are decided: seldom are more needed. */
const FIRST = 12;

let side = 0;
/** Words of one colour in a row, and in all. */
let width = 0;
let length = 0;
/** Words between the streams of the two colours. */
let stride = 0;
/** Rows of each colour, with a copy of the last row before the first and of the first after the last: then all neighbours above and below lie where they lie. */
let even: usize = 0;
let odd: usize = 0;
/** The words of the neighbours beside that have another place in their word. */
let beside: usize = 0;
/** Which bits of each word are sites. */
let masks: usize = 0;
/** For each digit ten vectors, all ones where the threshold of the class has the digit 1. */
let digits: usize = 0;
/** Whether the probabilities depend on the site's own state. */
let byOwn = false;
/** Room for the states of all sites, one byte each. */
export let packedSpins: usize = 0;
/** Sites that are up: what `aligned` has counted. */
export let up = 0;

export function packedSetUp(givenSide: i32): void {
  side = givenSide;
  width = (side + 63) / 64;
  length = side * width;
  stride = (length + 3) & ~3;
  // A vector may reach beyond the last row.
  const bytes = <usize>((side + 2) * width + 4) << 2;
  even = heap.alloc(bytes) + (<usize>width << 2);
  odd = heap.alloc(bytes) + (<usize>width << 2);
  beside = heap.alloc(bytes);
  masks = heap.alloc(bytes);
  digits = heap.alloc(<usize>DIGITS * DIGIT);
  packedSpins = heap.alloc(side * side);
  for (let i = 0; i < length; i++) store<u32>(masks + (<usize>i << 2), maskOf(i % width));
}

@inline
function maskOf(w: i32): u32 {
  const bits = side / 2 - 32 * w;
  return bits >= 32 ? 0xffffffff : (1 << bits) - 1;
}

/** Ten thresholds, uint32 at `thresholds`: see `upThresholds`. */
export function setThresholds(thresholds: usize): void {
  byOwn = false;
  for (let i = 0; i < 10; i++) {
    const threshold = load<u32>(thresholds + (<usize>i << 2));
    if (i >= 5 && threshold != load<u32>(thresholds + (<usize>(i - 5) << 2))) byOwn = true;
    for (let j = 0; j < DIGITS; j++)
      v128.store(digits + (<usize>(10 * j + i) << 4), i32x4.splat(-((threshold >>> (31 - j)) & 1)));
  }
}

/** Copies the last row before the first and the first after the last. */
function wrap(colour: usize): void {
  const row = <usize>width << 2;
  memory.copy(colour - row, colour + row * (side - 1), row);
  memory.copy(colour + row * side, colour, row);
}

/** The neighbours beside that are not at the same bit: those of the next bit where row + colour is odd, otherwise of the one before. */
function setBeside(other: usize, colour: i32): void {
  const last = (side / 2 - 1) & 31;
  for (let row = 0; row < side; row++) {
    const from = other + (<usize>(row * width) << 2);
    const to = beside + (<usize>(row * width) << 2);
    const end = <usize>(width - 1) << 2;
    if (((row + colour) & 1) == 1) {
      for (let at: usize = 0; at < end; at += 4)
        store<u32>(to + at, (load<u32>(from + at) >>> 1) | (load<u32>(from + at, 4) << 31));
      store<u32>(to + end, (load<u32>(from + end) >>> 1) | ((load<u32>(from) & 1) << last));
    } else {
      let carry = (load<u32>(from + end) >>> last) & 1;
      for (let at: usize = 0; at <= end; at += 4) {
        const word = load<u32>(from + at);
        store<u32>(to + at, (word << 1) | carry);
        carry = word >>> 31;
      }
    }
  }
}

/** Where the digit of each class is 1, in the sites of that class. */
@inline
function masked(place: usize, n: i32, where: v128): v128 {
  return v128.and(where, v128.load(place + (<usize>n << 4)));
}

@inline
function digitOf(place: usize, m0: v128, m1: v128, m2: v128, m3: v128, m4: v128): v128 {
  return v128.or(
    v128.or(v128.or(masked(place, 0, m0), masked(place, 1, m1)), v128.or(masked(place, 2, m2), masked(place, 3, m3))),
    masked(place, 4, m4),
  );
}

/** Redraws all sites of one colour: half a sweep. */
export function packedUpdate(colour: i32, k0: u32, k1: u32): void {
  const own = colour == 0 ? even : odd;
  const other = colour == 0 ? odd : even;
  setBeside(other, colour);
  if (byOwn) update<bool>(own, other, colour, k0, k1);
  else update<i32>(own, other, colour, k0, k1);
  wrap(own);
}

/** Whether u is below its threshold, as far as the digits so far tell; and where they do not yet. */
let below: v128 = i32x4.splat(0);
let undecided: v128 = i32x4.splat(0);

@inline
function compare(u: v128, digit: v128): void {
  below = v128.or(below, v128.andnot(v128.and(undecided, digit), u));
  undecided = v128.andnot(undecided, v128.xor(u, digit));
}

/** `T`: bool where probabilities depend on the site's own state. */
@inline
function digit<T>(place: usize, m0: v128, m1: v128, m2: v128, m3: v128, m4: v128, own: v128): v128 {
  const down = digitOf(place, m0, m1, m2, m3, m4);
  return isBoolean<T>() ? v128.bitselect(digitOf(place + OWN, m0, m1, m2, m3, m4), down, own) : down;
}

function update<T>(own: usize, other: usize, colour: i32, k0: u32, k1: u32): void {
  const row = <usize>width << 2;
  const first = <u64>(colour * stride);
  for (let at = 0; at < length; at += 4) {
    const byte = <usize>at << 2;
    const a = v128.load(other + byte);
    const b = v128.load(beside + byte);
    const c = v128.load(other + byte - row);
    const d = v128.load(other + byte + row);
    const ab = v128.xor(a, b);
    const cd = v128.xor(c, d);
    const odds = v128.xor(ab, cd);
    const pairs = v128.xor(v128.xor(v128.and(a, b), v128.and(c, d)), v128.and(ab, cd));
    // Sites with 0, 1, 2, 3, 4 neighbours up.
    const m4 = v128.and(v128.and(a, b), v128.and(c, d));
    const m3 = v128.and(odds, pairs);
    const m2 = v128.andnot(pairs, odds);
    const m1 = v128.andnot(odds, pairs);
    const m0 = v128.not(v128.or(v128.or(odds, pairs), m4));
    const spins = v128.load(own + byte);
    below = i32x4.splat(0);
    undecided = i32x4.splat(-1);
    let place = digits;
    let j = 0;
    do {
      fourBlocks(k0, k1, (<u64>(j >> 2) << 32) + first + <u64>at);
      compare(word0, digit<T>(place, m0, m1, m2, m3, m4, spins));
      compare(word1, digit<T>(place + DIGIT, m0, m1, m2, m3, m4, spins));
      compare(word2, digit<T>(place + 2 * DIGIT, m0, m1, m2, m3, m4, spins));
      compare(word3, digit<T>(place + 3 * DIGIT, m0, m1, m2, m3, m4, spins));
      place += 4 * DIGIT;
      j += 4;
    } while (j < FIRST || (j < DIGITS && v128.any_true(undecided)));
    v128.store(own + byte, v128.and(below, v128.load(masks + byte)));
  }
}

/** Bonds between equal neighbours; leaves the number of sites that are up in `up`. */
export function aligned(): i32 {
  setBeside(odd, 0);
  const row = <usize>width << 2;
  let sum = 0;
  up = 0;
  for (let at = 0; at < length; at++) {
    const byte = <usize>at << 2;
    const own = load<u32>(even + byte);
    const mask = load<u32>(masks + byte);
    up += popcnt(own) + popcnt(load<u32>(odd + byte));
    sum += popcnt(~(own ^ load<u32>(odd + byte)) & mask) + popcnt(~(own ^ load<u32>(beside + byte)) & mask);
    sum += popcnt(~(own ^ load<u32>(odd + byte - row)) & mask) + popcnt(~(own ^ load<u32>(odd + byte + row)) & mask);
  }
  return sum;
}

/** From the bytes at `packedSpins`. */
export function setPackedSpins(): void {
  memory.fill(even, 0, <usize>length << 2);
  memory.fill(odd, 0, <usize>length << 2);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const k = column >> 1;
      const place = (((row + column) & 1) == 0 ? even : odd) + (<usize>(row * width + (k >> 5)) << 2);
      const bit = <u32>load<u8>(packedSpins + row * side + column) << (k & 31);
      store<u32>(place, load<u32>(place) | bit);
    }
  }
  wrap(even);
  wrap(odd);
}

/** To the bytes at `packedSpins`. */
export function unpackSpins(): void {
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const k = column >> 1;
      const place = (((row + column) & 1) == 0 ? even : odd) + (<usize>(row * width + (k >> 5)) << 2);
      store<u8>(packedSpins + row * side + column, (load<u32>(place) >>> (k & 31)) & 1);
    }
  }
}
