/** Dense layers, with all of their weights or with blocks of them. */
import { BLOCK, dotAdd, roomFor, SHIFT, stage, totals } from "./dot";
import { finish8, finishSigned8 } from "./finish";
import { Field } from "./plan";

/**
 * bytes[j] of the sums bias[j] + Σ_i weights[j][i] · x[i]; x of `stride` numbers, a multiple of 16, what is beyond the inputs times weights of zero. Weights
 * lie in groups of eight rows, 16 bytes of each in turn: they are read as they lie, and eight sums do not wait for each other.
 */
export function dense(entry: usize): void {
  const stride = load<i32>(entry, Field.STRIDE);
  const outputs = load<i32>(entry, Field.OUTPUTS);
  const bias = load<usize>(entry, Field.BIAS);
  const target = load<usize>(entry, Field.TARGET);
  // Of a part of a step: see steps.ts.
  const isSigned = load<usize>(entry, Field.SUMS) != 0;
  let x = load<usize>(entry, Field.SOURCE);
  if (!ASC_FEATURE_RELAXED_SIMD) {
    const room = roomFor(stride);
    stage(x, room, stride);
    x = room;
  }
  if (load<usize>(entry, Field.STARTS)) return sparse(entry, x);
  const end = x + (<usize>stride << SHIFT);
  let at = load<usize>(entry, Field.WEIGHTS);
  for (let j: i32 = 0; j < outputs; j += 8) {
    let s0 = i32x4.splat(0);
    let s1 = i32x4.splat(0);
    let s2 = i32x4.splat(0);
    let s3 = i32x4.splat(0);
    let s4 = i32x4.splat(0);
    let s5 = i32x4.splat(0);
    let s6 = i32x4.splat(0);
    let s7 = i32x4.splat(0);
    for (let from = x; from < end; from += 16) {
      const a = v128.load(from);
      s0 = dotAdd(v128.load(at), a, s0);
      s1 = dotAdd(v128.load(at, 16), a, s1);
      s2 = dotAdd(v128.load(at, 32), a, s2);
      s3 = dotAdd(v128.load(at, 48), a, s3);
      s4 = dotAdd(v128.load(at, 64), a, s4);
      s5 = dotAdd(v128.load(at, 80), a, s5);
      s6 = dotAdd(v128.load(at, 96), a, s6);
      s7 = dotAdd(v128.load(at, 112), a, s7);
      at += 128;
    }
    const to = bias + (<usize>j << 2);
    const a = i32x4.add(v128.load(to), totals(s0, s1, s2, s3));
    const b = i32x4.add(v128.load(to, 16), totals(s4, s5, s6, s7));
    if (isSigned) finishSigned8(a, b, entry, j);
    else finish8(a, b, entry, j, target + j, outputs - j);
  }
}

/** The same by the blocks that are there: each meets four numbers of x, the place of which is among `OFFSETS`. */
function sparse(entry: usize, x: usize): void {
  const outputs = load<i32>(entry, Field.OUTPUTS);
  const bias = load<usize>(entry, Field.BIAS);
  const target = load<usize>(entry, Field.TARGET);
  for (let j: i32 = 0; j < outputs; j += 8) {
    const to = bias + (<usize>j << 2);
    const a = groupSums(entry, x, j >> 2, v128.load(to));
    const b = groupSums(entry, x, (j >> 2) + 1, v128.load(to, 16));
    finish8(a, b, entry, j, target + j, outputs - j);
  }
}

/** Four sums of the blocks of a group of outputs, which do not wait for each other. */
// @ts-ignore: decorator
@inline
function groupSums(entry: usize, x: usize, group: i32, start: v128): v128 {
  const starts = load<usize>(entry, Field.STARTS) + (<usize>group << 2);
  const from = <usize>load<i32>(starts);
  const end = <usize>load<i32>(starts, 4);
  let offsets = load<usize>(entry, Field.OFFSETS) + (from << 2);
  const last = load<usize>(entry, Field.OFFSETS) + (end << 2);
  let at = load<usize>(entry, Field.WEIGHTS) + from * BLOCK;
  let s0 = start;
  let s1 = i32x4.splat(0);
  let s2 = i32x4.splat(0);
  let s3 = i32x4.splat(0);
  for (; offsets + 16 <= last; offsets += 16) {
    const x0 = x + load<usize>(offsets);
    const x1 = x + load<usize>(offsets, 4);
    const x2 = x + load<usize>(offsets, 8);
    const x3 = x + load<usize>(offsets, 12);
    s0 = dotAdd(v128.load(at), v128.load32_splat(x0), s0);
    s1 = dotAdd(v128.load(at, BLOCK), v128.load32_splat(x1), s1);
    s2 = dotAdd(v128.load(at, 2 * BLOCK), v128.load32_splat(x2), s2);
    s3 = dotAdd(v128.load(at, 3 * BLOCK), v128.load32_splat(x3), s3);
    if (!ASC_FEATURE_RELAXED_SIMD) {
      s0 = dotAdd(v128.load(at, 16), v128.load32_splat(x0, 4), s0);
      s1 = dotAdd(v128.load(at, BLOCK + 16), v128.load32_splat(x1, 4), s1);
      s2 = dotAdd(v128.load(at, 2 * BLOCK + 16), v128.load32_splat(x2, 4), s2);
      s3 = dotAdd(v128.load(at, 3 * BLOCK + 16), v128.load32_splat(x3, 4), s3);
    }
    at += 4 * BLOCK;
  }
  for (; offsets < last; offsets += 4) {
    const x0 = x + load<usize>(offsets);
    s0 = dotAdd(v128.load(at), v128.load32_splat(x0), s0);
    if (!ASC_FEATURE_RELAXED_SIMD) s0 = dotAdd(v128.load(at, 16), v128.load32_splat(x0, 4), s0);
    at += BLOCK;
  }
  return i32x4.add(i32x4.add(s0, s1), i32x4.add(s2, s3));
}
