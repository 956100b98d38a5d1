import { sigmoidf } from "../../math/elementary32.ts";
import { exp } from "../../math/index.ts";
import { fillNormal32, fillUniform32, foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { firstVisible, type SweepDraw } from "./leading.ts";
import { type Parameters, padded, STREAM, type States } from "./machine.ts";
import { type Steps, stepsOf } from "./scalar-annealing.ts";

const f = Math.fround;

/** Where a draw is made: the key of a step, the sweep and the chain. */
export type Place = readonly [key: Key, step: number, n: number];

/** Visible units of one kind, with the parameters of a machine and those of its base-rate machine. */
export interface VisibleUnits<S extends States> {
  blank(): S;
  /** Row `row` of all samples as states. */
  present(samples: S, row: number, uniforms: Float32Array | undefined): S;
  /** c + Wᵀ(v / σ²), in ascending order of the visible units. */
  hiddenInput(of: Parameters, v: S): Float32Array;
  /** E[v | h], and a draw, from the visible input b + W h. */
  expectation(input: Float32Array): Float32Array;
  draw(input: Float32Array, place: Place): S;
  /** A draw at β between the base-rate machine and this one. */
  drawBetween(input: Float32Array, beta: number, place: Place, draw: SweepDraw): S;
  drawBase(place: Place): S;
  /** What annealing drives the hidden units by. */
  annealedInput(v: S): Float32Array;
  /** Parameters, or those of the base-rate machine, are others now. */
  changed(): void;
  /** What a state contributes to log p*(v) beside the hidden units, and that less the same of the base-rate machine. */
  ownTerm(v: S): number;
  termGain(v: S): number;
  /** Σ_n v_i h_j of the first `rows` rows, in float32. */
  phaseSum(rows: number, v: readonly S[], h: readonly Float32Array[], i: number, j: number): number;
  /** Σ_n v_i, of data less chains. */
  stateSum(rows: number, data: readonly S[], chains: readonly S[], i: number): number;
  /** 1/σ_i² in float32; 1 where units are binary. */
  precision(i: number): number;
}

/** Base-rate machine: no weights; biases, and of Gaussian units log variances. */
export interface Base {
  readonly visibleBias: Float32Array;
  readonly logVariance: Float32Array;
}

export function uniformsAt(what: number, [key, a, b]: Place, units: number): Float32Array {
  const out = new Float32Array(padded(units));
  fillUniform32(foldIn(key, what, a, b), 0, out);
  return out;
}

export function drawBinary(p: Float32Array, u: Float32Array): Uint8Array {
  return Uint8Array.from(p, (value, i) => (u[i] < value ? 1 : 0));
}

/** v_i is on with probability σ(x_i). */
export function binaryUnits(own: Parameters, base: Base): VisibleUnits<Uint8Array> {
  const visible = own.visibleBias.length;
  const first = firstVisible(own.hiddenBias.length);
  let prepared: Steps | undefined;
  const steps = () => {
    prepared ??= stepsOf(own, base.visibleBias);
    return prepared;
  };
  const draw = (input: Float32Array, place: Place) =>
    drawBinary(input.map(sigmoidf), uniformsAt(STREAM.visible, place, visible));
  return {
    blank: () => new Uint8Array(visible),
    present: (samples, row, u) =>
      samples
        .subarray(row * visible, (row + 1) * visible)
        .map((pixel, i) => ((u ? f(u[i] * 255) < pixel : pixel >= 128) ? 1 : 0)),
    hiddenInput({ weights, hiddenBias }, v) {
      const x = hiddenBias.slice();
      const hidden = x.length;
      for (let i = 0; i < visible; i++) if (v[i]) for (let j = 0; j < hidden; j++) x[j] += weights[i * hidden + j];
      return x;
    },
    expectation: (input) => input.map(sigmoidf),
    draw,
    drawBetween(input, beta, _place, drawn) {
      const rest = f(1 - beta);
      return Uint8Array.from(input, (value, i) =>
        drawn(first + i, sigmoidf(f(f(rest * base.visibleBias[i]) + f(f(beta) * value)))),
      );
    },
    drawBase: (place) => draw(base.visibleBias, place),
    annealedInput: (v) => steps().input(v),
    changed() {
      prepared = undefined;
    },
    ownTerm(v) {
      let sum = 0;
      for (let i = 0; i < visible; i++) if (v[i]) sum += own.visibleBias[i];
      return sum;
    },
    termGain: (v) => steps().gain(v),
    phaseSum(rows, v, h, i, j) {
      let sum = 0;
      for (let n = 0; n < rows; n++) if (v[n][i]) sum = f(sum + h[n][j]);
      return sum;
    },
    stateSum(rows, data, chains, i) {
      let sum = 0;
      for (let n = 0; n < rows; n++) sum += data[n][i] - chains[n][i];
      return sum;
    },
    precision: () => 1,
  };
}

/** v_i = x_i + σ_i z, z standard normal. */
export function gaussianUnits(own: Required<Parameters>, base: Base): VisibleUnits<Float32Array> {
  const visible = own.visibleBias.length;
  const precision = (i: number) => f(exp(-own.logVariance[i]));
  const drawAround = (mean: (i: number) => number, spread: (i: number) => number, [key, step, n]: Place) => {
    const z = new Float32Array(padded(visible));
    fillNormal32(foldIn(key, STREAM.visible, step, n), 0, z);
    return Float32Array.from({ length: visible }, (_, i) => mean(i) + f(spread(i) * z[i]));
  };
  const squares = (v: Float32Array, centre: Float32Array, logVariance: Float32Array) => {
    let sum = 0;
    for (let i = 0; i < visible; i++) sum += f(exp(-logVariance[i])) * (v[i] - centre[i]) * (v[i] - centre[i]);
    return sum;
  };
  const ownTerm = (v: Float32Array) => -0.5 * squares(v, own.visibleBias, own.logVariance);
  /** Precisions of the base and of this machine, by their share at β. */
  const shares = (beta: number, i: number) => [(1 - beta) * exp(-base.logVariance[i]), beta * exp(-own.logVariance[i])];
  const spreadAt = (beta: number) => (i: number) => {
    const [ofBase, ofOwn] = shares(beta, i);
    return f(1 / Math.sqrt(ofBase + ofOwn));
  };
  const hiddenInput = ({ weights, hiddenBias }: Parameters, v: Float32Array) => {
    const x = hiddenBias.slice();
    const hidden = x.length;
    for (let i = 0; i < visible; i++) {
      const factor = f(v[i] * precision(i));
      for (let j = 0; j < hidden; j++) x[j] += f(factor * weights[i * hidden + j]);
    }
    return x;
  };
  return {
    blank: () => new Float32Array(visible),
    present: (samples, row) => samples.slice(row * visible, (row + 1) * visible),
    hiddenInput,
    annealedInput: (v) => hiddenInput(own, v),
    changed() {},
    expectation: (input) => input,
    draw: (input, place) =>
      drawAround(
        (i) => input[i],
        (i) => f(exp(0.5 * own.logVariance[i])),
        place,
      ),
    drawBetween(input, beta, place) {
      const mean = (i: number) => {
        const [ofBase, ofOwn] = shares(beta, i);
        const shift = f((ofBase * base.visibleBias[i]) / (ofBase + ofOwn));
        return f(shift + f(f(ofOwn / (ofBase + ofOwn)) * input[i]));
      };
      return drawAround(mean, spreadAt(beta), place);
    },
    drawBase: (place) => drawAround((i) => base.visibleBias[i], spreadAt(0), place),
    ownTerm,
    termGain: (v) => ownTerm(v) + 0.5 * squares(v, base.visibleBias, base.logVariance),
    phaseSum(rows, v, h, i, j) {
      let sum = 0;
      for (let n = 0; n < rows; n++) sum = f(sum + f(v[n][i] * h[n][j]));
      return sum;
    },
    stateSum(rows, data, chains, i) {
      let sum = 0;
      for (let n = 0; n < rows; n++) sum = f(sum + data[n][i]);
      for (let n = 0; n < rows; n++) sum = f(sum - chains[n][i]);
      return sum;
    },
    precision,
  };
}
