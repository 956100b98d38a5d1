// The inverse mass matrix M⁻¹ = W·Wᵀ, as in shared/kernels/mcmc/metric.ts.
import { copyVector, sumLanes } from "./vectors";

export const DIAGONAL: i32 = 0;
export const DENSE: i32 = 1;
export const LOW_RANK: i32 = 2;

export let kind: i32 = DIAGONAL;
export let scale: usize = 0;
let matrix: usize = 0;
let stretch: usize = 0;
let rank: i32 = 0;
let dimension: i32 = 0;
let bytes: usize = 0;

export function setMetric(newKind: i32, newDimension: i32, vectorBytes: usize, scaleAt: usize, matrixAt: usize, stretchAt: usize): void {
  kind = newKind;
  dimension = newDimension;
  bytes = vectorBytes;
  scale = scaleAt;
  matrix = matrixAt;
  stretch = stretchAt;
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

function stretchAlong(out: usize): void {
  let row = matrix;
  for (let k = 0; k < rank; k++) {
    let sum = f64x2.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) sum = f64x2.add(sum, f64x2.mul(v128.load(row + i), v128.load(out + i)));
    const along = f64x2.splat(load<f64>(stretch + (<usize>k << 3)) * sumLanes(sum));
    for (let i: usize = 0; i < bytes; i += 16) {
      v128.store(out + i, f64x2.add(v128.load(out + i), f64x2.mul(along, v128.load(row + i))));
    }
    row += bytes;
  }
}

function timesTriangle(x: usize, out: usize): void {
  let row = matrix;
  for (let i = 0; i < dimension; i++) {
    const end = (<usize>i << 3) + 8;
    let sum = f64x2.splat(0);
    for (let j: usize = 0; j < end; j += 16) sum = f64x2.add(sum, f64x2.mul(v128.load(row + j), v128.load(x + j)));
    store<f64>(out + end - 8, sumLanes(sum));
    row += bytes;
  }
}

function timesTriangleTransposed(x: usize, out: usize): void {
  memory.fill(out, 0, bytes);
  let row = matrix;
  for (let i = 0; i < dimension; i++) {
    const at = <usize>i << 3;
    const factor = f64x2.splat(load<f64>(x + at));
    for (let j: usize = 0; j < at + 8; j += 16) {
      v128.store(out + j, f64x2.add(v128.load(out + j), f64x2.mul(factor, v128.load(row + j))));
    }
    row += bytes;
  }
}
