/** Random numbers of sweeps: the twin of ../leading.ts, which says what they are. */
import { fold, fourCounters, philox, word0, word1, word2, word3, wordOf } from "../../../random/assembly/philox";
import { bytesOfRows, prepareRows, storeRow } from "../../../random/assembly/philox-rows";
import { constant } from "../../../math/assembly/elementary4";
import { alloc } from "../../../wasm/lib/memory";
import { H, V, gaussian } from "./state";

const SWEEP: u32 = 6;
const TWO_M24: f32 = 5.9604644775390625e-8;
const REST: u32 = 1;

/** A byte of each unit of the chain at hand: hidden ones first, visible ones from `firstVisible` on; some more behind them. */
export let leads: usize = 0;
export let firstVisible: i32 = 0;
/** Of the blocks that these are. */
let blocks: i32 = 0;
let table: usize = 0;
let tableEnd: usize = 0;
let k0: u32 = 0;
let k1: u32 = 0;
let chain: u32 = 0;

/** Sets the key of a sweep. */
export function beginSweep(low: u32, high: u32, step: i32): void {
  if (leads == 0) {
    firstVisible = (H + 15) & ~15;
    const bytes = gaussian ? firstVisible : firstVisible + V;
    blocks = (bytes + 15) >> 4;
    table = alloc(bytesOfRows(blocks));
    tableEnd = table + bytesOfRows(blocks);
    // Written by eight blocks; visible units are read by 64.
    leads = alloc(((bytes + 127) & ~127) + 64);
  }
  const key = fold(low, high, SWEEP, step);
  k0 = <u32>key;
  k1 = <u32>(key >> 32);
  prepareRows(table, blocks, k0, k1);
}

/** Leading bytes of all units of chain n. */
export function beginChain(n: i32): void {
  chain = n;
  storeRow(leads, table, tableEnd, n);
}

/** The whole uniform of a unit of the chain. */
function uniformOfUnit(unit: i32): f32 {
  const word = wordOf(philox(unit >> 3, chain, REST, 0, k0, k1), (unit >> 1) & 3);
  const rest = (word >> ((unit & 1) << 4)) & 0xffff;
  return <f32>((<u32>load<u8>(leads + unit) << 16) | rest) * TWO_M24;
}

/** The whole uniforms of four units of four chains, given their leading bytes, each in the low half of a lane. */
@inline
export function uniformsOf(units: v128, chains: v128, leads: v128): v128 {
  fourCounters(k0, k1, i32x4.shr_u(units, 3), chains, i32x4.splat(REST));
  const isSecond = i32x4.shr_s(i32x4.shl(units, 30), 31);
  const isUpper = i32x4.shr_s(i32x4.shl(units, 29), 31);
  const word = v128.bitselect(v128.bitselect(word3, word2, isSecond), v128.bitselect(word1, word0, isSecond), isUpper);
  const isOdd = i32x4.shr_s(i32x4.shl(units, 31), 31);
  const rest = i32x4.shr_u(v128.bitselect(word, i32x4.shl(word, 16), isOdd), 16);
  return f32x4.mul(f32x4.convert_i32x4_s(v128.or(i32x4.shl(leads, 16), rest)), f32x4.splat(TWO_M24));
}

/** A bit for each of the units first … first + 3 that is on, by the probabilities p. */
@inline
export function drawFour(first: i32, p: v128): i32 {
  const lead = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(leads + first))));
  const cell = f32x4.mul(p, f32x4.splat(256));
  const on = f32x4.le(f32x4.add(lead, f32x4.splat(1)), cell);
  const off = f32x4.ge(lead, cell);
  const set = i32x4.bitmask(on);
  return i32x4.bitmask(v128.or(on, off)) == 15 ? set : closely(first, p, set);
}

/** Where the leading byte does not decide. */
function closely(first: i32, p: v128, set: i32): i32 {
  let out = set;
  for (let lane = 0; lane < 4; lane++) {
    const lead = <f32>load<u8>(leads + first + lane);
    const own = lane < 2 ? (lane == 0 ? f32x4.extract_lane(p, 0) : f32x4.extract_lane(p, 1)) : lane == 2 ? f32x4.extract_lane(p, 2) : f32x4.extract_lane(p, 3);
    if (lead < own * 256 && lead + 1 > own * 256 && uniformOfUnit(first + lane) < own) out |= 1 << lane;
  }
  return out;
}

/** 256ths of 1, the most that count, a half, and 1.5 · 2^23: added to a number, it leaves the nearest whole one in the low bits. */
const CELLS = memory.data<f32>([256, 255.9, 0.5, 12582912]);

/** The same of sixteen units, by their probabilities at `p`. */
@inline
export function drawSixteen(first: i32, p: usize): u32 {
  const cells = i8x16.narrow_i16x8_u(
    i16x8.narrow_i32x4_u(wholeCells(v128.load(p)), wholeCells(v128.load(p, 16))),
    i16x8.narrow_i32x4_u(wholeCells(v128.load(p, 32)), wholeCells(v128.load(p, 48))),
  );
  const lead = v128.load(leads + first);
  let on = ~i8x16.bitmask(i8x16.ge_u(lead, cells)) & 0xffff;
  for (let rest = i8x16.bitmask(i8x16.eq(lead, cells)); rest != 0; rest &= rest - 1) {
    const k = ctz(rest);
    if (uniformOfUnit(first + k) < load<f32>(p + (<usize>k << 2))) on |= 1 << k;
  }
  return on;
}
/** Whole 256ths of p, at most 255; of a whole number of them that or one less; of NaN none. */
@inline
function wholeCells(p: v128): v128 {
  const cells = f32x4.pmin(f32x4.pmax(f32x4.splat(0), f32x4.mul(p, constant(CELLS))), constant(CELLS, 1));
  return i32x4.sub(f32x4.add(f32x4.sub(cells, constant(CELLS, 2)), constant(CELLS, 3)), constant(CELLS, 3));
}
