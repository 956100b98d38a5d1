/** A crowd on the processor, chain after chain, in float64: the reference of what a GPU computes, and what runs on WebAssembly with its density. */
import { exp } from "../../../math/elementary.ts";
import { type Key, normal32, uniform32 } from "../../../random/index.ts";
import type { Superchain } from "../../../stats/nested-rhat.ts";
import { densityAlone, type Target } from "../target.ts";
import { paddedLength } from "../vectors.ts";
import {
  adaptsScales,
  aimOf,
  type CrowdParams,
  DIVERGENCE,
  JITTER,
  STEP_BOUNDS,
  transitionKey,
  UNIFORMS,
} from "./params.ts";

/** A crowd between two steps. Chains one after the other, those of a superchain together. */
export interface CrowdState {
  readonly position: Float64Array;
  readonly gradient: Float64Array;
  readonly logDensity: Float64Array;
  /** Of each reported quantity of each chain, over its draws after warm-up: their mean and Σ (x − mean)². */
  readonly mean: Float64Array;
  readonly squares: Float64Array;
  /** Of each coordinate. */
  readonly scale: Float64Array;
  stepSize: number;
}

/** What a step of a crowd tells: of each reported quantity over the chains, and of all chains. */
export interface CrowdRow {
  /** Mean over the chains. */
  readonly mean: Float64Array;
  /** Variance of the superchains' means, and mean of the variances within superchains; 0 of a single superchain, or of single chains. */
  readonly between: Float64Array;
  readonly within: Float64Array;
  readonly accept: number;
  /** With which this step was made. */
  readonly stepSize: number;
  /** Chains whose trajectory diverged. */
  readonly divergent: number;
}

export function startCrowd(target: Target, params: CrowdParams, starts: Float64Array): CrowdState {
  const { dimension: D, names } = target;
  const chains = params.superchains * params.chains;
  const state: CrowdState = {
    position: new Float64Array(chains * D),
    gradient: new Float64Array(chains * D),
    logDensity: new Float64Array(chains),
    mean: new Float64Array(chains * names.length),
    squares: new Float64Array(chains * names.length),
    scale: new Float64Array(D).fill(1),
    stepSize: params.stepSize,
  };
  const [position, gradient] = [new Float64Array(paddedLength(D)), new Float64Array(paddedLength(D))];
  for (let k = 0; k < params.superchains; k++) {
    position.set(starts.subarray(k * D, (k + 1) * D));
    const logDensity = target.logDensity(position, gradient);
    for (let c = k * params.chains; c < (k + 1) * params.chains; c++) {
      state.logDensity[c] = logDensity;
      for (let i = 0; i < D; i++) {
        state.position[c * D + i] = position[i];
        state.gradient[c * D + i] = gradient[i];
      }
    }
  }
  return state;
}

/** Makes step after step of a crowd, in place. */
export function makeCrowd(key: Key, target: Target, params: CrowdParams) {
  const { dimension: D, names } = target;
  const P = names.length;
  const chains = params.superchains * params.chains;
  const move = params.sampler === "hmc" ? hamiltonian(target, params.leapfrogs) : randomWalk(target);
  const aim = aimOf(params, D);
  const parameters = new Float64Array(chains * P);

  /** The reported quantities of all chains. */
  const report = ({ position }: CrowdState): Float64Array => {
    const own = new Float64Array(paddedLength(D));
    for (let c = 0; c < chains; c++) {
      for (let i = 0; i < D; i++) own[i] = position[c * D + i];
      target.constrain(own, parameters.subarray(c * P, (c + 1) * P));
    }
    return parameters;
  };

  return {
    report,
    step(state: CrowdState, n: number): CrowdRow {
      let accept = 0;
      let divergent = 0;
      for (let c = 0; c < chains; c++) {
        const moved = move(transitionKey(key, c, n), state, c);
        accept += moved.accept;
        if (moved.divergent) divergent++;
      }
      accept /= chains;
      const { stepSize } = state;
      const values = report(state);
      if (n < params.warmup) adapt(state, n, accept);
      else accumulate(state, values, n - params.warmup + 1);
      return { ...overChains(values, params, P), accept, stepSize, divergent };
    },
  };

  function adapt(state: CrowdState, n: number, accept: number): void {
    const [least, most] = STEP_BOUNDS;
    state.stepSize = Math.min(most, Math.max(least, state.stepSize * exp(accept - aim)));
    if (!adaptsScales(n, params)) return;
    for (let i = 0; i < D; i++) {
      let sum = 0;
      for (let c = 0; c < chains; c++) sum += state.position[c * D + i];
      const centre = sum / chains;
      let squares = 0;
      for (let c = 0; c < chains; c++) {
        const off = state.position[c * D + i] - centre;
        squares += off * off;
      }
      const sd = Math.sqrt(squares / chains);
      // Half the way, on a logarithmic scale: a crowd on its way in changes fast.
      if (sd > 0 && Number.isFinite(sd)) state.scale[i] = Math.sqrt(state.scale[i] * sd);
    }
  }
}

/** Welford's update by draw number `count`, from 1. */
function accumulate({ mean, squares }: CrowdState, values: Float64Array, count: number): void {
  for (let i = 0; i < values.length; i++) {
    const delta = values[i] - mean[i];
    mean[i] += delta / count;
    squares[i] += delta * (values[i] - mean[i]);
  }
}

