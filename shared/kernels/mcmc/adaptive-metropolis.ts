import { exp, log } from "../../math/elementary.ts";
import { normal, uniform } from "../../random/index.ts";
import type { Visit } from "./hamiltonian.ts";
import { copyPlace, makePhasePoint, UNIFORMS } from "./hamiltonian.ts";
import type { Remembering, RememberingParams } from "./memory.ts";
import { PATH } from "./path.ts";
import { densityAlone, type Target } from "./target.ts";

// Adaptive Metropolis: Haario, Saksman and Tamminen (2001), "An adaptive Metropolis algorithm", Bernoulli 7. It proposes q' = q + s L z, where L Lᵀ is
// the covariance of the draws so far and s begins at 2.38/√d, the best scale for a Gaussian (Gelman, Roberts and Gilks 1996). s follows the acceptance
// rate, as in algorithm 4 of Andrieu and Thoms (2008), "A tutorial on adaptive MCMC". All learning ends with the warm-up, so that the draws that
// count come from a Markov chain with one fixed, symmetric proposal.

const SCALE = 0;
const LOG_SCALE = 1;
/** Draws in the running moments, and how many there must be when the next factor is taken. */
const COUNT = 2;
const DUE = 3;
const MEAN = 4;

/** Acceptance probability that is best for a random walk: 0.44 in one dimension, 0.234 in many. */
export function bestAcceptance(dimension: number): number {
  return 0.234 + 0.206 / dimension;
}

export function adaptiveMetropolis(
  target: Target,
  { warmup, stepSize }: RememberingParams,
  visit?: Visit,
): Remembering {
  const { dimension } = target;
  const SCATTER = MEAN + dimension;
  const FACTOR = SCATTER + dimension * dimension;
  const aim = bestAcceptance(dimension);
  const first = Math.max(2 * dimension, 10);
  const proposal = makePhasePoint(dimension);
  const density = densityAlone(target);
  const factor = new Float64Array(dimension * dimension);
  const noise = new Float64Array(dimension);
  const forgets = Math.floor(warmup / 4);

  /** Running mean and Σ (x − mean)(x − mean)ᵀ, rows of the lower triangle (Welford). */
  function addToMoments(position: Float64Array, memory: Float64Array): void {
    const count = memory[COUNT] + 1;
    memory[COUNT] = count;
    const share = (count - 1) / count;
    for (let i = 0; i < dimension; i++) {
      const delta = position[i] - memory[MEAN + i];
      for (let j = 0; j <= i; j++)
        memory[SCATTER + i * dimension + j] += share * delta * (position[j] - memory[MEAN + j]);
    }
    for (let i = 0; i < dimension; i++) memory[MEAN + i] += (position[i] - memory[MEAN + i]) / count;
  }

  /**
   * The Cholesky factor of the sample covariance of n draws, its correlations taken n/(n + 5d) times (those of a few dependent draws point the proposal
   * into a corner from which it learns little), plus 10⁻³ · 5/(n + 5) I. Leaves the one before where rounding has made it indefinite.
   */
  function takeFactor(memory: Float64Array): void {
    const n = memory[COUNT];
    const weight = n / (n + 5) / (n - 1);
    const trust = n / (n + 5 * dimension);
    const ridge = 1e-3 * (5 / (n + 5));
    for (let i = 0; i < dimension; i++) {
      for (let j = 0; j <= i; j++) {
        const covariance = weight * memory[SCATTER + i * dimension + j];
        let rest = i === j ? covariance + ridge : covariance * trust;
        for (let k = 0; k < j; k++) rest -= factor[i * dimension + k] * factor[j * dimension + k];
        if (i === j && !(rest > 0)) return;
        factor[i * dimension + j] = i === j ? Math.sqrt(rest) : rest / factor[j * dimension + j];
      }
    }
    // The first factor makes another proposal of the one that the scale was tuned for.
    if (memory[DUE] === first) memory[LOG_SCALE] = log(2.38 / Math.sqrt(dimension));
    memory.set(factor, FACTOR);
  }

  function learn(position: Float64Array, memory: Float64Array, draw: number, accept: number): void {
    memory[LOG_SCALE] += (accept - aim) / Math.sqrt(draw + 1);
    if (draw === forgets) {
      // The way in from the start says nothing of the distribution. No later factor is of fewer draws than those before.
      memory.fill(0, MEAN, FACTOR);
      memory[COUNT] = 0;
      memory[DUE] = Math.max(first, memory[DUE] / 2);
    }
    addToMoments(position, memory);
    if (memory[COUNT] === memory[DUE]) {
      takeFactor(memory);
      memory[DUE] *= 2;
    }
    memory[SCALE] = exp(memory[LOG_SCALE]);
  }

  return {
    size: FACTOR + dimension * dimension,
    start(_key, _state, memory) {
      memory[SCALE] = stepSize;
      memory[LOG_SCALE] = log(stepSize);
      memory[DUE] = first;
      for (let i = 0; i < dimension; i++) memory[FACTOR + i * dimension + i] = 1;
    },
    step(key, state, memory, draw) {
      for (let i = 0; i < dimension; i++) {
        noise[i] = normal(key, i);
        let step = 0;
        for (let j = 0; j <= i; j++) step += memory[FACTOR + i * dimension + j] * noise[j];
        proposal.position[i] = state.position[i] + memory[SCALE] * step;
      }
      proposal.logDensity = density(proposal.position);
      const ratio = exp(Math.min(proposal.logDensity - state.logDensity, 0));
      const accept = Number.isNaN(ratio) ? 0 : ratio;
      const moves = uniform(key, UNIFORMS) < accept;
      visit?.(proposal.position, 1, moves ? PATH.accepted : PATH.rejected);
      if (moves) copyPlace(proposal, state);
      if (draw < warmup) learn(state.position, memory, draw, accept);
      return { accept, leapfrogs: 1, treeDepth: 0, divergent: false, energy: -state.logDensity };
    },
  };
}
