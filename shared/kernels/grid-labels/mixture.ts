/** The classes of a picture, learnt from its pixels alone: a mixture of normal distributions by EM. Bishop (2006), Pattern Recognition, section 9.2. */
import { exp, log, logSumExp } from "../../math/elementary.ts";
import { type Classes, normalCosts, type Observed } from "./potentials.ts";

/** No class is narrower than a step of a byte. */
const LEAST_VARIANCE = 1 / 255 ** 2;

export interface Mixture extends Classes {
  /** Share of each class in the pixels: labels, which sum to 1. */
  readonly shares: Float64Array;
}

/** Where EM starts: the pixels in order of brightness, in `labels` parts of equal size, 1 ≤ labels ≤ pixels. */
export function startMixture(observed: Observed, labels: number): Mixture {
  const { values, channels } = observed;
  const pixels = values.length / channels;
  const level = new Float64Array(pixels);
  for (let at = 0; at < values.length; at++) level[Math.floor(at / channels)] += values[at];
  const order = Array.from(level.keys()).sort((a, b) => level[a] - level[b] || a - b);
  const responsible = new Float64Array(pixels * labels);
  for (const [rank, i] of order.entries()) responsible[i * labels + Math.floor((rank * labels) / pixels)] = 1;
  const nowhere = new Float64Array(labels * channels);
  return maximised(observed, responsible, { means: nowhere, variances: nowhere, shares: new Float64Array(labels) });
}

/** A step of EM, and the log-likelihood, in nats per pixel, of the mixture that it starts from: it never falls. */
export function mixtureStep(
  observed: Observed,
  mixture: Mixture,
): { readonly mixture: Mixture; readonly logLikelihood: number } {
  const labels = mixture.shares.length;
  const responsible = normalCosts(observed, mixture);
  const logShares = mixture.shares.map(log);
  const terms = new Float64Array(labels);
  let sum = 0;
  for (let at = 0; at < responsible.length; at += labels) {
    for (let k = 0; k < labels; k++) terms[k] = logShares[k] - responsible[at + k];
    const all = logSumExp(terms);
    sum += all;
    for (let k = 0; k < labels; k++) responsible[at + k] = exp(terms[k] - all);
  }
  const logLikelihood = (sum * labels) / responsible.length;
  return { mixture: maximised(observed, responsible, mixture), logLikelihood };
}

/** Shares, means and variances where classes are responsible for pixels in part; a class of none stays where it was, with a share of 0. */
function maximised({ values, channels }: Observed, responsible: Float64Array, before: Mixture): Mixture {
  const labels = before.shares.length;
  const pixels = values.length / channels;
  const [means, variances] = [before.means.slice(), before.variances.slice()];
  const shares = new Float64Array(labels);
  for (let k = 0; k < labels; k++) {
    let mass = 0;
    for (let i = 0; i < pixels; i++) mass += responsible[i * labels + k];
    shares[k] = mass / pixels;
    if (mass === 0) continue;
    for (let c = 0; c < channels; c++) {
      const meanOf = (value: (y: number) => number) => {
        let sum = 0;
        for (let i = 0; i < pixels; i++) sum += responsible[i * labels + k] * value(values[i * channels + c]);
        return sum / mass;
      };
      const mean = meanOf((y) => y);
      means[k * channels + c] = mean;
      variances[k * channels + c] = Math.max(
        LEAST_VARIANCE,
        meanOf((y) => (y - mean) ** 2),
      );
    }
  }
  return { means, variances, shares };
}

/** The classes from dark to bright. */
export function byBrightness({ means, variances, shares }: Mixture): Mixture {
  const channels = means.length / shares.length;
  const level = (k: number) => means.subarray(k * channels, (k + 1) * channels).reduce((a, b) => a + b, 0);
  const order = Array.from(shares.keys()).sort((a, b) => level(a) - level(b) || a - b);
  const sorted = (values: Float64Array, width: number) =>
    Float64Array.from(
      { length: values.length },
      (_, at) => values[order[Math.floor(at / width)] * width + (at % width)],
    );
  return { means: sorted(means, channels), variances: sorted(variances, channels), shares: sorted(shares, 1) };
}
