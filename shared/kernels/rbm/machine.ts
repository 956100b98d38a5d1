import type { Key } from "../../random/key.ts";

/**
 * Restricted Boltzmann machine with binary hidden units (Smolensky 1986; Hinton 2002).
 *
 * Binary visible units: E(v, h) = −b·v − c·h − vᵀWh, p(h_j = 1 | v) = σ(c_j + Σ_i W_ij v_i), p(v_i = 1 | h) = σ(b_i + Σ_j W_ij h_j),
 * F(v) = −b·v − Σ_j log(1 + e^(c_j + Σ_i W_ij v_i)), p(v) = e^−F(v) / Z.
 *
 * Gaussian visible units (Cho, Ilin & Raiko 2011, eq. 5): E(v, h) = Σ_i (v_i − b_i)²/(2σ_i²) − c·h − Σ_ij W_ij h_j v_i/σ_i²,
 * p(h_j = 1 | v) = σ(c_j + Σ_i W_ij v_i/σ_i²), v_i | h normal with mean b_i + Σ_j W_ij h_j and variance σ_i². With σ = 1 it is that of Hinton (2010),
 * "A practical guide to training restricted Boltzmann machines", §13.2, for data of unit variance.
 */
export interface Parameters {
  /** visible × hidden, row-major. */
  readonly weights: Float32Array;
  readonly visibleBias: Float32Array;
  readonly hiddenBias: Float32Array;
  /** log σ_i² of Gaussian visible units, which are zero (σ = 1) where they are not given. */
  readonly logVariance?: Float32Array;
}

/**
 * A step on the parameters. Weights and biases of Gaussian unit i take σ_i² times their gradient, the natural gradient of a mean (its Fisher information
 * is 1/σ_i²): where noise is learnt to be small, steps would otherwise grow without bound, and learning fall apart.
 */
export interface UpdateRule {
  /** Learning rate, a step on the mean gradient of the minibatch. */
  readonly rate: number;
  readonly momentum: number;
  /** Weight decay λ: the gradient of −λ/2 ‖W‖². */
  readonly decay: number;
  /** Learning rate of log σ² of Gaussian units; default 0: they stay. */
  readonly varianceRate?: number;
  /** Of a machine with fast weights (Tieleman & Hinton 2009): F = decay · F + rate · gradient. */
  readonly fast?: { readonly rate: number; readonly decay: number };
}

/** States of visible units: 0 or 1, or real. */
export type States = Uint8Array | Float32Array;

/** What a machine has besides its size. */
export interface Kind {
  /** Visible units are Gaussian, not binary. */
  readonly gaussian?: boolean;
  /** Chains that it has room for; default: one for each row of the minibatch. */
  readonly chains?: number;
  /** It has fast weights, zero at first: the chains of the negative phase are drawn with them added to the weights. */
  readonly fast?: boolean;
}

/**
 * One machine on one device. Weights and probabilities are float32, every operation rounded, in a fixed order: the
 * scalar and the wasm machine give the same bits. Uniform numbers are addressed by (key, phase, sweep, row, unit). What annealing and tempering add up over
 * binary units is rounded to whole steps first (`scalar-annealing.ts`).
 * `S`: states are bytes 0 and 1 where visible units are binary, float32 where they are Gaussian.
 */
