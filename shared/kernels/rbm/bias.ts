import { exp, logSumExp, sigmoid, softplus } from "../../math/index.ts";
import type { Parameters } from "./machine.ts";

/**
 * Contrastive divergence without chance: where all joint states of a machine with binary units can be enumerated, the distribution of the chains after k
 * sweeps from the data is that of the data times the k-th power of the transition matrix T(v′ | v) = Σ_h p(v′ | h) p(h | v). So the expected CD-k
 * update is known exactly, and its bias is what it lacks of the gradient of the log-likelihood (Carreira-Perpiñán & Hinton 2005; Bengio & Delalleau
 * 2009). All in float64. Parameters are in the order weights, visible biases, hidden biases.
 */
export interface ExactPhases {
  /** Mean log-likelihood of the data, nats. */
  readonly logLikelihood: number;
  /** Its gradient. */
  readonly gradient: Float64Array;
  /** The expected update of CD-k: positive phase less the expectation after k sweeps. */
  contrastiveDivergence(k: number): Float64Array;
}

/** Units, visible and hidden together, up to which all joint states are enumerated. */
export const MAX_JOINT_UNITS = 18;

/** `data`: the probability of each visible state, the first unit in the lowest bit. */
export function exactPhases(parameters: Parameters, data: Float64Array): ExactPhases {
  const [visible, hidden] = [parameters.visibleBias.length, parameters.hiddenBias.length];
  const onHidden = activities(parameters.hiddenBias, visible, (i, j) => parameters.weights[i * hidden + j]);
  const onVisible = activities(parameters.visibleBias, hidden, (j, i) => parameters.weights[i * hidden + j]);
  const logs = logMarginals(parameters);
  const logZ = logSumExp(logs);
  const model = logs.map((value) => exp(value - logZ));
  const phase = (probability: Float64Array) => statistics(probability, onHidden.probabilities, visible, hidden);
  const positive = phase(data);
  /** Distributions of the chains after 0, 1, … sweeps, as far as they were asked for. */
  const swept = [data];
  const after = (k: number) => {
    while (swept.length <= k) swept.push(pushed(pushed(swept[swept.length - 1], onHidden), onVisible));
    return swept[k];
  };
  return {
    logLikelihood: data.reduce((sum, p, state) => (p > 0 ? sum + p * (logs[state] - logZ) : sum), 0),
    gradient: difference(positive, phase(model)),
    contrastiveDivergence: (k) => difference(positive, phase(after(k))),
  };
}

/** The part of an update that is not gradient. */
export interface Bias {
  /** ‖E[update] − gradient‖. */
  readonly norm: number;
  /** Cosine of the angle between the two; 0 where one of them vanishes. */
  readonly cosine: number;
}

export function biasOf(update: Float64Array, gradient: Float64Array): Bias {
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, at) => sum + value * b[at], 0);
  const lengths = Math.sqrt(dot(update, update) * dot(gradient, gradient));
  const off = difference(update, gradient);
  return { norm: Math.sqrt(dot(off, off)), cosine: lengths > 0 ? dot(update, gradient) / lengths : 0 };
}

/** Mean distribution over the states of rows whose units are on with these probabilities, independently; rows × units. */
export function distributionOf(probabilities: Float64Array, units: number): Float64Array {
  const rows = probabilities.length / units;
  const out = new Float64Array(2 ** units);
  for (let n = 0; n < rows; n++) {
    const own = products(probabilities.subarray(n * units, (n + 1) * units));
    for (const [state, p] of own.entries()) out[state] += p / rows;
  }
  return out;
}

/** Conditional probabilities of the units of one side, for every state of the other. */
interface Side {
  /** States of the other side × units. */
  readonly probabilities: Float64Array;
  readonly units: number;
}

/** σ(bias + Σ weights of the units that are on) for all states of the `others`. */
function activities(bias: Float32Array, others: number, weight: (other: number, unit: number) => number): Side {
  const units = bias.length;
  const inputs = new Float64Array(2 ** others * units);
  inputs.set(bias);
  // A state's inputs are those of the state without its highest unit, and the weights of that unit.
  for (let o = 0; o < others; o++)
    for (let s = 0; s < 1 << o; s++)
      for (let u = 0; u < units; u++) inputs[((1 << o) + s) * units + u] = inputs[s * units + u] + weight(o, u);
  return { probabilities: inputs.map(sigmoid), units };
}

/** Probabilities of all states of independent units, the first in the lowest bit. */
function products(on: Float64Array): Float64Array {
  const out = new Float64Array(2 ** on.length);
  out[0] = 1;
  for (const [u, p] of on.entries())
    for (let s = 0; s < 1 << u; s++) {
      out[(1 << u) + s] = out[s] * p;
      out[s] *= 1 - p;
    }
  return out;
}

/** A distribution over the states of one side becomes one over those of the other. */
function pushed(from: Float64Array, { probabilities, units }: Side): Float64Array {
  const out = new Float64Array(2 ** units);
  for (const [state, p] of from.entries()) {
    if (p === 0) continue;
    const given = products(probabilities.subarray(state * units, (state + 1) * units));
    for (let s = 0; s < out.length; s++) out[s] += p * given[s];
  }
  return out;
}

/** log Σ_h e^−E(v, h) of every visible state. */
function logMarginals({ weights, visibleBias, hiddenBias }: Parameters): Float64Array {
  const [visible, hidden] = [visibleBias.length, hiddenBias.length];
  return Float64Array.from({ length: 2 ** visible }, (_, state) => {
    let total = 0;
    for (let i = 0; i < visible; i++) if ((state >> i) & 1) total += visibleBias[i];
    for (let j = 0; j < hidden; j++) {
      let x = hiddenBias[j];
      for (let i = 0; i < visible; i++) if ((state >> i) & 1) x += weights[i * hidden + j];
      total += softplus(x);
    }
    return total;
  });
}

/** E[v_i h_j], E[v_i] and E[h_j] under a distribution over the visible states. */
function statistics(probability: Float64Array, onHidden: Float64Array, visible: number, hidden: number): Float64Array {
  const out = new Float64Array(visible * hidden + visible + hidden);
  for (const [state, p] of probability.entries()) {
    if (p === 0) continue;
    for (let i = 0; i < visible; i++) {
      if (((state >> i) & 1) === 0) continue;
      out[visible * hidden + i] += p;
      for (let j = 0; j < hidden; j++) out[i * hidden + j] += p * onHidden[state * hidden + j];
    }
    for (let j = 0; j < hidden; j++) out[visible * hidden + visible + j] += p * onHidden[state * hidden + j];
  }
  return out;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value - b[at]);
}
