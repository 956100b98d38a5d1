/**
 * Boltzmann machines small enough to enumerate. A state is a whole number below 2^n: bit i says whether visible unit i is on. Of every state the log weight log p*(x)
 * is known, so that likelihood, gradient and Gibbs sweeps are exact sums (Goodfellow, Bengio and Courville 2016, chapter 18).
 */
import { exp, log, sigmoid } from "../../math/index.ts";
import { fillUniform, type Key } from "../../random/index.ts";

/** A machine with its parameters: everything that estimators of its gradient need. */
export interface AtParameters {
  /** log p*(x) of every state, in nats. */
  readonly logWeights: Float64Array;
  /** Σ_x weights(x) ∂ log p*(x) / ∂θ, as long as θ: the statistics of any weights over states. */
  expect(weights: Float64Array): Float64Array;
  /** The distribution after one Gibbs sweep from `distribution`: its product with the transition matrix. */
  sweep(distribution: Float64Array): Float64Array;
  /** Draws one Gibbs sweep of every chain, in place. */
  drawSweep(chains: Uint16Array, key: Key): void;
}

export interface BinaryMachine {
  readonly visible: number;
  /** 2^visible. */
  readonly states: number;
  /** Length of θ. */
  readonly size: number;
  at(theta: Float64Array): AtParameters;
}

/** 1 where unit i of the state is on, −1 where it is off. */
export function spin(state: number, i: number): 1 | -1 {
  return (state >> i) & 1 ? 1 : -1;
}

/** Pairs of units that a coupling joins: all, or neighbours on a ring. */
export function pairsOf(units: number, which: "all" | "neighbours"): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < units; i++)
    for (let j = i + 1; j < units; j++)
      if (which === "all" || j === i + 1 || (i === 0 && j === units - 1)) pairs.push([i, j]);
  return pairs;
}

/** Probabilities of all states, and log Z = log Σ e^(log weight). */
export function normalised(logWeights: Float64Array): { readonly p: Float64Array; readonly logZ: number } {
  let top = Number.NEGATIVE_INFINITY;
  for (let x = 0; x < logWeights.length; x++) if (logWeights[x] > top) top = logWeights[x];
  const p = new Float64Array(logWeights.length);
  let sum = 0;
  for (let x = 0; x < p.length; x++) {
    p[x] = exp(logWeights[x] - top);
    sum += p[x];
  }
  for (let x = 0; x < p.length; x++) p[x] /= sum;
  return { p, logZ: top + log(sum) };
}

/** KL(data ‖ model) in nats: Σ w log w − Σ w log p. */
export function klOf(weights: Float64Array, logWeights: Float64Array, logZ: number): number {
  let sum = 0;
  for (let x = 0; x < weights.length; x++) {
    const w = weights[x];
    if (w > 0) sum += w * (log(w) - logWeights[x] + logZ);
  }
  return sum;
}

/** Shares of the states among chains, data or draws. */
export function sharesOf(states: ArrayLike<number>, count: number): Float64Array {
  const shares = new Float64Array(count);
  for (let c = 0; c < states.length; c++) shares[states[c]] += 1 / states.length;
  return shares;
}

/**
 * log p*(x) = Σ b_i s_i + Σ W_ij s_i s_j over the given pairs, where s_i is 1 for a unit that is on and −1 for one that is off: so coded, the statistics depend on each other less than zeros and
 * ones would, and gradients lead straight. θ: the biases b, then W in the order of the pairs. A Gibbs sweep draws one unit after another.
 */
export function fullyVisible(visible: number, pairs: readonly (readonly [number, number])[]): BinaryMachine {
  const states = 2 ** visible;
  const size = visible + pairs.length;
  return {
    visible,
    states,
    size,
    at(theta) {
      const coupling = new Float64Array(visible * visible);
      for (const [c, [i, j]] of pairs.entries()) {
        coupling[i * visible + j] = theta[visible + c];
        coupling[j * visible + i] = theta[visible + c];
      }
      const logWeights = new Float64Array(states);
      // All off: every bias counts against it, and every coupling for it.
      for (let c = 0; c < size; c++) logWeights[0] += c < visible ? -theta[c] : theta[c];
      for (let i = 0; i < visible; i++)
        for (let rest = 0; rest < 2 ** i; rest++) {
          let field = theta[i];
          for (let j = 0; j < visible; j++) field += coupling[i * visible + j] * spin(rest, j);
          logWeights[rest | (1 << i)] = logWeights[rest] + 2 * field;
        }
      return {
        logWeights,
        expect(weights) {
          const out = new Float64Array(size);
          for (let x = 0; x < states; x++) {
            const w = weights[x];
            if (w === 0) continue;
            for (let i = 0; i < visible; i++) out[i] += spin(x, i) * w;
            for (let c = 0; c < pairs.length; c++) out[visible + c] += spin(x, pairs[c][0]) * spin(x, pairs[c][1]) * w;
          }
          return out;
        },
        sweep(distribution) {
          const next = distribution.slice();
          for (let i = 0; i < visible; i++) resample(next, logWeights, i);
          return next;
        },
        drawSweep(chains, key) {
          const u = new Float64Array(chains.length * visible);
          fillUniform(key, 0, u);
          for (let c = 0; c < chains.length; c++) {
            let x = chains[c];
            for (let i = 0; i < visible; i++) {
              const off = x & ~(1 << i);
              const on = off | (1 << i);
              x = u[c * visible + i] < sigmoid(logWeights[on] - logWeights[off]) ? on : off;
            }
            chains[c] = x;
          }
        },
      };
    },
  };
}

/** The distribution after unit i is drawn from its conditional, in place. */
export function resample(distribution: Float64Array, logWeights: Float64Array, i: number): void {
  const bit = 1 << i;
  for (let off = 0; off < distribution.length; off++) {
    if (off & bit) continue;
    const both = distribution[off] + distribution[off | bit];
    const on = sigmoid(logWeights[off | bit] - logWeights[off]);
    distribution[off] = both * (1 - on);
    distribution[off | bit] = both * on;
  }
}
