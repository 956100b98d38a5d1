import { exp, log, logSumExp, sigmoid, softplus } from "../../math/index.ts";
import { categorical, fillWords, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { away } from "./grid.ts";
import { COUNTED_UNITS } from "./limits.ts";
import type { Exact, Path } from "./path.ts";

const TWO_32 = 4294967296;

/** A restricted Boltzmann machine in double precision: log p*(v) = b·v + Σ_j log(1 + e^(c_j + Σ_i W_ij v_i)), v_i = 0 or 1. */
export interface Machine {
  /** visible × hidden, row-major. */
  readonly weights: Float64Array;
  readonly visibleBias: Float64Array;
  readonly hiddenBias: Float64Array;
}

/**
 * The path of Salakhutdinov & Murray (2008) to a machine from independent visible units that are on with the probabilities `rates`:
 * p*_β(v) = e^((1−β) a·v + β b·v) Π_j (1 + e^(β x_j)), x = c + Wᵀv, a_i = log(r_i / (1 − r_i)). With its hidden units it is linear in β. A sweep draws all hidden units,
 * then all visible ones.
 */
export function machinePath({ weights, visibleBias, hiddenBias }: Machine, rates: ArrayLike<number>): Path {
  const [visible, hidden] = [visibleBias.length, hiddenBias.length];
  const base = Float64Array.from(rates, (rate) => log(rate / (1 - rate)));
  const words = new Uint32Array(visible + hidden);
  const x = new Float64Array(hidden);
  const on = new Uint8Array(hidden);
  const inputOf = (v: Float64Array) => {
    x.set(hiddenBias);
    for (let i = 0; i < visible; i++) if (v[i] !== 0) for (let j = 0; j < hidden; j++) x[j] += weights[i * hidden + j];
  };
  const linear = (v: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < visible; i++) if (v[i] !== 0) sum += visibleBias[i] - base[i];
    return sum;
  };
  return {
    size: visible,
    logBase: base.reduce((sum, a) => sum + softplus(a), hidden * log(2)),
    logBound: boundOf({ weights, visibleBias, hiddenBias }, rates),
    drawBase(key, out) {
      fillWords(key, 0, words);
      for (let i = 0; i < visible; i++) out[i] = words[i] < rates[i] * TWO_32 ? 1 : 0;
    },
    logModel(v) {
      inputOf(v);
      let sum = 0;
      for (let i = 0; i < visible; i++) if (v[i] !== 0) sum += visibleBias[i];
      for (let j = 0; j < hidden; j++) sum += softplus(x[j]);
      return sum;
    },
    logRatio(v, from, to) {
      inputOf(v);
      let sum = (to - from) * linear(v);
      for (let j = 0; j < hidden; j++) sum += softplus(to * x[j]) - softplus(from * x[j]);
      return sum;
    },
    slope(v, beta) {
      inputOf(v);
      let sum = linear(v);
      for (let j = 0; j < hidden; j++) sum += x[j] * sigmoid(beta * x[j]);
      return sum;
    },
    curvature(v, beta) {
      inputOf(v);
      let sum = 0;
      for (let j = 0; j < hidden; j++) {
        const p = sigmoid(beta * x[j]);
        sum += x[j] * x[j] * p * (1 - p);
      }
      return sum;
    },
    sweep(v, beta, key) {
      fillWords(key, 0, words);
      inputOf(v);
      for (let j = 0; j < hidden; j++) on[j] = words[visible + j] < sigmoid(beta * x[j]) * TWO_32 ? 1 : 0;
      for (let i = 0; i < visible; i++) {
        let sum = visibleBias[i];
        for (let j = 0; j < hidden; j++) if (on[j]) sum += weights[i * hidden + j];
        v[i] = words[i] < sigmoid((1 - beta) * base[i] + beta * sum) * TWO_32 ? 1 : 0;
      }
    },
  };
}

