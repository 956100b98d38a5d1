import { sigmoidf } from "../../math/elementary32.ts";
import { softplus } from "../../math/index.ts";
import type { Key } from "../../random/key.ts";
import { enumerateGaussian } from "./gaussian-enumeration.ts";
import { sweepDraw } from "./leading.ts";
import {
  emptyParameters,
  type Kind,
  MAX_LOG_VARIANCE,
  type Parameters,
  type RbmMachine,
  STREAM,
  type States,
  type UpdateRule,
} from "./machine.ts";
import { hiddenProbability, softplusGain, sumSoftplus } from "./scalar-annealing.ts";
import { enumerate } from "./scalar-enumeration.ts";
import { type Base, binaryUnits, drawBinary, gaussianUnits, uniformsAt, type VisibleUnits } from "./scalar-visible.ts";

const f = Math.fround;

/** The readable machine: the documentation and the oracle of shared/kernels/rbm/assembly/rbm.module.ts. */
export function scalarMachine(
  visible: number,
  hidden: number,
  batch: number,
  kind?: Kind & { readonly gaussian?: false },
): RbmMachine;
export function scalarMachine(visible: number, hidden: number, batch: number, kind: Kind): RbmMachine<States>;
export function scalarMachine(visible: number, hidden: number, batch: number, kind: Kind = {}): RbmMachine<States> {
  const own = emptyParameters(visible, hidden, kind.gaussian === true);
  const base = { visibleBias: new Float32Array(visible), logVariance: new Float32Array(visible) };
  return kind.gaussian
    ? machine(own, base, gaussianUnits(own as Required<Parameters>, base), batch, kind)
    : machine(own, base, binaryUnits(own, base), batch, kind);
}

