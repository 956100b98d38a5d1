import type { Parameters } from "../../shared/kernels/rbm/machine.ts";
import { states } from "./rbm.ts";

type Real = Required<Parameters>;

/** −E(v, h) of Gaussian visible units, term by term. */
function negativeEnergy({ weights, visibleBias, hiddenBias, logVariance }: Real, v: ArrayLike<number>, h: number[]) {
  let sum = 0;
  for (let i = 0; i < v.length; i++) {
    const variance = Math.exp(logVariance[i]);
    sum -= (v[i] - visibleBias[i]) ** 2 / (2 * variance);
    for (let j = 0; j < h.length; j++) sum += (v[i] * weights[i * h.length + j] * h[j]) / variance;
  }
  for (let j = 0; j < h.length; j++) sum += hiddenBias[j] * h[j];
  return sum;
}

/** log Σ_h e^−E(v, h), by all hidden states. */
export function logUnnormalised(parameters: Real, v: ArrayLike<number>): number {
  return Math.log(
    states(parameters.hiddenBias.length).reduce((sum, h) => sum + Math.exp(negativeEnergy(parameters, v, h)), 0),
  );
}

/** log Z by the trapezoidal rule over the plane of two visible units: of a sum of Gaussians its error is far below 1e-12. */
export function logZOnGrid(parameters: Real, reach: number, step: number): number {
  let sum = 0;
  for (let x = -reach; x <= reach; x += step)
    for (let y = -reach; y <= reach; y += step) sum += Math.exp(logUnnormalised(parameters, [x, y]));
  return Math.log(sum * step * step);
}

/** The machine is a mixture: of each hidden state the log weight, and the mean of the Gaussian that it stands for. */
export function mixture(parameters: Real) {
  const { weights, visibleBias, hiddenBias, logVariance } = parameters;
  const hidden = states(hiddenBias.length);
  const parts = hidden.map((h) => {
    const mean = Array.from(visibleBias, (b, i) => h.reduce((sum, on, j) => sum + on * weights[i * h.length + j], b));
    // The value of e^−E where its Gaussian in v is greatest, times the integral of that Gaussian.
    const integral = logVariance.reduce((sum, log) => sum + 0.5 * (Math.log(2 * Math.PI) + log), 0);
    return { h, mean, log: negativeEnergy(parameters, mean, h) + integral };
  });
  const top = Math.max(...parts.map(({ log }) => log));
  const logZ = top + Math.log(parts.reduce((sum, { log }) => sum + Math.exp(log - top), 0));
  return { parts: parts.map((part) => ({ ...part, probability: Math.exp(part.log - logZ) })), logZ };
}

/** Mean log density of the rows, nats. */
export function meanLogDensity(parameters: Real, rows: readonly (readonly number[])[]): number {
  const { logZ } = mixture(parameters);
  return rows.reduce((sum, v) => sum + logUnnormalised(parameters, v), 0) / rows.length - logZ;
}
