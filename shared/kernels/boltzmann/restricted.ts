import { log, sigmoid, softplus } from "../../math/index.ts";
import { fillUniform } from "../../random/index.ts";
import type { BinaryMachine } from "./machine.ts";

/**
 * A restricted Boltzmann machine whose hidden units are summed out: log p*(v) = a·v + Σ_j softplus(c_j + Σ_i v_i W_ij). θ: visible biases a, hidden biases c,
 * then W, visible × hidden, row-major. A Gibbs sweep draws all hidden units, then all visible ones.
 */
export function restricted(visible: number, hidden: number): BinaryMachine {
  const states = 2 ** visible;
  const size = visible + hidden + visible * hidden;
  const weightsAt = visible + hidden;
  return {
    visible,
    states,
    size,
    at(theta) {
      const inputs = new Float64Array(states * hidden);
      const logWeights = new Float64Array(states);
      for (let j = 0; j < hidden; j++) inputs[j] = theta[visible + j];
      for (let i = 0; i < visible; i++)
        for (let rest = 0; rest < 2 ** i; rest++) {
          const x = rest | (1 << i);
          logWeights[x] = logWeights[rest] + theta[i];
          for (let j = 0; j < hidden; j++)
            inputs[x * hidden + j] = inputs[rest * hidden + j] + theta[weightsAt + i * hidden + j];
        }
      const on = new Float64Array(states * hidden);
      for (let x = 0; x < states; x++)
        for (let j = 0; j < hidden; j++) {
          const input = inputs[x * hidden + j];
          logWeights[x] += softplus(input);
          on[x * hidden + j] = sigmoid(input);
        }
      /** Probability that visible unit i is on, given the hidden state. */
      const visibleOn = (h: number, i: number) => {
        let sum = theta[i];
        for (let j = 0; j < hidden; j++) if ((h >> j) & 1) sum += theta[weightsAt + i * hidden + j];
        return sigmoid(sum);
      };
      return {
        logWeights,
        expect(weights) {
          const out = new Float64Array(size);
          for (let x = 0; x < states; x++) {
            const w = weights[x];
            if (w === 0) continue;
            for (let i = 0; i < visible; i++) if ((x >> i) & 1) out[i] += w;
            for (let j = 0; j < hidden; j++) {
              const part = w * on[x * hidden + j];
              out[visible + j] += part;
              for (let i = 0; i < visible; i++) if ((x >> i) & 1) out[weightsAt + i * hidden + j] += part;
            }
          }
          return out;
        },
        sweep(distribution) {
          const count = 2 ** hidden;
          const above = new Float64Array(count);
          const chances = new Float64Array(count);
          for (let x = 0; x < states; x++) {
            if (distribution[x] === 0) continue;
            products(chances, hidden, (j) => on[x * hidden + j]);
            for (let h = 0; h < count; h++) above[h] += distribution[x] * chances[h];
          }
          const next = new Float64Array(states);
          const below = new Float64Array(states);
          for (let h = 0; h < count; h++) {
            products(below, visible, (i) => visibleOn(h, i));
            for (let x = 0; x < states; x++) next[x] += above[h] * below[x];
          }
          return next;
        },
        drawSweep(chains, key) {
          const width = hidden + visible;
          const u = new Float64Array(chains.length * width);
          fillUniform(key, 0, u);
          for (let c = 0; c < chains.length; c++) {
            const at = c * width;
            let h = 0;
            for (let j = 0; j < hidden; j++) if (u[at + j] < on[chains[c] * hidden + j]) h |= 1 << j;
            let x = 0;
            for (let i = 0; i < visible; i++) if (u[at + hidden + i] < visibleOn(h, i)) x |= 1 << i;
            chains[c] = x;
          }
        },
      };
    },
  };
}

/** Probabilities of all states of independent units, each on with chance `on(i)`. */
export function products(out: Float64Array, units: number, on: (i: number) => number): void {
  out[0] = 1;
  for (let i = 0; i < units; i++) {
    const p = on(i);
    for (let rest = 0; rest < 2 ** i; rest++) {
      out[rest | (1 << i)] = out[rest] * p;
      out[rest] *= 1 - p;
    }
  }
}

/** log of the probability of every state of independent units. */
export function logProducts(rates: Float64Array): Float64Array {
  const p = new Float64Array(2 ** rates.length);
  products(p, rates.length, (i) => rates[i]);
  return p.map((value) => log(value));
}
