// The inverse mass matrix M⁻¹ = W·Wᵀ, as in shared/kernels/mcmc/metric.ts.
import { addScaled, copyVector, sumLanes } from "./vectors";

export const DIAGONAL: i32 = 0;
export const DENSE: i32 = 1;
export const LOW_RANK: i32 = 2;

export let kind: i32 = DIAGONAL;
export let scale: usize = 0;
let matrix: usize = 0;
let stretch: usize = 0;
let rank: i32 = 0;
/** c_k (u_k·x) of each direction. */
let along: usize = 0;
let dimension: i32 = 0;
let bytes: usize = 0;

export function setMetric(newKind: i32, newDimension: i32, vectorBytes: usize, scaleAt: usize, matrixAt: usize, stretchAt: usize): void {
  kind = newKind;
  dimension = newDimension;
  bytes = vectorBytes;
  scale = scaleAt;
  matrix = matrixAt;
  stretch = stretchAt;
  along = newKind === LOW_RANK ? heap.alloc(vectorBytes) : 0;
}

export function setRank(newRank: i32): void {
  rank = newRank;
}

/** W·r to `out`. */
export function velocityOf(momentum: usize, out: usize): void {
  if (kind === DENSE) {
    timesTriangle(momentum, out);
    return;
  }
  copyVector(momentum, out, bytes);
  if (kind === LOW_RANK) stretchAlong(out);
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(out + i, f64x2.mul(v128.load(out + i), v128.load(scale + i)));
  }
}

/** Wᵀ·g to `out`. */
export function forceOf(gradient: usize, out: usize): void {
  if (kind === DENSE) {
    timesTriangleTransposed(gradient, out);
    return;
  }
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(out + i, f64x2.mul(v128.load(scale + i), v128.load(gradient + i)));
  }
  if (kind === LOW_RANK) stretchAlong(out);
}

/** out + Σ c_k (u_k·out) u_k. Four directions at once: their sums do not wait for each other, and `out` is passed over a quarter as often. */
function stretchAlong(out: usize): void {
  let row = matrix;
  for (let k = 0; k + 4 <= rank; k += 4) {
    alongFour(row, out, k);
    row += 4 * bytes;
  }
  for (let k = rank & ~3; k < rank; k++) {
    let sum = f64x2.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) sum = f64x2.add(sum, f64x2.mul(v128.load(row + i), v128.load(out + i)));
    setAlong(k, sum);
    row += bytes;
  }
  row = matrix;
  for (let k = 0; k + 4 <= rank; k += 4) {
    addFour(row, out, k);
    row += 4 * bytes;
  }
  for (let k = rank & ~3; k < rank; k++) {
    addScaled(out, load<f64>(along + (<usize>k << 3)), row, bytes);
    row += bytes;
  }
}

@inline
function setAlong(k: i32, sum: v128): void {
  const at = <usize>k << 3;
  store<f64>(along + at, load<f64>(stretch + at) * sumLanes(sum));
}

function alongFour(row0: usize, x: usize, k: i32): void {
  const row1 = row0 + bytes;
  const row2 = row1 + bytes;
  const row3 = row2 + bytes;
  let sum0 = f64x2.splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  for (let i: usize = 0; i < bytes; i += 16) {
    const lanes = v128.load(x + i);
    sum0 = f64x2.add(sum0, f64x2.mul(v128.load(row0 + i), lanes));
    sum1 = f64x2.add(sum1, f64x2.mul(v128.load(row1 + i), lanes));
    sum2 = f64x2.add(sum2, f64x2.mul(v128.load(row2 + i), lanes));
    sum3 = f64x2.add(sum3, f64x2.mul(v128.load(row3 + i), lanes));
  }
  setAlong(k, sum0);
  setAlong(k + 1, sum1);
  setAlong(k + 2, sum2);
  setAlong(k + 3, sum3);
}

function addFour(row0: usize, out: usize, k: i32): void {
  const row1 = row0 + bytes;
  const row2 = row1 + bytes;
  const row3 = row2 + bytes;
  const at = along + (<usize>k << 3);
  const along0 = v128.load64_splat(at);
  const along1 = v128.load64_splat(at, 8);
  const along2 = v128.load64_splat(at, 16);
  const along3 = v128.load64_splat(at, 24);
  for (let i: usize = 0; i < bytes; i += 16) {
    let lanes = f64x2.add(v128.load(out + i), f64x2.mul(along0, v128.load(row0 + i)));
    lanes = f64x2.add(lanes, f64x2.mul(along1, v128.load(row1 + i)));
    lanes = f64x2.add(lanes, f64x2.mul(along2, v128.load(row2 + i)));
    v128.store(out + i, f64x2.add(lanes, f64x2.mul(along3, v128.load(row3 + i))));
  }
}

/** Rows 2r and 2r + 1 are equally long, up to a zero, and are taken together. */
function timesTriangle(x: usize, out: usize): void {
  let row = matrix;
  for (let end: usize = 16; end <= bytes; end += 16) {
    let sum0 = f64x2.splat(0);
    let sum1 = sum0;
    const below = end > <usize>dimension << 3 ? row : row + bytes;
    for (let j: usize = 0; j < end; j += 16) {
      const lanes = v128.load(x + j);
      sum0 = f64x2.add(sum0, f64x2.mul(v128.load(row + j), lanes));
      sum1 = f64x2.add(sum1, f64x2.mul(v128.load(below + j), lanes));
    }
    store<f64>(out + end - 16, sumLanes(sum0));
    if (below !== row) store<f64>(out + end - 8, sumLanes(sum1));
    row += 2 * bytes;
  }
}

function timesTriangleTransposed(x: usize, out: usize): void {
  memory.fill(out, 0, bytes);
  let row = matrix;
  for (let end: usize = 16; end <= bytes; end += 16) {
    const factor0 = v128.load64_splat(x + end - 16);
    if (end > <usize>dimension << 3) {
      for (let j: usize = 0; j < end; j += 16) {
        v128.store(out + j, f64x2.add(v128.load(out + j), f64x2.mul(factor0, v128.load(row + j))));
      }
      break;
    }
    const below = row + bytes;
    const factor1 = v128.load64_splat(x + end - 8);
    for (let j: usize = 0; j < end; j += 16) {
      const first = f64x2.add(v128.load(out + j), f64x2.mul(factor0, v128.load(row + j)));
      v128.store(out + j, f64x2.add(first, f64x2.mul(factor1, v128.load(below + j))));
    }
    row = below + bytes;
  }
}
