import { exp, log } from "../../math/elementary.ts";
import { foldIn, normal, uniform } from "../../random/index.ts";
import { bestAcceptance } from "./adaptive-metropolis.ts";
import type { Visit } from "./hamiltonian.ts";
import { makePhasePoint, UNIFORMS } from "./hamiltonian.ts";
import type { Remembering, RememberingParams } from "./memory.ts";
import { PATH } from "./path.ts";
import { densityAlone, type Target } from "./target.ts";

// Parallel tempering (Swendsen and Wang 1986; Geyer 1991): K levels, of which level k samples π^β_k with 1 = β_0 > β_1 > … in geometric progression.
// Hot levels cross between modes; swaps bring what they find down to level 0, whose draws are recorded. A transition is a random-walk Metropolis
// step on each level and then a round of swaps between neighbours: of the pairs (0, 1), (2, 3), … and of (1, 2), (3, 4), … by turns. That order
// is not random, and carries states up and down the ladder faster (Okabe et al. 2001; Syed et al. 2022).
//
// In the warm-up each level learns the scale of its proposal from its acceptance rate, and that of each coordinate from its draws.

const SCALE = 0;
const ROUND = 1;
const LEARNT = 2;
const PAIRS = 3;

/** Where the memory of a ladder has what. Pair k is that of levels k and k + 1. */
export function temperingLayout(dimension: number, levels: number) {
  const attempts = PAIRS;
  const swaps = attempts + levels - 1;
  const first = swaps + levels - 1;
  /** Of each level: log density, log scale, then position, mean, squares and deviations. */
  const width = 2 + 4 * dimension;
  return { attempts, swaps, first, width, size: first + levels * width };
}

/** Swaps made, over those tried, after warm-up: one number for each pair; 0 where none was tried. */
export function swapRates(memory: Float64Array, dimension: number, levels: number): Float64Array {
  const { attempts, swaps } = temperingLayout(dimension, levels);
  return Float64Array.from({ length: levels - 1 }, (_, pair) => {
    const tried = memory[attempts + pair];
    return tried > 0 ? memory[swaps + pair] / tried : 0;
  });
}

/** β_k = hottest^(k/(levels − 1)). */
export function inverseTemperatures(levels: number, hottest: number): Float64Array {
  const step = log(hottest) / (levels - 1);
  return Float64Array.from({ length: levels }, (_, k) => exp(step * k));
}

export function tempering(
  target: Target,
  { warmup, stepSize, levels = 2, hottest = 0.1 }: RememberingParams,
  visit?: Visit,
): Remembering {
  const { dimension } = target;
  const { attempts, swaps, first, width, size } = temperingLayout(dimension, levels);
  const betas = inverseTemperatures(levels, hottest);
  const aim = bestAcceptance(dimension);
  const forgets = Math.floor(warmup / 4);
  const proposal = makePhasePoint(dimension);
  const density = densityAlone(target);

  /** One Metropolis step of level k; returns its acceptance probability. */
  function move(memory: Float64Array, k: number, draw: (i: number) => number, u: number): number {
    const level = first + k * width;
    const position = level + 2;
    const deviations = position + 3 * dimension;
    const scale = exp(memory[level + 1]);
    for (let i = 0; i < dimension; i++)
      proposal.position[i] = memory[position + i] + scale * memory[deviations + i] * draw(i);
    const found = density(proposal.position);
    const ratio = exp(Math.min(betas[k] * (found - memory[level]), 0));
    const accept = Number.isNaN(ratio) ? 0 : ratio;
    const moves = u < accept;
    visit?.(proposal.position, k, moves ? PATH.accepted : PATH.rejected);
    if (moves) {
      memory.set(proposal.position.subarray(0, dimension), position);
      memory[level] = found;
    }
    return accept;
  }

  /** The deviations of a level are those of its draws in warm-up, without its first quarter, as Stan regularises a metric. */
  function learn(memory: Float64Array, k: number, draw: number, accept: number): void {
    const level = first + k * width;
    const mean = level + 2 + dimension;
    const squares = mean + dimension;
    const n = memory[LEARNT];
    memory[level + 1] += (accept - aim) / Math.sqrt(draw + 1);
    for (let i = 0; i < dimension; i++) {
      if (n === 1) {
        memory[mean + i] = 0;
        memory[squares + i] = 0;
      }
      const x = memory[level + 2 + i];
      const delta = x - memory[mean + i];
      memory[mean + i] += delta / n;
      memory[squares + i] += delta * (x - memory[mean + i]);
    }
    if (n % 50 !== 0) return;
    for (let i = 0; i < dimension; i++) {
      const variance = memory[squares + i] / (n - 1);
      memory[squares + dimension + i] = Math.sqrt((n / (n + 5)) * variance + 1e-3 * (5 / (n + 5)));
    }
  }

  /** Swaps what levels k and k + 1 hold, with probability min(1, exp((β_k − β_k+1)(log π(x_k+1) − log π(x_k)))). */
  function swap(memory: Float64Array, k: number, u: number, counts: boolean): void {
    const cold = first + k * width;
    const hot = cold + width;
    const swapped = u < exp(Math.min((betas[k] - betas[k + 1]) * (memory[hot] - memory[cold]), 0));
    if (counts) memory[attempts + k]++;
    if (!swapped) return;
    if (counts) memory[swaps + k]++;
    exchange(memory, cold, hot);
    for (let i = 0; i < dimension; i++) exchange(memory, cold + 2 + i, hot + 2 + i);
    for (const level of [k, k + 1]) show(memory, level, PATH.swapped);
  }

  function exchange(memory: Float64Array, a: number, b: number): void {
    const kept = memory[a];
    memory[a] = memory[b];
    memory[b] = kept;
  }

  function show(memory: Float64Array, k: number, mark: number): void {
    if (visit === undefined) return;
    const position = first + k * width + 2;
    proposal.position.set(memory.subarray(position, position + dimension));
    visit(proposal.position, k, mark);
  }

  return {
    size,
    start(_key, state, memory) {
      memory[SCALE] = stepSize;
      for (let k = 0; k < levels; k++) {
        const level = first + k * width;
        memory[level] = state.logDensity;
        // A flatter density asks for longer steps: that of a Gaussian to the power β is 1/√β times as wide.
        memory[level + 1] = log(stepSize / Math.sqrt(betas[k]));
        memory.set(state.position.subarray(0, dimension), level + 2);
        memory.fill(1, level + 2 + 3 * dimension, level + width);
      }
    },
    step(key, state, memory, draw) {
      const learns = draw < warmup;
      if (learns) memory[LEARNT] = draw === forgets ? 1 : memory[LEARNT] + 1;
      let cold = 0;
      for (let k = 0; k < levels; k++) {
        const levelKey = foldIn(key, k);
        const accept = move(memory, k, (i) => normal(levelKey, i), uniform(key, UNIFORMS + k));
        if (k === 0) cold = accept;
        if (learns) learn(memory, k, draw, accept);
      }
      for (let k = memory[ROUND] % 2; k < levels - 1; k += 2)
        swap(memory, k, uniform(key, UNIFORMS + levels + k), !learns);
      memory[ROUND]++;
      if (learns) memory[SCALE] = exp(memory[first + 1]);
      state.position.set(memory.subarray(first + 2, first + 2 + dimension));
      state.logDensity = memory[first];
      return { accept: cold, leapfrogs: levels, treeDepth: 0, divergent: false, energy: -state.logDensity };
    },
  };
}
