/** Estimates of log Z from weights, and limits that hold whatever their distribution. */
import { foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { logMean, lowerLimit, upperLimit } from "../../stats/betting.ts";
import { type Exact, logWeight, type Path } from "./path.ts";

/** One minus the level of an interval. */
export const ALPHA = 0.01;

/** log Z: an estimate, and an interval of level 99 %. `high` is ∞ where a method has no upper limit. */
export interface Estimated {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

const STREAM = { forward: 1, reverse: 2, start: 3, move: 4 } as const;

/** log p*(x) / p_0(x) of independent draws from the base. */
function drawnWeights(path: Path, count: number, key: Key): Float64Array {
  const x = new Float64Array(path.size);
  const logs = new Float64Array(count);
  for (let n = 0; n < count; n++) {
    path.drawBase(foldIn(key, n), x);
    logs[n] = logWeight(path, x);
  }
  return logs;
}

/**
 * Naive Monte Carlo: log Z from draws of the base alone. The lower limit needs nothing more; the upper one needs a bound of the weights, since draws never tell
 * what they missed.
 */
export function fromDraws(path: Path, count: number, key: Key): Estimated {
  const logs = drawnWeights(path, count, key);
  return {
    estimate: logMean(logs),
    low: lowerLimit(logs, ALPHA / 2),
    high: upperLimit(logs, path.logBound, ALPHA / 2),
  };
}

/** A chain that is annealed: its state, and the logarithm of its weight so far. */
export interface Annealed {
  readonly x: Float64Array;
  logWeight: number;
}

export function startForward(path: Path, chain: number, key: Key): Annealed {
  const x = new Float64Array(path.size);
  path.drawBase(foldIn(key, STREAM.start, chain), x);
  return { x, logWeight: path.logBase };
}

export function startReverse(path: Path, exact: Exact, chain: number, key: Key): Annealed {
  const x = new Float64Array(path.size);
  exact.draw(foldIn(key, STREAM.start, chain), x);
  return { x, logWeight: -path.logBase };
}

/** Step `step` of a chain, from one β to the next: what the change of densities weighs, then a sweep that leaves the new one as it is. */
export function annealStep(path: Path, chain: Annealed, from: number, to: number, step: number, key: Key): void {
  chain.logWeight += path.logRatio(chain.x, from, to);
  // Nothing looks at the state after the last change.
  if (to > 0 && to < 1) path.sweep(chain.x, to, foldIn(key, STREAM.move, step));
}

/** Logarithms of the weights of chains that go along `betas` (0 … 1), in the one direction with E[w] = Z, in the other with E[w] = 1 / Z. */
export function annealedWeights(
  path: Path,
  exact: Exact | undefined,
  betas: Float64Array,
  chains: number,
  key: Key,
): Float64Array {
  const steps = betas.length - 1;
  const logs = new Float64Array(chains);
  for (let n = 0; n < chains; n++) {
    const own = foldIn(key, exact ? STREAM.reverse : STREAM.forward, n);
    const chain = exact ? startReverse(path, exact, n, own) : startForward(path, n, own);
    for (let k = 0; k < steps; k++) {
      const [from, to] = exact ? [steps - k, steps - k - 1] : [k, k + 1];
      annealStep(path, chain, betas[from], betas[to], k, own);
    }
    logs[n] = chain.logWeight;
  }
  return logs;
}

/**
 * Annealed importance sampling (Neal 2001); with one step, importance sampling from the base. The estimate and the lower limit come from chains that start at the base; the
 * upper limit from as many that start at draws of the model and come back (Grosse, Ghahramani & Adams 2015). The estimate is the mean of the weights and nothing
 * else: it is unbiased for Z, and one heavy weight may lift it above the limit, which knows nothing of it.
 */
export function fromAnnealing(path: Path, exact: Exact, betas: Float64Array, chains: number, key: Key): Estimated {
  const forward = annealedWeights(path, undefined, betas, chains, key);
  const reverse = annealedWeights(path, exact, betas, chains, key);
  return { estimate: logMean(forward), low: lowerLimit(forward, ALPHA / 2), high: -lowerLimit(reverse, ALPHA / 2) };
}
