// The points of a design, as in shared/kernels/integration/scalar.ts: the same numbers, tables in place of loops over bits.
import { fillUniform, permutation } from "../../../random/assembly/distributions";
import { fillWords, fold } from "../../../random/assembly/philox";
import { alloc } from "../../../wasm/lib/memory";
import { BLOCK, MOST_DIMENSIONS, POINTS } from "../integrands";

const LEAST: f64 = 1.1102230246251565e-16;
const GREATEST: f64 = 1 - LEAST;
/** Bits of the prefix whose scrambling is looked up: tables of more leave the caches, since neighbouring points lie far apart in them. */
const TABLE_BITS: i32 = 12;

// Codes of DESIGNS in machine.ts.
const INDEPENDENT: i32 = 0;
const ANTITHETIC: i32 = 1;
const STRATIFIED: i32 = 2;
const LATIN: i32 = 3;

// Streams of machine.ts.
const UNIFORM: u32 = 0;
const ORDER: u32 = 1;
const SCRAMBLE: u32 = 2;

let design: i32 = 0;
let dimension: i32 = 0;
let bits: i32 = 0;
let room: usize = 0;
/** Keys of the uniforms of each coordinate, two words each. */
let keys: usize = 0;
/** 32 direction numbers of each coordinate. */
let directions: usize = 0;
const pairs = memory.data(8 * (256 + 8), 16);

/** Of stratified and Latin designs permutations, of Sobol's random bits and scrambled prefixes; grows, and is used again. */
let tables: usize = 0;
let tableBytes: usize = 0;
let flipBytes: usize = 0;

export function setUpPoints(newDimension: i32, newRoom: usize): usize {
  dimension = newDimension;
  room = newRoom;
  keys = alloc(<usize>MOST_DIMENSIONS << 3);
  directions = alloc(<usize>dimension << 7);
  return directions;
}

@inline
function keyed(j: i32): u64 {
  return load<u64>(keys + (<usize>j << 3));
}

@inline
function permutationAt(j: i32): usize {
  return tables + (<usize>j << (bits + 2));
}

function reserve(bytes: usize): void {
  if (bytes <= tableBytes) return;
  tables = alloc(bytes);
  tableBytes = bytes;
}

export function openDesign(newDesign: i32, newBits: i32, k0: u32, k1: u32): void {
  design = newDesign;
  bits = newBits;
  for (let j = 0; j < dimension; j++) store<u64>(keys + (<usize>j << 3), fold(k0, k1, UNIFORM, j));
  if (design === INDEPENDENT || design === ANTITHETIC) return;
  if (design === STRATIFIED) {
    reserve(<usize>4 << bits);
    const own = fold(k0, k1, ORDER);
    permutation(tables, 1 << bits, <u32>own, <u32>(own >> 32));
    return;
  }
  if (design === LATIN) {
    reserve(<usize>dimension << (bits + 2));
    for (let j = 0; j < dimension; j++) {
      const own = fold(k0, k1, ORDER, j);
      permutation(permutationAt(j), 1 << bits, <u32>own, <u32>(own >> 32));
    }
    return;
  }
  openSobol(k0, k1);
}

/** For each coordinate the random bits, then the scrambled form of each prefix of TABLE_BITS bits. */
function openSobol(k0: u32, k1: u32): void {
  const words = max(1, (1 << bits) >> 5);
  flipBytes = <usize>words << 2;
  const known = min(bits, TABLE_BITS);
  const each = flipBytes + (<usize>4 << known);
  reserve(each * <usize>dimension);
  for (let j = 0; j < dimension; j++) {
    const flips = tables + each * <usize>j;
    const own = fold(k0, k1, SCRAMBLE, j);
    fillWords(flips, words, <u32>own, <u32>(own >> 32), 0);
    const table = flips + flipBytes;
    store<u32>(table, 0);
    // From prefixes of k bits to those of k + 1, the last first: none is overwritten before it is read.
    for (let k = 0; k < known; k++)
      for (let prefix = (1 << k) - 1; prefix >= 0; prefix--) {
        const before = load<u32>(table + (<usize>prefix << 2)) << 1;
        const flip = flipOf(flips, (1 << k) + prefix);
        store<u32>(table + (<usize>prefix << 3), before | flip);
        store<u32>(table + (<usize>prefix << 3), before | (flip ^ 1), 4);
      }
  }
}

