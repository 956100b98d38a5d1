/**
 * Draws of binary visible units in windows, sixteen at a time: bounds of a probability in bytes tell nearly always on which side of it the leading byte of a
 * uniform lies. Where they do not, the unit is in doubt until `decide` is called, for many chains at once, since what one needs is waited for while others
 * are decided: there a probability in float32 tells with the whole uniform, and where this is too close, the exact one.
 */
import { constant, sigmoidf, sigmoidf4 } from "../../../math/assembly/elementary4";
import { alloc } from "../../../wasm/lib/memory";
import { addUp, coarseSums, doublings, factor, factor16, halves, here, offset, offset16, rounding } from "./coarse";
import { firstVisible, leads, uniformsOf } from "./leading";
import { HP, V, VP, baseBias, transposed, visibleBias } from "./state";
import { highest, width } from "./rough";
import { lively, mostWindows, slots, starts, units, windows } from "./windows";

/** Doubts of so many units are kept, and those of one more chain. */
const MANY: i32 = 2048;
/** Where probabilities no longer have a relative error. */
const LEAST = memory.data<f32>([-60]);

/** A bit of each slot of lively windows that is in doubt, in whole words of 64. */
let open: usize = 0;
/** A bit of each visible unit that is quiet, in such words. */
let quiet: usize = 0;
/** Slots of the chain at hand that are in doubt. */
let found: usize = 0;
/**
 * Of each doubt its slot, unit, chain, the byte of its state and of the hidden units of its chain (addresses), and the sum of its weights in steps (high
 * half) with its leading byte (low half). Uint32 each, in arrays `apart` bytes from one another.
 */
let doubts: usize = 0;
let apart: usize = 0;
let end: usize = 0;
/** Four uniforms. */
let uniforms: usize = 0;

/** After the windows have been laid out anew. */
export function beginWalk(): void {
  const bytes = (mostWindows() + 15) & ~7;
  const words = ((V + 63) >> 6) << 3;
  if (doubts == 0) {
    open = alloc(bytes);
    quiet = alloc(words);
    found = alloc((mostWindows() << 5) + 16);
    apart = <usize>((mostWindows() << 3) + MANY + 4) << 2;
    doubts = alloc(apart * 6);
    uniforms = alloc(16);
  }
  end = doubts;
  memory.fill(open, 0, bytes);
  memory.fill(quiet, 0, words);
  for (let i = 0; i < V; i++) {
    const at = quiet + (i >> 3);
    if (load<u32>(slots + (<usize>i << 2)) >= <u32>(lively << 3)) store<u8>(at, <u8>(<u32>load<u8>(at) | (1 << (i & 7))));
  }
}

/** Draws the visible units of chain n at the β of `goTo`, but for those in doubt, given the hidden ones in `sets`, by the leading bytes at hand. */
export function drawWindows(masks: usize, sets: usize, n: i32): void {
  addUp(sets);
  for (let at = lively & ~15; at < windows; at += 16) v128.store(masks + at, i32x4.splat(0));
  drawRoughly(masks);
  note(masks, sets, n);
  if (end >= doubts + (MANY << 2)) decide();
}

@inline
function inputOf(at: usize): v128 {
  return i16x8.add_sat_s(v128.load(offset16 + at), i16x8.q15mulr_sat_s(v128.load(coarseSums + at), v128.load(factor16 + at)));
}

/** Draws the units of lively windows; those in doubt are off, and in `open`. */
function drawRoughly(masks: usize): void {
  const most = width();
  const ofVisible = leads + firstVisible;
  for (let w = 0; w < lively; w += 2) {
    const at = <usize>w << 4;
    let x0 = inputOf(at);
    let x1 = inputOf(at + 16);
    for (let k = 0; k < doublings; k++) {
      x0 = i16x8.add_sat_s(x0, x0);
      x1 = i16x8.add_sat_s(x1, x1);
    }
    const from = starts + (<usize>w << 2);
    const lead = v128.load64_lane(ofVisible + load<u32>(from, 4), v128.load64_zero(ofVisible + load<u32>(from)), 1);
    // Of 255 − v, where v is the leading byte beside a negative input, and otherwise 255 less that: the uniform, or 1 less it, is beside σ(−|x|).
    const sign = i8x16.narrow_i16x8_s(x0, x1);
    const beside = v128.xor(lead, i8x16.lt_s(sign, i32x4.splat(0)));
    const top = highest(x0, x1);
    // Not surely at σ(−|x|) or above it, and not surely below.
    const isNotAbove = i8x16.bitmask(i8x16.ge_u(beside, top));
    const isNotBelow = i8x16.bitmask(i8x16.ge_u(i8x16.add_sat_u(top, most), beside));
    store<u16>(masks + w, <u16>~(isNotAbove ^ (i8x16.bitmask(sign) & (isNotAbove ^ isNotBelow))));
    store<u16>(open + w, <u16>(isNotAbove & isNotBelow));
  }
}

/** Adds the slots in doubt to `doubts`, and the quiet ones whose leading byte is 0. */
function note(masks: usize, sets: usize, n: i32): void {
  let last = found;
  for (let w = 0; w < lively; w += 8) {
    let rest = load<u64>(open + w);
    // Seldom more than two, but it cannot be foreseen whether there are any: no branch.
    last = findSlot(last, (w << 3) + <i32>ctz(rest), rest);
    rest &= rest - 1;
    last = findSlot(last, (w << 3) + <i32>ctz(rest), rest);
    for (rest &= rest - 1; rest != 0; rest &= rest - 1) last = findSlot(last, (w << 3) + <i32>ctz(rest), rest);
  }
  if (lively < windows) last = findQuiet(last);
  const behind = end + (last - found);
  for (let from = found; from < last; from += 4, end += 4) {
    const slot = load<u32>(from);
    const unit = load<u32>(units + (<usize>slot << 2));
    const sum = load<u16>(coarseSums + (<usize>slot << 1));
    store<u32>(end, slot);
    store<u32>(end + apart, unit);
    store<u32>(end + 2 * apart, n);
    store<u32>(end + 3 * apart, masks + (slot >> 3));
    store<u32>(end + 4 * apart, sets);
    store<u32>(end + 5 * apart, (<u32>sum << 16) | <u32>load<u8>(leads + firstVisible + unit));
  }
  end = behind;
}
@inline
function findSlot(last: usize, slot: u32, rest: u64): usize {
  store<u32>(last, slot);
  return last + (<usize>(rest != 0) << 2);
}