/** No state's log weight is above this: every unit takes what suits it best, whether or not they can all have it. */
function boundOf({ weights, visibleBias, hiddenBias }: Machine, rates: ArrayLike<number>): number {
  const hidden = hiddenBias.length;
  let sum = 0;
  for (let i = 0; i < visibleBias.length; i++) sum += Math.max(visibleBias[i] - log(rates[i]), -log(1 - rates[i]));
  for (let j = 0; j < hidden; j++) {
    let most = hiddenBias[j];
    for (let i = 0; i < visibleBias.length; i++) most += Math.max(0, weights[i * hidden + j]);
    sum += softplus(most);
  }
  return sum;
}

/** log p* of each state of the smaller side, the other summed over: bit u of a state is its unit u. Throws a RangeError for more than 16 units. */
export function countMachine(machine: Machine): Float64Array {
  const { visibleBias, hiddenBias } = machine;
  const byHidden = hiddenBias.length <= visibleBias.length;
  const [own, other] = byHidden ? [hiddenBias, visibleBias] : [visibleBias, hiddenBias];
  const units = own.length;
  if (units > COUNTED_UNITS) throw new RangeError(`units of the smaller side: ${units} (at most ${COUNTED_UNITS})`);
  const weight = (u: number, o: number) =>
    byHidden ? machine.weights[o * hiddenBias.length + u] : machine.weights[u * hiddenBias.length + o];
  const input = other.slice();
  const logs = new Float64Array(2 ** units);
  let linear = 0;
  // Gray code: one unit changes from each state to the next.
  for (let n = 0, state = 0; n < logs.length; n++) {
    if (n > 0) {
      const unit = 31 - Math.clz32(n & -n);
      state ^= 1 << unit;
      const sign = (state >> unit) & 1 ? 1 : -1;
      linear += sign * own[unit];
      for (let o = 0; o < input.length; o++) input[o] += sign * weight(unit, o);
    }
    let sum = linear;
    for (let o = 0; o < input.length; o++) sum += softplus(input[o]);
    logs[state] = sum;
  }
  return logs;
}

/** log Z, and draws: a state of the smaller side by its probability, then the other given it. `logs`: those of `countMachine`. */
export function exactMachine({ weights, visibleBias, hiddenBias }: Machine, logs: Float64Array): Exact {
  const hidden = hiddenBias.length;
  const byHidden = hidden <= visibleBias.length;
  const logZ = logSumExp(logs);
  let sum = 0;
  const cumulative = logs.map((value) => {
    sum += exp(value - logZ);
    return sum;
  });
  return {
    logZ,
    draw(key: Key, out: Float64Array) {
      const state = categorical(key, 0, cumulative);
      const bit = (u: number) => (state >> u) & 1;
      if (!byHidden) {
        for (let i = 0; i < out.length; i++) out[i] = bit(i);
        return;
      }
      for (let i = 0; i < out.length; i++) {
        let x = visibleBias[i];
        for (let j = 0; j < hidden; j++) if (bit(j)) x += weights[i * hidden + j];
        out[i] = uniform(key, 1 + i) < sigmoid(x) ? 1 : 0;
      }
    },
  };
}

/** Probabilities of the visible units in the product that mean field ends in, μ = σ(b + Wη), η = σ(c + Wᵀμ), from those that are given. */
export function machineMeanField(
  { weights, visibleBias, hiddenBias }: Machine,
  start: ArrayLike<number>,
): Float64Array {
  const hidden = hiddenBias.length;
  const up = Float64Array.from(start);
  const on = new Float64Array(hidden);
  for (let round = 0; round < 500; round++) {
    for (let j = 0; j < hidden; j++) {
      let x = hiddenBias[j];
      for (let i = 0; i < up.length; i++) x += weights[i * hidden + j] * up[i];
      on[j] = sigmoid(x);
    }
    for (let i = 0; i < up.length; i++) {
      let x = visibleBias[i];
      for (let j = 0; j < hidden; j++) x += weights[i * hidden + j] * on[j];
      up[i] = sigmoid(x);
    }
  }
  return up.map(away);
}
