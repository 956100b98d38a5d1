// Products of rows with all atoms, the Gram matrix, reconstructions and losses. Every sum runs over inputs or atoms in their order.
import {
  addTo,
  at,
  atomCount,
  atomStride,
  atoms,
  clear,
  codes,
  columns,
  correlations,
  get,
  gram,
  inputStride,
  inputs,
  losses,
  patches,
  put,
  reconstructions,
  residual,
} from "./state";

/** After the atoms have changed: their transpose, then their Gram matrix. */
export function transpose(): void {
  for (let j: i32 = 0; j < atomCount; j++)
    for (let i: i32 = 0; i < inputs; i++) put(columns, i * atomStride + j, get(atoms, j * inputStride + i));
}

/** By tiles on and above the diagonal: those below are their mirror to the last bit. */
export function multiplyAtoms(): void {
  const stride: usize = <usize>inputStride << 3;
  for (let i: i32 = 0; i < atomStride; i += 4)
    for (let j: i32 = i; j < atomStride; j += 4) {
      tile(at(atoms, i * inputStride), stride, at(columns, j), at(gram, i * atomStride + j));
      if (j > i) mirror(i, j);
    }
}

/** Tile (j, i) of the Gram matrix ← the transpose of tile (i, j). */
function mirror(i: i32, j: i32): void {
  for (let n: i32 = 0; n < 4; n++)
    for (let m: i32 = 0; m < 4; m++) put(gram, (j + n) * atomStride + i + m, get(gram, (i + m) * atomStride + j + n));
}

export function correlate(rows: i32): void {
  multiply(patches, rows, correlations);
}

/** out ← x · columns, rows × atoms: tiles of 4 rows × 4 atoms whose sums stay in registers. */
function multiply(x: usize, rows: i32, out: usize): void {
  const stride: usize = <usize>inputStride << 3;
  for (let r: i32 = 0; r < rows; r += 4)
    for (let j: i32 = 0; j < atomStride; j += 4) tile(at(x, r * inputStride), stride, at(columns, j), at(out, r * atomStride + j));
}

function tile(x: usize, stride: usize, column: usize, out: usize): void {
  let s00: v128 = f64x2.splat(0);
  let s01: v128 = f64x2.splat(0);
  let s10: v128 = f64x2.splat(0);
  let s11: v128 = f64x2.splat(0);
  let s20: v128 = f64x2.splat(0);
  let s21: v128 = f64x2.splat(0);
  let s30: v128 = f64x2.splat(0);
  let s31: v128 = f64x2.splat(0);
  const x1: usize = x + stride;
  const x2: usize = x1 + stride;
  const x3: usize = x2 + stride;
  const step: usize = <usize>atomStride << 3;
  for (let end: usize = <usize>inputs << 3, i: usize = 0; i < end; i += 8) {
    const c0: v128 = v128.load(column);
    const c1: v128 = v128.load(column, 16);
    column += step;
    const a0: v128 = v128.load64_splat(x + i);
    s00 = f64x2.add(s00, f64x2.mul(a0, c0));
    s01 = f64x2.add(s01, f64x2.mul(a0, c1));
    const a1: v128 = v128.load64_splat(x1 + i);
    s10 = f64x2.add(s10, f64x2.mul(a1, c0));
    s11 = f64x2.add(s11, f64x2.mul(a1, c1));
    const a2: v128 = v128.load64_splat(x2 + i);
    s20 = f64x2.add(s20, f64x2.mul(a2, c0));
    s21 = f64x2.add(s21, f64x2.mul(a2, c1));
    const a3: v128 = v128.load64_splat(x3 + i);
    s30 = f64x2.add(s30, f64x2.mul(a3, c0));
    s31 = f64x2.add(s31, f64x2.mul(a3, c1));
  }
  const row: usize = step;
  v128.store(out, s00);
  v128.store(out, s01, 16);
  v128.store(out + row, s10);
  v128.store(out + row, s11, 16);
  v128.store(out + 2 * row, s20);
  v128.store(out + 2 * row, s21, 16);
  v128.store(out + 3 * row, s30);
  v128.store(out + 3 * row, s31, 16);
}

/** residual ← correlations of row r minus gram · code. */
export function residualOf(r: i32): void {
  memory.copy(residual, at(correlations, r * atomStride), <usize>atomStride << 3);
  const code: usize = at(codes, r * atomStride);
  for (let j: i32 = 0; j < atomCount; j++) {
    const a: f64 = get(code, j);
    if (a != 0) addTo(residual, at(gram, j * atomStride), -a, atomStride);
  }
}

/** Each row's reconstruction, and its loss ½|x − x̂|² + penalty·Σ|α|. */
export function reconstruct(rows: i32, penalty: f64): void {
  for (let r: i32 = 0; r < rows; r++) {
    const code: usize = at(codes, r * atomStride);
    const out: usize = at(reconstructions, r * inputStride);
    const x: usize = at(patches, r * inputStride);
    clear(out, inputStride);
    let size: f64 = 0;
    for (let j: i32 = 0; j < atomCount; j++) {
      const a: f64 = get(code, j);
      if (a == 0) continue;
      size += Math.abs(a);
      addTo(out, at(atoms, j * inputStride), a, inputStride);
    }
    let error: f64 = 0;
    for (let i: i32 = 0; i < inputs; i++) {
      const e: f64 = get(x, i) - get(out, i);
      error += e * e;
    }
    put(losses, r, 0.5 * error + penalty * size);
  }
}