function findQuiet(from: usize): usize {
  const zero = i32x4.splat(0);
  let last = from;
  for (let i = 0; i < V; i += 64) {
    const at = leads + firstVisible + i;
    const a = i8x16.bitmask(i8x16.eq(v128.load(at), zero));
    const b = i8x16.bitmask(i8x16.eq(v128.load(at, 16), zero));
    const c = i8x16.bitmask(i8x16.eq(v128.load(at, 32), zero));
    const d = i8x16.bitmask(i8x16.eq(v128.load(at, 48), zero));
    const low = <u64>(<u32>a | (<u32>b << 16));
    let rest = (low | (<u64>(<u32>c | (<u32>d << 16)) << 32)) & load<u64>(quiet + (i >> 3));
    last = findUnit(last, i, rest);
    for (rest &= rest - 1; rest != 0; rest &= rest - 1) last = findUnit(last, i, rest);
  }
  return last;
}
@inline
function findUnit(last: usize, i: i32, rest: u64): usize {
  // Where there is none it is the first, which does not count.
  const unit = i + (<i32>ctz(rest) & 63);
  return findSlot(last, load<u32>(slots + (<usize>unit << 2)), rest);
}

/** Of four slots their numbers of four bytes; what is put together in memory would have to be waited for. */
@inline
function gathered(from: usize, four: usize): v128 {
  let all = v128.load32_zero(from + (<usize>load<u32>(four) << 2));
  all = v128.load32_lane(from + (<usize>load<u32>(four, 4) << 2), all, 1);
  all = v128.load32_lane(from + (<usize>load<u32>(four, 8) << 2), all, 2);
  return v128.load32_lane(from + (<usize>load<u32>(four, 12) << 2), all, 3);
}

/** Turns the units in doubt on that are, four at a time. All must have been drawn at the β of `goTo`. */
export function decide(): void {
  for (let four = doubts; four < end; four += 16) {
    // Beyond the end are doubts of before, which count for nothing.
    const both = v128.load(four + 5 * apart);
    const ofUnit = v128.load(four + apart);
    const u = uniformsOf(i32x4.add(i32x4.splat(firstVisible), ofUnit), v128.load(four + 2 * apart), both);
    const f = gathered(factor, four);
    const x = f32x4.add(gathered(offset, four), f32x4.mul(f, f32x4.convert_i32x4_s(i32x4.shr_s(both, 16))));
    const p = sigmoidf4(x);
    // e^±error lies within 1 ± error (and its square, above), for an error below 1; and a few units in the last place for the rounding of p and of products.
    const error = f32x4.add(f32x4.mul(f, f32x4.splat(halves)), f32x4.splat(rounding));
    const one = f32x4.splat(1);
    const more = f32x4.mul(f32x4.add(one, f32x4.add(error, f32x4.mul(error, error))), f32x4.splat(1.000001));
    const less = f32x4.mul(f32x4.sub(one, error), f32x4.splat(0.999999));
    // Of p far below the least uniform there may be none left; and quiet ones have only a bound of p.
    const isTold = v128.and(f32x4.gt(x, constant(LEAST)), i32x4.lt_s(v128.load(four), i32x4.splat(lively << 3)));
    const isOn = i32x4.bitmask(v128.and(f32x4.lt(u, f32x4.mul(p, less)), isTold));
    const isOff = i32x4.bitmask(f32x4.gt(u, f32x4.mul(p, more)));
    const left = end - four;
    const those = left < 16 ? (1 << (<i32>left >> 2)) - 1 : 15;
    // Whether they are on is as uncertain as it can be: no branch.
    for (let lane: usize = 0; lane < 4; lane++) turn(four + (lane << 2), ((isOn & those) >> <i32>lane) & 1);
    let rest = those & ~(isOn | isOff);
    if (rest == 0) continue;
    v128.store(uniforms, u);
    for (; rest != 0; rest &= rest - 1) {
      const at = <usize>ctz(rest) << 2;
      if (isExactlyOn(load<u32>(four + apart + at), load<u32>(four + 4 * apart + at), load<f32>(uniforms + at))) turn(four + at, 1);
    }
  }
  end = doubts;
}

@inline
function turn(doubt: usize, on: u32): void {
  const at = <usize>load<u32>(doubt + 3 * apart);
  store<u8>(at, <u8>(<u32>load<u8>(at) | (on << (load<u32>(doubt) & 7))));
}

function isExactlyOn(unit: u32, sets: usize, u: f32): bool {
  if (unit >= <u32>V) return false;
  const at = <usize>unit << 2;
  let input = load<f32>(visibleBias + at);
  for (let j = 0; j < HP; j += 4)
    for (let rest = <i32>load<u8>(sets + (j >> 2)); rest != 0; rest &= rest - 1)
      input += load<f32>(transposed + at + (<usize>((j + ctz(rest)) * VP) << 2));
  const mixed = <f32>(1 - here) * load<f32>(baseBias + at) + <f32>here * input;
  return u < sigmoidf(mixed);
}
