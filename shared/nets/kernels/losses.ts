/** Losses of rows and their derivatives by the logits: the reference of shared/nets/assembly/losses.ts. */
import { expf, expMinusAbsf, logf } from "../../math/index.ts";

const f = Math.fround;
/** Columns whose 1 + e^−|z| are multiplied before one logarithm is taken, 64 in each of four lanes: at most 2^64. */
const RUN = 256;

/** (0 + 1) + (2 + 3). */
function sumOfLanes(lanes: ArrayLike<number>): number {
  return f(f(lanes[0] + lanes[1]) + f(lanes[2] + lanes[3]));
}

/**
 * Negative log likelihood of Bernoulli variables x (0…1) given logits z, rows × columns, in nats: loss[row] = Σ_j log(1 + e^z) − x z, residual = σ(z) − x
 * (null: not wanted). Column j belongs to lane j mod 4; a lane adds max(z, 0) − x z over its columns in ascending order, and after each 64 of them (and
 * at the end) the logarithm of the product of their 1 + e^−|z|; then the lanes are added. An element's part has an error of at most 2^-23 besides that
 * of the sums.
 */
export function bernoulli(
  rows: number,
  columns: number,
  z: Float32Array,
  x: Float32Array,
  loss: Float32Array | null,
  residual: Float32Array | null,
): void {
  for (let row = 0; row < rows; row++) {
    const sums = new Float32Array(4);
    for (let from = 0; from < columns; from += RUN) {
      const products = new Float32Array(4).fill(1);
      for (let j = from; j < Math.min(from + RUN, columns); j++) {
        const at = row * columns + j;
        const e = expMinusAbsf(z[at]);
        const below = f(1 + e);
        products[j % 4] *= below;
        sums[j % 4] += f(Math.max(z[at], 0) - f(x[at] * z[at]));
        if (residual) residual[at] = f(f((z[at] < 0 ? e : 1) / below) - x[at]);
      }
      for (let lane = 0; lane < 4; lane++) sums[lane] += logf(products[lane]);
    }
    if (loss) loss[row] = sumOfLanes(sums);
  }
}

/**
 * Cross-entropy of a softmax against probabilities of classes, rows × classes, in nats: with m = max z, S = Σ e^(z − m), T = Σ t:
 * loss[row] = T·log S + Σ t (m − z), which is logsumexp(z) − Σ t z where T = 1; residual = e^(z − m)·(T / S) − t, its derivative by z (null: not wanted).
 * Class j belongs to lane j mod 4; lanes add in ascending order, then the lanes are added. A NaN among the logits makes the row NaN.
 */
export function softmaxCrossEntropy(
  rows: number,
  classes: number,
  z: Float32Array,
  target: Float32Array,
  loss: Float32Array | null,
  residual: Float32Array | null,
): void {
  for (let row = 0; row < rows; row++) {
    const at = row * classes;
    let most = -Infinity;
    for (let j = 0; j < classes; j++) most = Math.max(most, z[at + j]);
    const [exponentials, targets, distances] = [0, 1, 2].map(() => new Float32Array(4));
    for (let j = 0; j < classes; j++) {
      exponentials[j % 4] += expf(f(z[at + j] - most));
      targets[j % 4] += target[at + j];
      distances[j % 4] += f(target[at + j] * f(most - z[at + j]));
    }
    const [s, t] = [sumOfLanes(exponentials), sumOfLanes(targets)];
    if (loss) loss[row] = f(f(t * logf(s)) + sumOfLanes(distances));
    const scale = f(t / s);
    for (let j = at; j < at + classes && residual; j++) residual[j] = f(f(expf(f(z[j] - most)) * scale) - target[j]);
  }
}
