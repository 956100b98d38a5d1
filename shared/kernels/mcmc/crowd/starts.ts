import { type Key, uniform } from "../../../random/index.ts";
import { NoStart, TRIALS } from "../no-start.ts";
import type { Target } from "../target.ts";
import { paddedLength } from "../vectors.ts";
import { type CrowdParams, startKey } from "./params.ts";

/**
 * Where each superchain starts, [superchains, dimension]: the first of at most 100 trials with a finite density and finite derivatives; throws NoStart where there is none. On the processor
 * for every device.
 */
export function startsOf(key: Key, { dimension: D, logDensity }: Target, params: CrowdParams): Float64Array {
  const starts = new Float64Array(params.superchains * D);
  const [position, gradient] = [new Float64Array(paddedLength(D)), new Float64Array(paddedLength(D))];
  const isFine = () => Number.isFinite(logDensity(position, gradient)) && gradient.every(Number.isFinite);
  for (let k = 0; k < params.superchains; k++) {
    let isFound = false;
    for (let trial = 0; trial < TRIALS && !isFound; trial++) {
      const own = startKey(key, k, trial);
      for (let i = 0; i < D; i++) position[i] = params.initRadius * (2 * uniform(own, i) - 1);
      isFound = isFine();
    }
    if (!isFound) throw new NoStart(params.initRadius);
    starts.set(position.subarray(0, D), k * D);
  }
  return starts;
}
