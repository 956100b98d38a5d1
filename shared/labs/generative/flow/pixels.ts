/**
 * Pixels as numbers of the whole line, as a flow needs them, and the density that it then gives pictures (Dinh, Sohl-Dickstein & Bengio 2017, §4.1). A byte b
 * becomes v = b + u with u uniform in [0, 1) (dequantisation: Uria, Murray & Larochelle 2013); that a share q = MARGIN + (1 − 2·MARGIN)·v/256, which keeps off 0
 * and 1 (their α, on both sides; 0.05 there: where most pixels are black, as in digits, less of a margin gives the noise of a black byte about as much of the line
 * as other bytes have); that its logit, log q − log(1 − q). By the change of variables
 *   log p(v) = log p(logit q) + Σ log((1 − 2·MARGIN)/256) − log q − log(1 − q),
 * a density per unit of bytes: the mean of −log p(b + u) over u is an upper bound on −log of the probability of the bytes b, the mass of p over [b, b + 1)
 * (Theis, van den Oord & Bethge 2016). Each column is then centred and scaled by learnt numbers that begin at its mean and deviation (activation normalisation:
 * Kingma & Dhariwal 2018): couplings that do nothing yet leave independent Gaussians of the logits.
 */
import { log as logOf } from "../../../math/elementary.ts";
import { type Initial, parameter } from "../../../nets/leaves.ts";
import { add } from "../../../nets/ops/add.ts";
import { normals } from "../../../nets/ops/draws.ts";
import { erf } from "../../../nets/ops/erf.ts";
import { exp } from "../../../nets/ops/exp.ts";
import { log } from "../../../nets/ops/log.ts";
import { multiply } from "../../../nets/ops/multiply.ts";
import { negate, scale } from "../../../nets/ops/scale.ts";
import { shift } from "../../../nets/ops/shift.ts";
import { sigmoid } from "../../../nets/ops/sigmoid.ts";
import { subtract } from "../../../nets/ops/subtract.ts";
import { sumAxis } from "../../../nets/ops/sum.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { Flow } from "./net.ts";

const MARGIN = 0.001;
const STEP = (1 - 2 * MARGIN) / 256;

/** Of the step's key. */
const NOISE = 1;

/** What each column begins at: mean and logarithm of the deviation of its logits. */
export interface Moments {
  readonly means: ArrayLike<number>;
  readonly logDeviations: ArrayLike<number>;
}

/** Of these rows of bytes with their noise, which is uniform within its unit: not nothing where all bytes of a column are alike. */
export function momentsOf(bytes: ArrayLike<number>, columns: number, rows: Uint32Array): Moments {
  const [means, logDeviations] = [new Float64Array(columns), new Float64Array(columns)];
  const table = Float64Array.from({ length: 256 }, (_, byte) => logitOf(byte + 0.5));
  for (let c = 0; c < columns; c++) {
    let [sum, variance, noise] = [0, 0, 0];
    for (const row of rows) {
      const byte = bytes[row * columns + c];
      sum += table[byte];
      noise += (logitOf(byte + 1) - logitOf(byte)) ** 2 / 12;
    }
    means[c] = sum / rows.length;
    for (const row of rows) variance += (table[bytes[row * columns + c]] - means[c]) ** 2;
    logDeviations[c] = logOf((variance + noise) / rows.length) / 2;
  }
  return { means, logDeviations };
}

function logitOf(v: number): number {
  const q = MARGIN + STEP * v;
  return logOf(q / (1 - q));
}

/** Bytes, rows × columns, with noise that is drawn anew at every step. */
export function dequantised(bytes: Tensor): Tensor {
  // The distribution function of normal numbers makes them uniform.
  const uniform = shift(scale(erf(scale(normals(bytes, NOISE), Math.SQRT1_2)), 0.5), 0.5);
  return add(bytes, uniform);
}

const initial = (values: ArrayLike<number>): Initial => ({ kind: "parts", values: Array.from(values) });

/** Where the parameters of a net are given. */
export const noMoments = (columns: number): Moments => {
  const none = new Float64Array(columns);
  return { means: none, logDeviations: none };
};

/** A flow of pictures, whose rows are v = b + u, rows × columns; `stages` of the way back are such too, within [0, 256] where they are pictures at all. */
export function pixelFlow(flow: Flow, { means, logDeviations }: Moments): Flow {
  const columns = means.length;
  const mean = parameter("norm0.mean", [columns], initial(means));
  const logDeviation = parameter("norm0.logDeviation", [columns], initial(logDeviations));
  return {
    toLatent(v) {
      // Both from the near end: what is left of 1 keeps its digits.
      const [logQ, logRest] = [v, shift(negate(v), 256)].map((x) => log(shift(scale(x, STEP), MARGIN)));
      const logit = subtract(logQ, logRest);
      const { z, logDeterminant } = flow.toLatent(multiply(subtract(logit, mean), exp(negate(logDeviation))));
      const slopes = add(add(logQ, logRest), logDeviation);
      const own = shift(negate(sumAxis(slopes, 1)), columns * logOf(STEP));
      return { z, logDeterminant: add(own, logDeterminant) };
    },
    fromLatent: (z) =>
      flow.fromLatent(z).map((stage) => {
        const logit = add(multiply(stage, exp(logDeviation)), mean);
        return scale(shift(sigmoid(logit), -MARGIN), 1 / STEP);
      }),
  };
}