interface Moved {
  readonly accept: number;
  readonly divergent: boolean;
}

type Move = (key: Key, state: CrowdState, chain: number) => Moved;

/** q' = q + s σ z, accepted with probability min(1, π(q')/π(q)). */
function randomWalk(target: Target): Move {
  const D = target.dimension;
  const density = densityAlone(target);
  const proposal = new Float64Array(paddedLength(D));
  // A random walk follows none.
  const gradient = new Float64Array(paddedLength(D));
  return (key, state, c) => {
    const { position, scale, stepSize } = state;
    for (let i = 0; i < D; i++) proposal[i] = position[c * D + i] + stepSize * scale[i] * normal32(key, i);
    const found = density(proposal);
    const accept = acceptance(found - state.logDensity[c]);
    if (uniform32(key, UNIFORMS) < accept) put(state, c, proposal, gradient, found);
    return { accept, divergent: false };
  };
}

/** Trajectories of momenta in units of the scales, w = σp ~ N(0, I): w += ½εσ∇, q += εσw, w += ½εσ∇. */
function hamiltonian({ dimension: D, logDensity }: Target, leapfrogs: number): Move {
  const [q, g, w] = [0, 1, 2].map(() => new Float64Array(paddedLength(D)));
  return (key, state, c) => {
    const { scale } = state;
    const step = state.stepSize * (1 + JITTER * (2 * uniform32(key, UNIFORMS + 1) - 1));
    let before = -state.logDensity[c];
    for (let i = 0; i < D; i++) {
      q[i] = state.position[c * D + i];
      g[i] = state.gradient[c * D + i];
      w[i] = normal32(key, i);
      before += 0.5 * w[i] * w[i];
    }
    let found = 0;
    for (let l = 0; l < leapfrogs; l++) {
      for (let i = 0; i < D; i++) {
        w[i] += 0.5 * step * scale[i] * g[i];
        q[i] += step * scale[i] * w[i];
      }
      found = logDensity(q, g);
      for (let i = 0; i < D; i++) w[i] += 0.5 * step * scale[i] * g[i];
    }
    let after = -found;
    for (let i = 0; i < D; i++) after += 0.5 * w[i] * w[i];
    const accept = acceptance(before - after);
    if (uniform32(key, UNIFORMS) < accept) put(state, c, q, g, found);
    return { accept, divergent: !(after - before <= DIVERGENCE) };
  };
}

/** min(1, e^gain); 0 of what is not finite: nothing moves to where the density is not a number. */
function acceptance(gain: number): number {
  return Number.isFinite(gain) ? exp(Math.min(gain, 0)) : 0;
}

function put(state: CrowdState, c: number, position: Float64Array, gradient: Float64Array, logDensity: number): void {
  const D = state.scale.length;
  for (let i = 0; i < D; i++) {
    state.position[c * D + i] = position[i];
    state.gradient[c * D + i] = gradient[i];
  }
  state.logDensity[c] = logDensity;
}

/** Of values [chains, P]. */
export function overChains(
  values: Float64Array,
  { superchains: K, chains: M }: Pick<CrowdParams, "superchains" | "chains">,
  P: number,
): Pick<CrowdRow, "mean" | "between" | "within"> {
  const [mean, between, within] = [0, 1, 2].map(() => new Float64Array(P));
  const means = new Float64Array(K);
  for (let p = 0; p < P; p++) {
    for (let k = 0; k < K; k++) {
      let sum = 0;
      for (let m = 0; m < M; m++) sum += values[(k * M + m) * P + p];
      means[k] = sum / M;
      mean[p] += means[k];
      let squares = 0;
      for (let m = 0; m < M; m++) {
        const off = values[(k * M + m) * P + p] - means[k];
        squares += off * off;
      }
      if (M > 1) within[p] += squares / (M - 1);
    }
    mean[p] /= K;
    within[p] /= K;
    for (let k = 0; k < K; k++) between[p] += (means[k] - mean[p]) * (means[k] - mean[p]);
    between[p] /= Math.max(1, K - 1);
  }
  return { mean, between, within };
}

/** What each superchain says of each reported quantity, [superchains][P], after `draws` ≥ 1 draws. */
export function superchainsOf(
  mean: ArrayLike<number>,
  squares: ArrayLike<number>,
  { superchains: K, chains: M }: Pick<CrowdParams, "superchains" | "chains">,
  P: number,
  draws: number,
): Superchain[][] {
  return Array.from({ length: K }, (_, k) =>
    Array.from({ length: P }, (_, p) => {
      const at = (m: number) => (k * M + m) * P + p;
      let sum = 0;
      let within = 0;
      for (let m = 0; m < M; m++) {
        sum += mean[at(m)];
        if (draws > 1) within += squares[at(m)] / (draws - 1);
      }
      const centre = sum / M;
      let off = 0;
      for (let m = 0; m < M; m++) off += (mean[at(m)] - centre) * (mean[at(m)] - centre);
      return { mean: centre, between: M > 1 ? off / (M - 1) : 0, within: within / M };
    }),
  );
}
