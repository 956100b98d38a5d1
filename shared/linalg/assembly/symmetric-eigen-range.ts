/** Some eigenvectors of a symmetric matrix: the twin of `symmetricEigenRange` in shared/linalg/symmetric-eigen.ts, with its bits. */
import { powerOfTwo } from "../../math/bits";
import { at, get, set } from "../../wasm/lib/rows";
import { endOfBlock, MAX_STEPS, orderOf, qlStep, turn } from "./ql";
import { reflectStrip, scaleToOne, STRIP, tridiagonalize } from "./tridiagonal";

/** Bytes of the workspace, for that many eigenvectors, whose columns are padded to whole strips; the sweeps come besides. */
export function symmetricEigenRangeWorkspace(n: i32, count: i32): usize {
  return <usize>(10 * n + 4 + n * ((count + STRIP - 1) & -STRIP)) << 3;
}

/** The first half: a (n × n, upper triangle read) is overwritten. Returns how many numbers the sweeps of rotations are; −1, having done nothing, when an element is not finite. */
export function symmetricEigenRangeBegin(a: usize, n: i32, work: usize): f64 {
  const e = scaleToOne(a, n);
  if (isNaN(e)) return -1;
  set(work, 0, e);
  const diagonal = at(work, 1);
  const beside = at(diagonal, n);
  const scales = at(beside, n);
  const v = at(scales, n);
  const w = at(v, n);
  const copies = at(w, n);
  memory.fill(diagonal, 0, <usize>(10 * n + 3) << 3);
  tridiagonalize(a, n, diagonal, beside, scales, v, w);
  memory.copy(copies, diagonal, <usize>n << 4);
  return sweep(copies, at(copies, n), n, at(copies, 2 * n), false);
}

/** The second half: all values, largest first, and the vectors from `from` to `to` − 1 as rows. `sweeps`: room for as many numbers as the first half has told. */
export function symmetricEigenRange(
  a: usize,
  n: i32,
  from: i32,
  to: i32,
  values: usize,
  vectors: usize,
  work: usize,
  sweeps: usize,
): void {
  const diagonal = at(work, 1);
  const beside = at(diagonal, n);
  const scales = at(beside, n);
  const order = at(scales, n);
  const columns = at(work, 10 * n + 4);
  const kept = at(sweeps, <i32>sweep(diagonal, beside, n, sweeps, true));
  orderOf(diagonal, n, powerOfTwo(get(work, 0)), order, values);
  const count = to - from;
  const width = (count + STRIP - 1) & -STRIP;
  const row = <usize>width << 3;
  memory.fill(columns, 0, <usize>n * row);
  for (let k = 0; k < count; k++) set(columns, <i32>get(order, from + k) * width + k, 1);
  for (let j = 0; j < width; j += STRIP) {
    for (let end = kept; end > sweeps; ) {
      end -= <usize>load<f64>(end - 8) << 3;
      rotateBack(at(columns, j), row, end);
    }
    for (let k = n - 3; k >= 0; k--) {
      const beta = get(scales, k);
      if (beta != 0) reflectStrip(at(a, k * n + k + 1), at(columns, (k + 1) * width + j), row, n - k - 1, beta);
    }
  }
  for (let k = 0; k < count; k++) turn(at(columns, k), width, n, at(vectors, k * n));
}

/** QL with implicit shifts: d becomes the eigenvalues. Writes the sweeps one behind the other, or all to the same place, each with its length at its end; returns their lengths together. */
function sweep(d: usize, e: usize, n: i32, to: usize, isKept: bool): f64 {
  let total: f64 = 0;
  for (let l = 0; l < n; l++) {
    for (let step = 0; step < MAX_STEPS; step++) {
      const m = endOfBlock(d, e, n, l);
      if (m == l) break;
      qlStep(d, e, to, l, m);
      const length = 3 + 2 * <i32>get(to, 1);
      set(to, length - 1, length);
      total += length;
      if (isKept) to = at(to, length);
    }
  }
  return total;
}

/** Eight columns back through a sweep. What a rotation makes of its lower row stays in registers for the next one. */
function rotateBack(z: usize, row: usize, sweep: usize): void {
  const count = <i32>get(sweep, 1);
  const first = at(sweep, 2);
  let to = z + <usize>(<i32>get(sweep, 0) - count) * row;
  let x0 = v128.load(to);
  let x1 = v128.load(to, 16);
  let x2 = v128.load(to, 32);
  let x3 = v128.load(to, 48);
  for (let next = at(first, 2 * count) - 16; next >= first; next -= 16) {
    const c = v128.load64_splat(next);
    const s = v128.load64_splat(next, 8);
    const from = to + row;
    const y0 = v128.load(from);
    v128.store(to, f64x2.add(f64x2.mul(c, x0), f64x2.mul(s, y0)));
    x0 = f64x2.sub(f64x2.mul(c, y0), f64x2.mul(s, x0));
    const y1 = v128.load(from, 16);
    v128.store(to, f64x2.add(f64x2.mul(c, x1), f64x2.mul(s, y1)), 16);
    x1 = f64x2.sub(f64x2.mul(c, y1), f64x2.mul(s, x1));
    const y2 = v128.load(from, 32);
    v128.store(to, f64x2.add(f64x2.mul(c, x2), f64x2.mul(s, y2)), 32);
    x2 = f64x2.sub(f64x2.mul(c, y2), f64x2.mul(s, x2));
    const y3 = v128.load(from, 48);
    v128.store(to, f64x2.add(f64x2.mul(c, x3), f64x2.mul(s, y3)), 48);
    x3 = f64x2.sub(f64x2.mul(c, y3), f64x2.mul(s, x3));
    to = from;
  }
  v128.store(to, x0);
  v128.store(to, x1, 16);
  v128.store(to, x2, 32);
  v128.store(to, x3, 48);
}
