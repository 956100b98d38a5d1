/**
 * Draws of binary visible units in windows, eight at a time: a rough probability in 16-bit integers tells nearly always on which side of it the leading byte
 * of a uniform lies. Where it does not, one in float32 does with the whole uniform, and where this is too close, the exact one.
 */
import { constant, sigmoidf, sigmoidf4 } from "../../../math/assembly/elementary4";
import { alloc } from "../../../wasm/lib/memory";
import { addUp, bits, coarseSums, errorOf, factor, factor16, here, isTold, offset, offset16 } from "./coarse";
import { firstVisible, leads, uniformOfUnit, uniformsOfUnits } from "./leading";
import { V, VP, baseBias, hiddenOn, transposed, visibleBias } from "./state";
import {
  errorsWithin,
  firstPairs,
  highOf,
  linesOf,
  lowOf,
  otherPairs,
  roughly,
  sizeOf,
  slopesOf,
} from "./rough";
import { lively, mostWindows, slots, starts, unitOf, units, windows } from "./windows";

/** Inputs as 16-bit integers are off by so many units at most, beside what the sums are: both factors and the product are rounded. */
const ROUNDED: f32 = 2;
const FINEST: i32 = 11;
const CELL = memory.data<i16>([63, 63, 63, 63, 63, 63, 63, 63]);
/** Where probabilities no longer have a relative error. */
const LEAST = memory.data<f32>([-60]);

/** Slots whose leading byte does not decide. */
let doubts: usize = 0;
/** Of each visible unit 255 where it is in a lively window, 0 where it is quiet; 255 behind them. */
let heard: usize = 0;

/** After the windows have been laid out anew. */
export function beginWalk(): void {
  const length = (V + 63) & ~63;
  if (doubts == 0) {
    doubts = alloc((mostWindows() << 5) + 16);
    heard = alloc(length);
  }
  memory.fill(heard, 255, length);
  for (let i = 0; i < V; i++) if (load<u32>(slots + (<usize>i << 2)) >= <u32>(lively << 3)) store<u8>(heard + i, 0);
}

/** Draws all visible units at the β of `goTo`, given the `on` hidden units drawn last, by the leading bytes at hand. */
export function drawWindows(masks: usize, on: i32): void {
  addUp();
  for (let at = lively & ~15; at < windows; at += 16) v128.store(masks + at, i32x4.splat(0));
  const error = errorOf(on);
  const end = noteQuiet(drawRoughly(masks, errorsWithin(error + ROUNDED / <f32>(1 << bits))));
  // e^±error lies within 1 ± error (and its square, above), for an error below 1.
  decide(masks, end, <f32>1 + error + error * error, <f32>1 - error, on);
}

@inline
function inputOf(at: usize): v128 {
  return i16x8.add_sat_s(v128.load(offset16 + at), i16x8.q15mulr_sat_s(v128.load(coarseSums + at), v128.load(factor16 + at)));
}
@inline
function leadOf(w: usize): v128 {
  return v128.load_ext<u8>(leads + firstVisible + load<u32>(w));
}

/**
 * Draws the units of lively windows that a rough probability decides, off by at most what `errors` says. The others are off, and in `doubts`, whose end it
 * returns.
 */
function drawRoughly(masks: usize, errors: v128): usize {
  const none = i32x4.splat(0);
  const coarser = FINEST - bits;
  let end = doubts;
  for (let w = 0; w < lively; w += 2) {
    const at = <usize>w << 4;
    let x0 = inputOf(at);
    let x1 = inputOf(at + 16);
    for (let k = 0; k < coarser; k++) {
      x0 = i16x8.add_sat_s(x0, x0);
      x1 = i16x8.add_sat_s(x1, x1);
    }
    const a0 = sizeOf(x0);
    const a1 = sizeOf(x1);
    const lines = linesOf(a0, a1);
    const slopes = slopesOf(lines);
    const low = lowOf(lines);
    const high = highOf(lines);
    const error = i8x16.swizzle(errors, lines);
    const from = starts + (<usize>w << 2);
    // A lead stands for uniforms from 64 lead to below 64 lead + 64.
    const d0 = i16x8.sub(roughly(x0, a0, firstPairs(none, slopes), firstPairs(low, high)), i16x8.shl(leadOf(from), 6));
    const d1 = i16x8.sub(roughly(x1, a1, otherPairs(none, slopes), otherPairs(low, high)), i16x8.shl(leadOf(from + 4), 6));
    const e0 = i16x8.shl(i16x8.extend_low_i8x16_u(error), 2);
    const e1 = i16x8.shl(i16x8.extend_high_i8x16_u(error), 2);
    const cell = v128.load(CELL);
    const on = i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.gt_s(i16x8.sub(d0, e0), cell), i16x8.gt_s(i16x8.sub(d1, e1), cell)));
    const may = i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.gt_s(i16x8.add(d0, e0), none), i16x8.gt_s(i16x8.add(d1, e1), none)));
    store<u16>(masks + w, <u16>on);
    const rest = may & ~on;
    if (rest != 0) end = note(end, w, rest);
  }
  return end;
}

