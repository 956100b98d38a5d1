import type { Key } from "../../random/key.ts";

/**
 * Restricted Boltzmann machine with binary units (Smolensky 1986; Hinton 2002):
 * E(v, h) = −b·v − c·h − vᵀWh, p(h_j = 1 | v) = σ(c_j + Σ_i W_ij v_i), p(v_i = 1 | h) = σ(b_i + Σ_j W_ij h_j),
 * F(v) = −b·v − Σ_j log(1 + e^(c_j + Σ_i W_ij v_i)), p(v) = e^−F(v) / Z.
 */
export interface Parameters {
  /** visible × hidden, row-major. */
  readonly weights: Float32Array;
  readonly visibleBias: Float32Array;
  readonly hiddenBias: Float32Array;
}

export interface UpdateRule {
  /** Learning rate, a step on the mean gradient of the minibatch. */
  readonly rate: number;
  readonly momentum: number;
  /** Weight decay λ: the gradient of −λ/2 ‖W‖². */
  readonly decay: number;
}

/**
 * One machine on one device. Weights and probabilities are float32, every operation rounded, in a fixed order: the
 * scalar and the wasm machine give the same bits. Uniform numbers are addressed by (key, phase, sweep, row, unit).
 */
export interface RbmMachine {
  readonly visible: number;
  readonly hidden: number;
  /** Rows that a minibatch, or a set of chains, may have. */
  readonly batch: number;
  parameters(): Parameters;
  setParameters(parameters: Parameters): void;
  velocities(): Parameters;
  setVelocities(velocities: Parameters): void;
  /** Pixels of all samples, 0…255, rows × visible. */
  loadPixels(pixels: Uint8Array): void;
  /** Sets row n of the minibatch from sample `row`: on where the pixel ≥ 128, or with probability pixel / 255. */
  present(n: number, row: number, sampled: boolean, key: Key): void;
  /** Hidden probabilities of the first `rows` rows of the minibatch. */
  positivePhase(rows: number): void;
  /** `sweeps` block-Gibbs sweeps of `rows` chains, which start at the minibatch or, persistent, where they stand. */
  negativePhase(rows: number, sweeps: number, persistent: boolean, key: Key): void;
  /** Chains begin at the minibatch. */
  startChains(rows: number): void;
  /** A step up the difference of the two phases. */
  update(rows: number, rule: UpdateRule): void;
  /** Mean over rows and pixels of (v − p(v | h))², with h drawn from the positive phase. */
  reconstructionError(rows: number, key: Key): number;
  /** F of row n of the minibatch, nats. */
  freeEnergy(n: number): number;
  /** Σ_i log p(v_i | the other visible units) of row n of the minibatch, nats. */
  pseudoLikelihood(n: number): number;
  /** States of the chains, 0 or 1, rows × visible. */
  chains(rows: number): Uint8Array;
  setChains(states: Uint8Array): void;
  /** States of the minibatch, and hidden probabilities of the two phases (rows × hidden). */
  minibatch(rows: number): Uint8Array;
  hiddenProbabilities(phase: "positive" | "negative", rows: number): Float32Array;

  /** Visible biases a of the base-rate machine, which has no weights: β = 0 of the annealing. */
  setBase(visibleBias: Float32Array): void;
  /** Draws chain n from the base-rate machine. */
  startAtBase(n: number, key: Key): void;
  /** log p*_to(v) − log p*_from(v) of chain n, then a Gibbs sweep that leaves p_to invariant; see `ais.ts`. */
  anneal(n: number, from: number, to: number, step: number, key: Key): number;
  /** Draws the visible units of chain n given hidden states (0 or 1). */
  drawVisible(n: number, hidden: Uint8Array, key: Key): void;
  /** Sums over the states of the smaller side, for the present weights; at most 24 units. */
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

/** Phases of the random numbers of a step. */
export const STREAM = { binarise: 1, hidden: 2, visible: 3, reconstruction: 4 } as const;

/** Units are handled by fours: indices of uniforms count the padding too. */
export function padded(units: number): number {
  return (units + 3) & ~3;
}
