/** Losses of rows and their derivatives by the logits: the reference of shared/nets/assembly/losses.ts. */
import { float32 } from "../arithmetic.ts";
import type { Arithmetic, Floats } from "../tensor.ts";

/** Columns whose 1 + e^−|z| are multiplied before one logarithm is taken, 64 in each of four lanes: at most 2^64. */
const RUN = 256;

/** (0 + 1) + (2 + 3). */
function sumOfLanes(lanes: ArrayLike<number>, { round }: Arithmetic): number {
  return round(round(lanes[0] + lanes[1]) + round(lanes[2] + lanes[3]));
}

const lanesOf = (z: Floats) => (z instanceof Float32Array ? new Float32Array(4) : new Float64Array(4));

/** Where losses and their derivatives by the logits go; null: not wanted. The derivatives of a row are multiplied by its `dy`, where it is given. */
export interface LossResults {
  readonly loss: Floats | null;
  readonly residual: Floats | null;
  readonly dy?: Floats;
}

/**
 * Negative log likelihood of Bernoulli variables x (0…1) given logits z, rows × columns, in nats: loss[row] = Σ_j log(1 + e^z) − x z, residual = σ(z) − x.
 * Column j belongs to lane j mod 4; a lane adds max(z, 0) − x z over its columns in ascending order, and after each 64 of them (and at the end) the
 * logarithm of the product of their 1 + e^−|z|; then the lanes are added. An element's part has an error of at most 2^-23 besides that of the sums.
 */
export function bernoulli(
  rows: number,
  columns: number,
  z: Floats,
  x: Floats,
  { loss, residual, dy }: LossResults,
  arithmetic: Arithmetic = float32,
): void {
  const { round, expMinusAbs, log } = arithmetic;
  for (let row = 0; row < rows; row++) {
    const sums = lanesOf(z);
    for (let from = 0; from < columns; from += RUN) {
      const products = lanesOf(z).fill(1);
      for (let j = from; j < Math.min(from + RUN, columns); j++) {
        const at = row * columns + j;
        const e = expMinusAbs(z[at]);
        const below = round(1 + e);
        products[j % 4] *= below;
        sums[j % 4] += round(Math.max(z[at], 0) - round(x[at] * z[at]));
        if (residual) residual[at] = round(round(round((z[at] < 0 ? e : 1) / below) - x[at]) * (dy?.[row] ?? 1));
      }
      for (let lane = 0; lane < 4; lane++) sums[lane] += log(products[lane]);
    }
    if (loss) loss[row] = sumOfLanes(sums, arithmetic);
  }
}

/**
 * Cross-entropy of a softmax against probabilities of classes, rows × classes, in nats: with m = max z, S = Σ e^(z − m), T = Σ t:
 * loss[row] = T·log S + Σ t (m − z), which is logsumexp(z) − Σ t z where T = 1; residual = e^(z − m)·(T / S) − t, its derivative by z.
 * Class j belongs to lane j mod 4; lanes add in ascending order, then the lanes are added. A NaN among the logits makes the row NaN.
 */
export function softmaxCrossEntropy(
  rows: number,
  classes: number,
  z: Floats,
  target: Floats,
  { loss, residual, dy }: LossResults,
  arithmetic: Arithmetic = float32,
): void {
  const { round, exp, log } = arithmetic;
  for (let row = 0; row < rows; row++) {
    const at = row * classes;
    let most = -Infinity;
    for (let j = 0; j < classes; j++) most = Math.max(most, z[at + j]);
    const [exponentials, targets, distances] = [0, 1, 2].map(() => lanesOf(z));
    for (let j = 0; j < classes; j++) {
      exponentials[j % 4] += exp(round(z[at + j] - most));
      targets[j % 4] += target[at + j];
      distances[j % 4] += round(target[at + j] * round(most - z[at + j]));
    }
    const [s, t] = [sumOfLanes(exponentials, arithmetic), sumOfLanes(targets, arithmetic)];
    if (loss) loss[row] = round(round(t * log(s)) + sumOfLanes(distances, arithmetic));
    const factor = round(t / s);
    for (let j = at; j < at + classes && residual; j++)
      residual[j] = round(round(round(exp(round(z[j] - most)) * factor) - target[j]) * (dy?.[row] ?? 1));
  }
}