function note(end: usize, w: i32, set: i32): usize {
  let out = end;
  for (let rest = set; rest != 0; rest &= rest - 1) {
    store<u32>(out, (w << 3) + ctz(rest));
    out += 4;
  }
  return out;
}

/** Adds the quiet units whose leading byte is 0 to `doubts`. */
function noteQuiet(end: usize): usize {
  if (lively == windows) return end;
  const ofVisible = leads + firstVisible;
  let out = end;
  for (let i = 0; i < V; i += 64) {
    const a = v128.or(v128.load(ofVisible + i), v128.load(heard + i));
    const b = v128.or(v128.load(ofVisible + i, 16), v128.load(heard + i, 16));
    const c = v128.or(v128.load(ofVisible + i, 32), v128.load(heard + i, 32));
    const d = v128.or(v128.load(ofVisible + i, 48), v128.load(heard + i, 48));
    if (i8x16.all_true(i8x16.min_u(i8x16.min_u(a, b), i8x16.min_u(c, d)))) continue;
    out = noteZeros(noteZeros(noteZeros(noteZeros(out, i, a), i + 16, b), i + 32, c), i + 48, d);
  }
  return out;
}
function noteZeros(end: usize, i: i32, bytes: v128): usize {
  let out = end;
  for (let rest = i8x16.bitmask(i8x16.eq(bytes, i32x4.splat(0))); rest != 0; rest &= rest - 1) {
    store<u32>(out, load<u32>(slots + (<usize>(i + ctz(rest)) << 2)));
    out += 4;
  }
  return out;
}

/** Of four slots their numbers of four bytes; what is put together in memory would have to be waited for. */
@inline
function gathered(from: usize, four: usize): v128 {
  let all = v128.load32_zero(from + (<usize>load<u32>(four) << 2));
  all = v128.load32_lane(from + (<usize>load<u32>(four, 4) << 2), all, 1);
  all = v128.load32_lane(from + (<usize>load<u32>(four, 8) << 2), all, 2);
  return v128.load32_lane(from + (<usize>load<u32>(four, 12) << 2), all, 3);
}
@inline
function gatheredSums(four: usize): v128 {
  let all = v128.load16_lane(coarseSums + (<usize>load<u32>(four) << 1), i32x4.splat(0), 1);
  all = v128.load16_lane(coarseSums + (<usize>load<u32>(four, 4) << 1), all, 3);
  all = v128.load16_lane(coarseSums + (<usize>load<u32>(four, 8) << 1), all, 5);
  all = v128.load16_lane(coarseSums + (<usize>load<u32>(four, 12) << 1), all, 7);
  return f32x4.convert_i32x4_s(i32x4.shr_s(all, 16));
}

/** Turns the units in `doubts` on that are, four at a time. Their probabilities are off by a factor within `less` and `more`. */
function decide(masks: usize, end: usize, more: f32, less: f32, on: i32): void {
  for (let four = doubts; four < end; four += 16) {
    // Beyond the end are slots of before, which count for nothing.
    const u = uniformsOfUnits(i32x4.add(i32x4.splat(firstVisible), gathered(units, four)));
    const x = f32x4.add(gathered(offset, four), f32x4.mul(gathered(factor, four), gatheredSums(four)));
    const p = sigmoidf4(x);
    // A few units in the last place for the rounding of p and of the product; of p far below the least uniform there may be none left.
    const isBelow = f32x4.lt(u, f32x4.mul(f32x4.mul(p, f32x4.splat(less * <f32>0.999999)), gathered(isTold, four)));
    const isOn = i32x4.bitmask(v128.and(isBelow, f32x4.gt(x, constant(LEAST))));
    const isOff = i32x4.bitmask(f32x4.gt(u, f32x4.mul(p, f32x4.splat(more * <f32>1.000001))));
    const left = end - four;
    const those = left < 16 ? (1 << (<i32>left >> 2)) - 1 : 15;
    // Whether they are on is as uncertain as it can be: no branch.
    for (let lane: usize = 0; lane < 4; lane++) turn(masks, load<u32>(four + (lane << 2)), ((isOn & those) >> <i32>lane) & 1);
    for (let rest = those & ~(isOn | isOff); rest != 0; rest &= rest - 1) {
      const slot = load<u32>(four + (<usize>ctz(rest) << 2));
      if (isExactlyOn(unitOf(slot), on)) turn(masks, slot, 1);
    }
  }
}

@inline
function turn(masks: usize, slot: u32, on: u32): void {
  const at = masks + (slot >> 3);
  store<u8>(at, <u8>(<u32>load<u8>(at) | (on << (slot & 7))));
}

function isExactlyOn(unit: u32, on: i32): bool {
  if (unit >= <u32>V) return false;
  const at = <usize>unit << 2;
  let input = load<f32>(visibleBias + at);
  const end = hiddenOn + (<usize>on << 2);
  for (let a = hiddenOn; a < end; a += 4) input += load<f32>(transposed + at + ((<usize>load<u32>(a) * VP) << 2));
  const mixed = <f32>(1 - here) * load<f32>(baseBias + at) + <f32>here * input;
  return uniformOfUnit(firstVisible + unit) < sigmoidf(mixed);
}