function machine<S extends States>(
  own: Parameters,
  base: Base,
  units: VisibleUnits<S>,
  batch: number,
  { gaussian = false, chains = batch, fast = false }: Kind,
): RbmMachine<S> {
  const [visible, hidden] = [own.visibleBias.length, own.hiddenBias.length];
  const velocity = emptyParameters(visible, hidden, gaussian);
  const quick = emptyParameters(visible, hidden, false);
  /** What chains are drawn with. */
  const drawing = fast ? emptyParameters(visible, hidden, false) : own;
  let samples = units.blank();
  const data = Array.from({ length: batch }, () => units.blank());
  const chain = Array.from({ length: chains }, () => units.blank());
  const positive = Array.from({ length: batch }, () => new Float32Array(hidden));
  const negative = Array.from({ length: chains }, () => new Float32Array(hidden));

  const visibleInput = ({ weights, visibleBias }: Parameters, h: Uint8Array) => {
    const x = visibleBias.slice();
    for (let j = 0; j < hidden; j++) if (h[j]) for (let i = 0; i < visible; i++) x[i] += weights[i * hidden + j];
    return x;
  };
  const hiddenInput = (v: S) => units.hiddenInput(own, v);
  const chainHidden = (n: number) => {
    negative[n] = units.hiddenInput(drawing, chain[n]).map(sigmoidf);
  };
  const changed = () => {
    units.changed();
    if (!fast) return;
    for (const name of ["weights", "visibleBias", "hiddenBias"] as const)
      drawing[name].set(own[name].map((value, at) => value + quick[name][at]));
  };
  const logRatio = (n: number, from: number, to: number) =>
    (to - from) * units.termGain(chain[n]) + softplusGain(units.annealedInput(chain[n]), from, to);
  const sweepAt = (n: number, beta: number, step: number, key: Key) => {
    const draw = sweepDraw(key, step, n);
    const x = units.annealedInput(chain[n]);
    const h = Uint8Array.from(x, (value, j) => draw(j, hiddenProbability(f(f(beta) * value))));
    chain[n] = units.drawBetween(visibleInput(own, h), beta, [key, step, n], draw);
  };
  const anneal = (n: number, from: number, to: number, step: number, key: Key) => {
    const gain = logRatio(n, from, to);
    sweepAt(n, to, step, key);
    return gain;
  };

  /** A parameter follows its gradient; so does its fast part. */
  const move = (name: "weights" | "visibleBias" | "hiddenBias", at: number, gradient: number, rule: Step) => {
    const { rate, momentum, decay, fast: quickly } = rule;
    const net = name === "weights" ? f(gradient - f(f(decay) * own.weights[at])) : gradient;
    velocity[name][at] = f(f(f(momentum) * velocity[name][at]) + f(f(rate) * net));
    own[name][at] = f(own[name][at] + velocity[name][at]);
    if (quickly) quick[name][at] = f(f(f(quickly.decay) * quick[name][at]) + f(f(quickly.rate) * gradient));
  };
  /** Both phases of the variances, with the weights and biases from before the step. */
  const varianceGradient = (rows: number, i: number, scale: number) => {
    let interaction = 0;
    for (let j = 0; j < hidden; j++) {
      const [ofData, ofChains] = [
        units.phaseSum(rows, data, positive, i, j),
        units.phaseSum(rows, chain, negative, i, j),
      ];
      interaction += own.weights[i * hidden + j] * (ofData - ofChains);
    }
    let squares = 0;
    const off = (v: S) => v[i] - own.visibleBias[i];
    for (let n = 0; n < rows; n++) squares += off(data[n]) * off(data[n]);
    for (let n = 0; n < rows; n++) squares -= off(chain[n]) * off(chain[n]);
    return f(scale * units.precision(i) * (0.5 * squares - interaction));
  };
  const moveVariance = (i: number, gradient: number, rate: number, momentum: number) => {
    const [value, speed] = [own.logVariance as Float32Array, velocity.logVariance as Float32Array];
    speed[i] = f(f(f(momentum) * speed[i]) + f(f(rate) * gradient));
    value[i] = Math.max(-MAX_LOG_VARIANCE, Math.min(MAX_LOG_VARIANCE, f(value[i] + speed[i])));
  };

  return {
    visible,
    hidden,
    batch,
    parameters: () => copy(own),
    setParameters(parameters) {
      assign(own, parameters);
      changed();
    },
    velocities: () => copy(velocity),
    setVelocities: (velocities) => assign(velocity, velocities),
    fast: () => copy(quick),
    setFast(parameters) {
      assign(quick, parameters);
      changed();
    },
    loadPixels(all) {
      samples = all.slice() as S;
    },
    present(n, row, sampled, key) {
      const u = sampled && !gaussian ? uniformsAt(STREAM.binarise, [key, n, 0], visible) : undefined;
      data[n] = units.present(samples, row, u);
    },
    positivePhase(rows) {
      for (let n = 0; n < rows; n++) positive[n] = hiddenInput(data[n]).map(sigmoidf);
    },
    negativePhase(rows, sweeps, persistent, key) {
      if (!persistent) this.startChains(rows);
      for (let n = 0; n < rows; n++) chainHidden(n);
      for (let step = 0; step < sweeps; step++)
        for (let n = 0; n < rows; n++) {
          const h = drawBinary(negative[n], uniformsAt(STREAM.hidden, [key, step, n], hidden));
          chain[n] = units.draw(visibleInput(drawing, h), [key, step, n]);
          chainHidden(n);
        }
    },
    startChains(rows) {
      for (let n = 0; n < rows; n++) chain[n] = data[n].slice() as S;
    },
    update(rows, rule) {
      const scale = f(1 / rows);
      const { varianceRate = 0, momentum } = rule;
      const ofVariances = Float32Array.from({ length: varianceRate === 0 ? 0 : visible }, (_, i) =>
        varianceGradient(rows, i, scale),
      );
      for (let i = 0; i < visible; i++) {
        for (let j = 0; j < hidden; j++) {
          const gradient = f(units.phaseSum(rows, data, positive, i, j) - units.phaseSum(rows, chain, negative, i, j));
          move("weights", i * hidden + j, f(scale * gradient), rule);
        }
      }
      for (let i = 0; i < visible; i++) move("visibleBias", i, f(scale * units.stateSum(rows, data, chain, i)), rule);
      for (let j = 0; j < hidden; j++) {
        let sum = 0;
        for (let n = 0; n < rows; n++) sum = f(sum + positive[n][j]);
        for (let n = 0; n < rows; n++) sum = f(sum - negative[n][j]);
        move("hiddenBias", j, f(scale * sum), rule);
      }
      for (const [i, gradient] of ofVariances.entries()) moveVariance(i, gradient, varianceRate, momentum);
      changed();
    },
    reconstructionError(rows, key) {
      let sum = 0;
      for (let n = 0; n < rows; n++) {
        const h = drawBinary(positive[n], uniformsAt(STREAM.reconstruction, [key, n, 0], hidden));
        const p = units.expectation(visibleInput(own, h));
        for (let i = 0; i < visible; i++) sum += (data[n][i] - p[i]) * (data[n][i] - p[i]);
      }
      return sum / (rows * visible);
    },
    freeEnergy: (n) => -units.ownTerm(data[n]) - sumSoftplus(hiddenInput(data[n]), 1),
    pseudoLikelihood(n) {
      if (gaussian) throw noPseudoLikelihood();
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
    chains: (rows) => join(chain.slice(0, rows), units.blank()),
    setChains(states) {
      for (let n = 0; n * visible < states.length; n++) chain[n] = states.slice(n * visible, (n + 1) * visible) as S;
    },
    minibatch: (rows) => join(data.slice(0, rows), units.blank()),
    hiddenProbabilities(phase, rows) {
      const out = new Float32Array(rows * hidden);
      for (let n = 0; n < rows; n++) out.set((phase === "positive" ? positive : negative)[n], n * hidden);
      return out;
    },
    setBase(visibleBias, logVariance) {
      base.visibleBias.set(visibleBias);
      units.changed();
      if (logVariance) base.logVariance.set(logVariance);
    },
    startAtBase(n, key) {
      chain[n] = units.drawBase([key, 0, n]);
    },
    anneal,
    annealAll(key, step, betas, logWeights) {
      for (let s = 0; s + 1 < betas.length; s++)
        for (let n = 0; n < logWeights.length; n++) logWeights[n] += anneal(n, betas[s], betas[s + 1], step + s, key);
    },
    temper: sweepAt,
    logRatio,
    swapChains(n, m) {
      [chain[n], chain[m]] = [chain[m], chain[n]];
    },
    drawVisible(n, h, key) {
      chain[n] = units.draw(visibleInput(own, h), [key, 0, n]);
    },
    enumeration: () => (gaussian ? enumerateGaussian(own) : enumerate(own, visible, hidden)),
  };
}

type Step = Pick<UpdateRule, "rate" | "momentum" | "decay" | "fast">;

/** The conditional density of a Gaussian unit given the others has no closed form over the hidden units. */
export function noPseudoLikelihood(): RangeError {
  return new RangeError("pseudo-likelihood: the visible units are Gaussian (must be binary)");
}

function copy({ weights, visibleBias, hiddenBias, logVariance }: Parameters): Parameters {
  return {
    weights: weights.slice(),
    visibleBias: visibleBias.slice(),
    hiddenBias: hiddenBias.slice(),
    ...(logVariance && { logVariance: logVariance.slice() }),
  };
}
function assign(to: Parameters, from: Parameters): void {
  to.weights.set(from.weights);
  to.visibleBias.set(from.visibleBias);
  to.hiddenBias.set(from.hiddenBias);
  if (from.logVariance) to.logVariance?.set(from.logVariance);
}
function join<S extends States>(rows: readonly S[], blank: S): S {
  const out = new (blank.constructor as new (length: number) => S)(rows.length * blank.length);
  for (const [n, row] of rows.entries()) out.set(row, n * blank.length);
  return out;
}