@inline
function flipOf(flips: usize, node: u32): u32 {
  return (load<u32>(flips + (<usize>(node >> 5) << 2)) >> (node & 31)) & 1;
}

@inline
function clamped(x: f64): f64 {
  return min<f64>(max<f64>(x, LEAST), GREATEST);
}

/** Writes coordinates of the points from … from + count − 1 to the room. */
export function drawPoints(from: i32, count: i32): void {
  for (let j = 0; j < dimension; j++) {
    const column = room + (<usize>(POINTS + j * BLOCK) << 3);
    const key = keyed(j);
    if (design === ANTITHETIC) {
      drawPairs(column, key, from, count);
      continue;
    }
    fillUniform(column, count, <u32>key, <u32>(key >> 32), from);
    if (design === INDEPENDENT) clampAll(column, count);
    else if (design === STRATIFIED) stratify(column, j, from, count);
    else if (design === LATIN) permute(column, permutationAt(j), from, count);
    else scramble(column, j, from, count);
  }
}

function clampAll(column: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const at = column + (<usize>i << 3);
    store<f64>(at, clamped(load<f64>(at)));
  }
}

function drawPairs(column: usize, key: u64, from: i32, count: i32): void {
  const first = from >> 1;
  fillUniform(pairs, ((count + 1) >> 1) + 1, <u32>key, <u32>(key >> 32), first);
  for (let i = 0; i < count; i++) {
    const u = load<f64>(pairs + (<usize>(((from + i) >> 1) - first) << 3));
    store<f64>(column + (<usize>i << 3), clamped(((from + i) & 1) == 0 ? u : 1 - u));
  }
}

/** The bits of a box's number that belong to coordinate j, from the lowest on. */
function stratify(column: usize, j: i32, from: i32, count: i32): void {
  const least = bits / dimension;
  const more = bits % dimension;
  const own = least + (j < more ? 1 : 0);
  const shift = j * least + min(j, more);
  const size = <f64>(1 << own);
  for (let i = 0; i < count; i++) {
    const at = column + (<usize>i << 3);
    const box = (load<u32>(tables + (<usize>(from + i) << 2)) >> shift) & ((1 << own) - 1);
    store<f64>(at, clamped((<f64>box + load<f64>(at)) / size));
  }
}

function permute(column: usize, order: usize, from: i32, count: i32): void {
  const size = <f64>(1 << bits);
  for (let i = 0; i < count; i++) {
    const at = column + (<usize>i << 3);
    store<f64>(at, clamped((<f64>load<u32>(order + (<usize>(from + i) << 2)) + load<f64>(at)) / size));
  }
}

function scramble(column: usize, j: i32, from: i32, count: i32): void {
  const own = directions + (<usize>j << 7);
  const known = min(bits, TABLE_BITS);
  const flips = tables + (flipBytes + (<usize>4 << known)) * <usize>j;
  const table = flips + flipBytes;
  const share = 1 / <f64>(1 << bits);
  let sum: u32 = 0;
  let gray = from ^ (from >>> 1);
  for (let k = 0; gray != 0; k++, gray >>>= 1) if (gray & 1) sum ^= load<u32>(own + (<usize>k << 2));
  for (let i = 0; i < count; i++) {
    const prefix = bits == 0 ? 0 : sum >> (32 - bits);
    let out = load<u32>(table + (<usize>(prefix >> (bits - known)) << 2));
    for (let k = known; k < bits; k++) {
      const flip = flipOf(flips, (1 << k) + (prefix >> (bits - k)));
      out = (out << 1) | (((prefix >> (bits - 1 - k)) & 1) ^ flip);
    }
    const at = column + (<usize>i << 3);
    store<f64>(at, clamped((<f64>out + load<f64>(at)) * share));
    sum ^= load<u32>(own + (<usize>ctz(from + i + 1) << 2));
  }
}