export interface RbmMachine<S extends States = Uint8Array> {
  readonly visible: number;
  readonly hidden: number;
  /** Rows that a minibatch may have. */
  readonly batch: number;
  parameters(): Parameters;
  setParameters(parameters: Parameters): void;
  velocities(): Parameters;
  setVelocities(velocities: Parameters): void;
  /** Fast weights and biases, of a machine that has some. */
  fast(): Parameters;
  setFast(fast: Parameters): void;
  /** All samples, rows × visible: pixels 0…255, or real values. */
  loadPixels(pixels: S): void;
  /** Sets row n of the minibatch from sample `row`: binary units are on where the pixel ≥ 128, or with probability pixel / 255. */
  present(n: number, row: number, sampled: boolean, key: Key): void;
  /** Hidden probabilities of the first `rows` rows of the minibatch. */
  positivePhase(rows: number): void;
  /** `sweeps` block-Gibbs sweeps of `rows` chains, which start at the minibatch or, persistent, where they stand. */
  negativePhase(rows: number, sweeps: number, persistent: boolean, key: Key): void;
  /** Chains begin at the minibatch. */
  startChains(rows: number): void;
  /** A step up the difference of the two phases. */
  update(rows: number, rule: UpdateRule): void;
  /** Mean over rows and units of (v − E[v | h])², with h drawn from the positive phase. */
  reconstructionError(rows: number, key: Key): number;
  /** F of row n of the minibatch, nats. */
  freeEnergy(n: number): number;
  /** Σ_i log p(v_i | the other visible units) of row n of the minibatch, nats. Binary units alone: a RangeError for others. */
  pseudoLikelihood(n: number): number;
  /** States of the chains, rows × visible. */
  chains(rows: number): S;
  setChains(states: S): void;
  /** States of the minibatch, and hidden probabilities of the two phases (rows × hidden). */
  minibatch(rows: number): S;
  hiddenProbabilities(phase: "positive" | "negative", rows: number): Float32Array;

  /** Visible biases (and log variances) of the base-rate machine, which has no weights: β = 0 of annealing and tempering. */
  setBase(visibleBias: Float32Array, logVariance?: Float32Array): void;
  /** Draws chain n from the base-rate machine. */
  startAtBase(n: number, key: Key): void;
  /** log p*_to(v) − log p*_from(v) of chain n, then a Gibbs sweep that leaves p_to invariant; see `ais.ts`. */
  anneal(n: number, from: number, to: number, step: number, key: Key): number;
  /** The same of chains 0 … logWeights.length − 1, to whose log weights it is added: from betas[s] to betas[s + 1] at `step` + s, for all s. */
  annealAll(key: Key, step: number, betas: ArrayLike<number>, logWeights: Float64Array): void;
  /** A Gibbs sweep of chain n that leaves p_β invariant. */
  temper(n: number, beta: number, step: number, key: Key): void;
  /** log p*_to(v) − log p*_from(v) of chain n. */
  logRatio(n: number, from: number, to: number): number;
  /** Chains n and m change places. */
  swapChains(n: number, m: number): void;
  /** Draws the visible units of chain n given hidden states (0 or 1). */
  drawVisible(n: number, hidden: Uint8Array, key: Key): void;
  /** Sums over the states of the smaller side (Gaussian units: of the hidden side), for the present weights; at most 24 units. */
  enumeration(): Enumeration;
}

/** All states of the smaller side, in rows of 2^k states that share their high bits. */
export interface Enumeration {
  readonly rows: number;
  /** log Σ f(s) over the states s of a row. */
  rowLogSum(row: number): number;
  /** log f(s) of each state of a row. */
  rowLogs(row: number): Float64Array;
}

/** The smaller side may have this many units for the sum over its states. */
export const ENUMERABLE = 24;

/** log σ² is kept within ± this: σ from 1/20 to 20 of the unit that the data are in. */
export const MAX_LOG_VARIANCE = 6;

/** Phases of the random numbers of a step. */
export const STREAM = { binarise: 1, hidden: 2, visible: 3, reconstruction: 4, sweep: 6 } as const;

/** Units are handled by fours: indices of uniforms count the padding too. */
export function padded(units: number): number {
  return (units + 3) & ~3;
}

/** Parameters with log variances, of units that have some. */
export function emptyParameters(visible: number, hidden: number, gaussian: boolean): Parameters {
  return {
    weights: new Float32Array(visible * hidden),
    visibleBias: new Float32Array(visible),
    hiddenBias: new Float32Array(hidden),
    ...(gaussian && { logVariance: new Float32Array(visible) }),
  };
}
