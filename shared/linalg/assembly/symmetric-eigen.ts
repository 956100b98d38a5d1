/** Eigenvalues and eigenvectors of a symmetric matrix: the twin of shared/linalg/symmetric-eigen.ts, with its bits. */
import { powerOfTwo } from "../../math/bits";
import { addMultiple, at, get, set } from "../../wasm/lib/rows";
import { endOfBlock, MAX_STEPS, orderOf, qlStep, turn } from "./ql";
import { reflectStrip, scaleToOne, STRIP, tridiagonalize } from "./tridiagonal";

/** Sweeps of rotations that are applied together: a strip of columns is then read from the first cache but once. */
const SWEEPS: i32 = 16;

/** Bytes of the workspace of symmetricEigen. */
export function symmetricEigenWorkspace(n: i32): usize {
  return (<usize>n * <usize>n + (5 + 2 * SWEEPS) * <usize>n) << 3;
}

/**
 * Eigenvalues of the symmetric a (n × n, upper triangle read, overwritten) into `values`, largest first, and unit
 * eigenvectors into the rows of `vectors` (n × n). Returns false, having done nothing, when an element is not finite.
 */
export function symmetricEigen(a: usize, n: i32, values: usize, vectors: usize, work: usize): bool {
  const e = scaleToOne(a, n);
  if (isNaN(e)) return false;
  const diagonal = work;
  const beside = at(diagonal, n);
  const scales = at(beside, n);
  const v = at(scales, n);
  const w = at(v, n);
  const sweeps = at(w, n);
  const q = at(sweeps, 2 * SWEEPS * n);
  memory.fill(work, 0, symmetricEigenWorkspace(n));
  tridiagonalize(a, n, diagonal, beside, scales, v, w);
  accumulate(a, n, scales, q, w);
  // The reflections are no longer needed: a takes Qᵀ.
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) set(a, j * n + i, get(q, i * n + j));
  diagonalize(diagonal, beside, a, n, sweeps);
  sort(diagonal, a, n, powerOfTwo(e), values, vectors, v);
  return true;
}

/** Columns of Q know nothing of each other: strip by strip, each through all reflections that reach it. What lies left of a reflection is 0 and stays so. */
function accumulate(a: usize, n: i32, scales: usize, q: usize, u: usize): void {
  for (let i = 0; i < n; i++) set(q, i * n + i, 1);
  const row = <usize>n << 3;
  let j = 0;
  for (; j + STRIP <= n; j += STRIP) {
    for (let k = min(n - 3, j + STRIP - 2); k >= 0; k--) {
      const beta = get(scales, k);
      if (beta != 0) reflectStrip(at(a, k * n + k + 1), at(q, (k + 1) * n + j), row, n - k - 1, beta);
    }
  }
  for (let k = n - 3; j < n && k >= 0; k--) {
    const beta = get(scales, k);
    if (beta == 0) continue;
    const v = at(a, k * n + k + 1);
    const count = n - k - 1;
    const from = max(j, k + 1);
    const wide = n - from;
    memory.fill(u, 0, <usize>wide << 3);
    for (let i = 0; i < count; i++) addMultiple(u, get(v, i), at(q, (k + 1 + i) * n + from), wide);
    for (let i = 0; i < count; i++) addMultiple(at(q, (k + 1 + i) * n + from), -beta * get(v, i), u, wide);
  }
}

/** Rotations follow from d and e alone: z takes those of several sweeps at once. */
function diagonalize(d: usize, e: usize, z: usize, n: i32, sweeps: usize): void {
  let kept = 0;
  for (let l = 0; l < n; l++) {
    for (let step = 0; step < MAX_STEPS; step++) {
      const m = endOfBlock(d, e, n, l);
      if (m == l) break;
      qlStep(d, e, at(sweeps, 2 * n * kept), l, m);
      if (++kept == SWEEPS) {
        rotate(z, n, sweeps, kept);
        kept = 0;
      }
    }
  }
  rotate(z, n, sweeps, kept);
}

/** Applies sweeps to the rows of z: from row m upwards, (row i, row i + 1) ← (c·row i − s·row i+1, s·row i + c·row i+1). */
function rotate(z: usize, n: i32, sweeps: usize, count: i32): void {
  const row = <usize>n << 3;
  let j = 0;
  for (; j + STRIP <= n; j += STRIP)
    for (let k = 0; k < count; k++) rotateStrip(at(z, j), row, at(sweeps, 2 * n * k));
  for (; j < n; j++) for (let k = 0; k < count; k++) rotateColumn(at(z, j), row, at(sweeps, 2 * n * k));
}

/** Eight columns. What a rotation makes of its upper row stays in registers for the next one. */
function rotateStrip(z: usize, row: usize, sweep: usize): void {
  let from = z + <usize>get(sweep, 0) * row;
  const end = at(sweep, 2) + (<usize>get(sweep, 1) << 4);
  let y0 = v128.load(from);
  let y1 = v128.load(from, 16);
  let y2 = v128.load(from, 32);
  let y3 = v128.load(from, 48);
  for (let next = at(sweep, 2); next < end; next += 16) {
    const c = v128.load64_splat(next);
    const s = v128.load64_splat(next, 8);
    const to = from;
    from -= row;
    const x0 = v128.load(from);
    v128.store(to, f64x2.add(f64x2.mul(s, x0), f64x2.mul(c, y0)));
    y0 = f64x2.sub(f64x2.mul(c, x0), f64x2.mul(s, y0));
    const x1 = v128.load(from, 16);
    v128.store(to, f64x2.add(f64x2.mul(s, x1), f64x2.mul(c, y1)), 16);
    y1 = f64x2.sub(f64x2.mul(c, x1), f64x2.mul(s, y1));
    const x2 = v128.load(from, 32);
    v128.store(to, f64x2.add(f64x2.mul(s, x2), f64x2.mul(c, y2)), 32);
    y2 = f64x2.sub(f64x2.mul(c, x2), f64x2.mul(s, y2));
    const x3 = v128.load(from, 48);
    v128.store(to, f64x2.add(f64x2.mul(s, x3), f64x2.mul(c, y3)), 48);
    y3 = f64x2.sub(f64x2.mul(c, x3), f64x2.mul(s, y3));
  }
  v128.store(from, y0);
  v128.store(from, y1, 16);
  v128.store(from, y2, 32);
  v128.store(from, y3, 48);
}

function rotateColumn(z: usize, row: usize, sweep: usize): void {
  let from = z + <usize>get(sweep, 0) * row;
  const end = at(sweep, 2) + (<usize>get(sweep, 1) << 4);
  let y = load<f64>(from);
  for (let next = at(sweep, 2); next < end; next += 16) {
    const c = load<f64>(next);
    const s = load<f64>(next, 8);
    const to = from;
    from -= row;
    const x = load<f64>(from);
    store<f64>(to, s * x + c * y);
    y = c * x - s * y;
  }
  store<f64>(from, y);
}

/** Stable, largest first; the component of largest modulus of each vector made positive. */
function sort(d: usize, z: usize, n: i32, scale: f64, values: usize, vectors: usize, order: usize): void {
  orderOf(d, n, scale, order, values);
  for (let to = 0; to < n; to++) turn(at(z, <i32>get(order, to) * n), 1, n, at(vectors, to * n));
}

