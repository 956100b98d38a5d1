import { exp, log, sigmoidf, softplus, softplusf } from "../../math/index.ts";
import { fillUniform32, foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { type Enumeration, type Parameters, padded, type RbmMachine, STREAM } from "./machine.ts";

const f = Math.fround;

/** The readable machine: the documentation and the oracle of shared/kernels/rbm/assembly/rbm.module.ts. */
export function scalarMachine(visible: number, hidden: number, batch: number): RbmMachine {
  const zeros = (): Parameters => ({
    weights: new Float32Array(visible * hidden),
    visibleBias: new Float32Array(visible),
    hiddenBias: new Float32Array(hidden),
  });
  const own = zeros();
  const velocity = zeros();
  const base = new Float32Array(visible);
  let pixels = new Uint8Array(0);
  const data = Array.from({ length: batch }, () => new Uint8Array(visible));
  const chain = Array.from({ length: batch }, () => new Uint8Array(visible));
  const positive = Array.from({ length: batch }, () => new Float32Array(hidden));
  const negative = Array.from({ length: batch }, () => new Float32Array(hidden));

  const uniforms = (key: Key, what: number, a: number, b: number, units: number) => {
    const out = new Float32Array(padded(units));
    fillUniform32(foldIn(key, what, a, b), 0, out);
    return out;
  };
  /** c + Wᵀv, adding the rows of the units that are on in ascending order. */
  const hiddenInput = (v: Uint8Array) => {
    const x = own.hiddenBias.slice();
    for (let i = 0; i < visible; i++) if (v[i]) for (let j = 0; j < hidden; j++) x[j] += own.weights[i * hidden + j];
    return x;
  };
  const visibleInput = (h: Uint8Array) => {
    const x = own.visibleBias.slice();
    for (let j = 0; j < hidden; j++) if (h[j]) for (let i = 0; i < visible; i++) x[i] += own.weights[i * hidden + j];
    return x;
  };
  const draw = (p: Float32Array, u: Float32Array) => Uint8Array.from(p, (value, i) => (u[i] < value ? 1 : 0));
  const sumSoftplus = (x: Float32Array, scale: number) => sumByLanes(x.map((value) => softplusf(f(f(scale) * value))));
  const linear = (v: Uint8Array, bias: (i: number) => number) => {
    let sum = 0;
    for (let i = 0; i < visible; i++) if (v[i]) sum += bias(i);
    return sum;
  };

  const sweep = (n: number, step: number, key: Key) => {
    const h = draw(negative[n], uniforms(key, STREAM.hidden, step, n, hidden));
    chain[n] = draw(visibleInput(h).map(sigmoidf), uniforms(key, STREAM.visible, step, n, visible));
    negative[n] = hiddenInput(chain[n]).map(sigmoidf);
  };

  /** Velocity and value of one parameter. */
  const move = (
    value: Float32Array,
    speed: Float32Array,
    at: number,
    gradient: number,
    rate: number,
    momentum: number,
  ) => {
    speed[at] = f(f(f(momentum) * speed[at]) + f(f(rate) * gradient));
    value[at] = f(value[at] + speed[at]);
  };

  return {
    visible,
    hidden,
    batch,
    parameters: () => copy(own),
    setParameters: (parameters) => assign(own, parameters),
    velocities: () => copy(velocity),
    setVelocities: (velocities) => assign(velocity, velocities),
    loadPixels(all) {
      pixels = Uint8Array.from(all);
    },
    present(n, row, sampled, key) {
      const sample = pixels.subarray(row * visible, (row + 1) * visible);
      const u = sampled ? uniforms(key, STREAM.binarise, n, 0, visible) : undefined;
      data[n] = sample.map((pixel, i) => ((u ? f(u[i] * 255) < pixel : pixel >= 128) ? 1 : 0));
    },
    positivePhase(rows) {
      for (let n = 0; n < rows; n++) positive[n] = hiddenInput(data[n]).map(sigmoidf);
    },
    negativePhase(rows, sweeps, persistent, key) {
      if (!persistent) this.startChains(rows);
      for (let n = 0; n < rows; n++) negative[n] = hiddenInput(chain[n]).map(sigmoidf);
      for (let step = 0; step < sweeps; step++) for (let n = 0; n < rows; n++) sweep(n, step, key);
    },
    startChains(rows) {
      for (let n = 0; n < rows; n++) chain[n] = data[n].slice();
    },
    update(rows, { rate, momentum, decay }) {
      const scale = f(1 / rows);
      for (let i = 0; i < visible; i++) {
        for (let j = 0; j < hidden; j++) {
          const at = i * hidden + j;
          const gradient = f(phaseSum(rows, data, positive, i, j) - phaseSum(rows, chain, negative, i, j));
          const net = f(f(scale * gradient) - f(f(decay) * own.weights[at]));
          move(own.weights, velocity.weights, at, net, rate, momentum);
        }
      }
      for (let i = 0; i < visible; i++) {
        let sum = 0;
        for (let n = 0; n < rows; n++) sum += data[n][i] - chain[n][i];
        move(own.visibleBias, velocity.visibleBias, i, f(scale * sum), rate, momentum);
      }
      for (let j = 0; j < hidden; j++) {
        let sum = 0;
        for (let n = 0; n < rows; n++) sum = f(sum + positive[n][j]);
        for (let n = 0; n < rows; n++) sum = f(sum - negative[n][j]);
        move(own.hiddenBias, velocity.hiddenBias, j, f(scale * sum), rate, momentum);
      }
    },
    reconstructionError(rows, key) {
      let sum = 0;
      for (let n = 0; n < rows; n++) {
        const h = draw(positive[n], uniforms(key, STREAM.reconstruction, n, 0, hidden));
        const p = visibleInput(h).map(sigmoidf);
        for (let i = 0; i < visible; i++) sum += (data[n][i] - p[i]) * (data[n][i] - p[i]);
      }
      return sum / (rows * visible);
    },
    freeEnergy: (n) => -linear(data[n], (i) => own.visibleBias[i]) - sumSoftplus(hiddenInput(data[n]), 1),
    pseudoLikelihood(n) {
      const x = hiddenInput(data[n]);
      const here = sumSoftplus(x, 1);
      let total = 0;
      for (let i = 0; i < visible; i++) {
        const sign = data[n][i] ? -1 : 1;
        const flipped = x.map((value, j) => f(value + sign * own.weights[i * hidden + j]));
        total -= softplus(sign * own.visibleBias[i] + sumSoftplus(flipped, 1) - here);
      }
      return total;
    },
    chains: (rows) => join(chain.slice(0, rows), visible),
    setChains(states) {
      for (let n = 0; n * visible < states.length; n++) chain[n] = states.slice(n * visible, (n + 1) * visible);
    },
    minibatch: (rows) => join(data.slice(0, rows), visible),
    hiddenProbabilities(phase, rows) {
      const out = new Float32Array(rows * hidden);
      for (let n = 0; n < rows; n++) out.set((phase === "positive" ? positive : negative)[n], n * hidden);
      return out;
    },
    setBase: (visibleBias) => base.set(visibleBias),
    startAtBase(n, key) {
      chain[n] = draw(base.map(sigmoidf), uniforms(key, STREAM.visible, 0, n, visible));
    },
    anneal(n, from, to, step, key) {
      const x = hiddenInput(chain[n]);
      const gain =
        (to - from) * linear(chain[n], (i) => own.visibleBias[i] - base[i]) + sumSoftplus(x, to) - sumSoftplus(x, from);
      const beta = f(to);
      const rest = f(1 - to);
      const h = draw(
        x.map((value) => sigmoidf(f(beta * value))),
        uniforms(key, STREAM.hidden, step, n, hidden),
      );
      const p = visibleInput(h).map((value, i) => sigmoidf(f(f(rest * base[i]) + f(beta * value))));
      chain[n] = draw(p, uniforms(key, STREAM.visible, step, n, visible));
      return gain;
    },
    drawVisible(n, h, key) {
      chain[n] = draw(visibleInput(h).map(sigmoidf), uniforms(key, STREAM.visible, 0, n, visible));
    },
    enumeration: () => enumerate(own, visible, hidden),
  };
}

/** Σ_n v_ni h_nj over the rows whose visible unit is on, in float32. */
function phaseSum(rows: number, v: Uint8Array[], h: Float32Array[], i: number, j: number): number {
  let sum = 0;
  for (let n = 0; n < rows; n++) if (v[n][i]) sum = f(sum + h[n][j]);
  return sum;
}

/** Adds float32 values in float64 the way four lanes do: by position modulo four, pairs, then the remainder. */
function sumByLanes(y: Float32Array): number {
  const lanes = [0, 0, 0, 0];
  const whole = y.length & ~3;
  for (let i = 0; i < whole; i++) lanes[i & 3] += y[i];
  let rest = 0;
  for (let i = whole; i < y.length; i++) rest += y[i];
  return lanes[0] + lanes[2] + (lanes[1] + lanes[3]) + rest;
}

function copy({ weights, visibleBias, hiddenBias }: Parameters): Parameters {
  return { weights: weights.slice(), visibleBias: visibleBias.slice(), hiddenBias: hiddenBias.slice() };
}
function assign(to: Parameters, from: Parameters): void {
  to.weights.set(from.weights);
  to.visibleBias.set(from.visibleBias);
  to.hiddenBias.set(from.hiddenBias);
}
function join(rows: readonly Uint8Array[], width: number): Uint8Array {
  const out = new Uint8Array(rows.length * width);
  for (const [n, row] of rows.entries()) out.set(row, n * width);
  return out;
}

/** Plain sums over the states, in one row: for small sides. */
function enumerate({ weights, visibleBias, hiddenBias }: Parameters, visible: number, hidden: number): Enumeration {
  const byHidden = hidden <= visible;
  const [small, large] = byHidden ? [hidden, visible] : [visible, hidden];
  const [smallBias, largeBias] = byHidden ? [hiddenBias, visibleBias] : [visibleBias, hiddenBias];
  const weight = (l: number, s: number) => (byHidden ? weights[l * hidden + s] : weights[s * hidden + l]);
  const logs = () =>
    Float64Array.from({ length: 2 ** small }, (_, state) => {
      let total = 0;
      for (let s = 0; s < small; s++) if ((state >> s) & 1) total += smallBias[s];
      for (let l = 0; l < large; l++) {
        let x = largeBias[l];
        for (let s = 0; s < small; s++) if ((state >> s) & 1) x += weight(l, s);
        total += softplus(x);
      }
      return total;
    });
  return {
    rows: 1,
    rowLogs: logs,
    rowLogSum() {
      const all = logs();
      const top = all.reduce((a, b) => Math.max(a, b));
      return top + log(all.reduce((sum, value) => sum + exp(value - top), 0));
    },
  };
}
