import { exp, log } from "../../math/index.ts";
import { type Enumeration, emptyParameters, type Parameters } from "./machine.ts";

/** Hidden units whose states stand side by side in a row, as in shared/kernels/rbm/assembly/enumerate.ts. */
const LOW_BITS = 10;
const LOG_2_PI = 1.8378770664093453;

/**
 * Gaussian visible units can be integrated out: with d = c + Σ_i W_i b_i/σ_i² and Q_jk = Σ_i W_ij W_ik/σ_i²,
 * Z = Π_i √(2π) σ_i · Σ_h exp(d · h + ½ hᵀ Q h). The sum over the hidden states is all that is left, and a state costs a few additions, whatever the
 * number of visible units: both devices use this one, in float64.
 */
export function enumerateGaussian(parameters: Parameters): Enumeration {
  const hidden = parameters.hiddenBias.length;
  const { linear, quadratic, constant } = integrated(parameters);
  const low = Math.min(hidden, LOW_BITS);
  const inside = exponents(linear, quadratic, low);
  const logs = new Float64Array(inside.length);
  const cross = new Float64Array(low);
  const rowLogs = (row: number) => {
    let high = constant;
    cross.fill(0);
    for (let j = low; j < hidden; j++) {
      if (((row >> (j - low)) & 1) === 0) continue;
      high += linear[j] + 0.5 * quadratic[j * hidden + j];
      for (let k = j + 1; k < hidden; k++) if ((row >> (k - low)) & 1) high += quadratic[j * hidden + k];
      for (let k = 0; k < low; k++) cross[k] += quadratic[j * hidden + k];
    }
    // What the high units add to a low state is what they add without its highest unit, and to that unit.
    logs[0] = 0;
    for (let k = 0; k < low; k++) for (let s = 0; s < 1 << k; s++) logs[(1 << k) + s] = logs[s] + cross[k];
    for (let s = 0; s < logs.length; s++) logs[s] += high + inside[s];
    return logs;
  };
  return {
    rows: 2 ** (hidden - low),
    rowLogs: (row) => rowLogs(row).slice(),
    rowLogSum(row) {
      const all = rowLogs(row);
      let top = all[0];
      for (const value of all) if (value > top) top = value;
      let sum = 0;
      for (const value of all) sum += exp(value - top);
      return top + log(sum);
    },
  };
}

/** d, Q (hidden × hidden) and Σ_i log(√(2π) σ_i). */
function integrated({ weights, visibleBias, hiddenBias, logVariance }: Parameters) {
  const [visible, hidden] = [visibleBias.length, hiddenBias.length];
  const logs = logVariance ?? (emptyParameters(visible, 0, true).logVariance as Float32Array);
  const linear = Float64Array.from(hiddenBias);
  const quadratic = new Float64Array(hidden * hidden);
  let constant = 0;
  for (let i = 0; i < visible; i++) {
    const precision = exp(-logs[i]);
    constant += 0.5 * (LOG_2_PI + logs[i]);
    for (let j = 0; j < hidden; j++) {
      const w = precision * weights[i * hidden + j];
      linear[j] += w * visibleBias[i];
      for (let k = 0; k < hidden; k++) quadratic[j * hidden + k] += w * weights[i * hidden + k];
    }
  }
  return { linear, quadratic, constant };
}

/** d · h + ½ hᵀ Q h of all states of the first units, the first unit in the lowest bit. */
function exponents(linear: Float64Array, quadratic: Float64Array, units: number): Float64Array {
  const hidden = linear.length;
  const out = new Float64Array(2 ** units);
  for (let j = 0; j < units; j++) {
    const alone = linear[j] + 0.5 * quadratic[j * hidden + j];
    for (let s = 0; s < 1 << j; s++) {
      let x = out[s] + alone;
      for (let k = 0; k < j; k++) if ((s >> k) & 1) x += quadratic[j * hidden + k];
      out[(1 << j) + s] = x;
    }
  }
  return out;
}
