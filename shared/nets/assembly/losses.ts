/** Losses of rows and their derivatives by the logits. Scalar reference: shared/nets/kernels/losses.ts. */
import { expf4, expMinusAbsf4, logf, logOfNormalf4 } from "../../math/assembly/elementary4";
import { largest } from "./softmax";
import { floats, liveLanes, loadLive, storeLive, sumOfLanes } from "./vectors";

/** Vectors of a row whose 1 + e^−|z| are multiplied before one logarithm is taken: at most 2^64. */
const RUN: i32 = 64;

/**
 * Negative log likelihood of Bernoulli variables x (0…1) given logits z, rows × columns: loss[row] = Σ_j log(1 + e^z) − x z, residual = σ(z) − x.
 * Either of `loss`, `residual` may be 0; with `dy` the residuals of a row are multiplied by its dy. Column j belongs to lane j mod 4; a lane adds
 * max(z, 0) − x z over its columns in ascending order, and after each 64 of them (and at the end) the logarithm of the product of their 1 + e^−|z|. The loss is (lane 0 + lane 1) + (lane 2 + lane 3).
 */
export function bernoulli(rows: i32, columns: i32, z: usize, x: usize, loss: usize, residual: usize, dy: usize): void {
  for (let row: i32 = 0; row < rows; row++) {
    const at = floats(0, row * columns);
    const sum = bernoulliRow(columns, z + at, x + at, residual ? residual + at : 0, factor(dy, row));
    if (loss) store<f32>(floats(loss, row), sum);
  }
}

/** What the residuals of a row are multiplied by. */
@inline
function factor(dy: usize, row: i32): v128 {
  return dy ? v128.load32_splat(floats(dy, row)) : f32x4.splat(1);
}

function bernoulliRow(columns: i32, z: usize, x: usize, residual: usize, dy: v128): f32 {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  let sum = zero;
  let j: i32 = 0;
  while (j < columns) {
    let product = one;
    const end: i32 = min(j + 4 * RUN, columns);
    const whole: i32 = end & ~3;
    for (; j < whole; j += 4) {
      const logit = v128.load(floats(z, j));
      const target = v128.load(floats(x, j));
      const e = expMinusAbsf4(logit);
      const below = f32x4.add(one, e);
      product = f32x4.mul(product, below);
      sum = f32x4.add(sum, f32x4.sub(f32x4.pmax(logit, zero), f32x4.mul(target, logit)));
      if (residual) {
        const y = f32x4.div(v128.bitselect(e, one, f32x4.lt(logit, zero)), below);
        v128.store(floats(residual, j), f32x4.mul(f32x4.sub(y, target), dy));
      }
    }
    if (j < end) {
      const live: i32 = end - j;
      // What fills up adds nothing: its e^−|z| vanishes beside 1.
      const logit = loadLive(floats(z, j), live, -1000);
      const target = loadLive(floats(x, j), live, 0);
      const e = expMinusAbsf4(logit);
      const below = f32x4.add(one, e);
      product = f32x4.mul(product, below);
      sum = f32x4.add(sum, f32x4.sub(f32x4.pmax(logit, zero), f32x4.mul(target, logit)));
      if (residual) {
        const y = f32x4.div(v128.bitselect(e, one, f32x4.lt(logit, zero)), below);
        storeLive(floats(residual, j), f32x4.mul(f32x4.sub(y, target), dy), live);
      }
      j = end;
    }
    sum = f32x4.add(sum, logOfNormalf4(product));
  }
  return sumOfLanes(sum);
}

/**
 * Cross-entropy of a softmax, rows × classes: with m = max z, S = Σ e^(z − m), T = Σ t: loss[row] = T·log S + Σ t (m − z), which is logsumexp(z) − Σ t z
 * where T = 1; residual = e^(z − m)·(T / S) − t. Either of `loss`, `residual` may be 0; with `dy` the residuals of a row are multiplied by its dy.
 * Class j belongs to lane j mod 4; lanes add in ascending order and are folded as (0 + 1) + (2 + 3). A NaN among the logits makes the row NaN.
 */
export function softmaxCrossEntropy(
  rows: i32, classes: i32, z: usize, target: usize, loss: usize, residual: usize, dy: usize,
): void {
  for (let row: i32 = 0; row < rows; row++) {
    const at = floats(0, row * classes);
    softmaxRow(classes, z + at, target + at, loss ? floats(loss, row) : 0, residual ? residual + at : 0, factor(dy, row));
  }
}

function softmaxRow(classes: i32, z: usize, target: usize, loss: usize, residual: usize, dy: v128): void {
  const most = largest(classes, z);
  const m = f32x4.splat(most);
  let exponentials = f32x4.splat(0);
  let targets = f32x4.splat(0);
  let distances = f32x4.splat(0);
  for (let j: i32 = 0; j < classes; j += 4) {
    const live: i32 = min(4, classes - j);
    const logit = loadLive(floats(z, j), live, most);
    const t = loadLive(floats(target, j), live, 0);
    const e = expf4(f32x4.sub(logit, m));
    exponentials = f32x4.add(exponentials, v128.and(e, liveLanes(live)));
    targets = f32x4.add(targets, t);
    if (loss) {
      const distance = f32x4.mul(t, f32x4.sub(m, logit));
      distances = f32x4.add(distances, v128.and(distance, liveLanes(live)));
    }
  }
  const s = sumOfLanes(exponentials);
  const t = sumOfLanes(targets);
  if (loss) store<f32>(loss, t * logf(s) + sumOfLanes(distances));
  if (!residual) return;
  const scale = f32x4.splat(t / s);
  for (let j: i32 = 0; j < classes; j += 4) {
    const live: i32 = min(4, classes - j);
    const e = expf4(f32x4.sub(loadLive(floats(z, j), live, most), m));
    storeLive(floats(residual, j), f32x4.mul(f32x4.sub(f32x4.mul(e, scale), loadLive(floats(target, j), live, 0)), dy), live);
  }
}
