import type { Target } from "../../../kernels/mcmc/target.ts";
import { log } from "../../../math/index.ts";

/** Where a reported number comes from, and the logarithm of how far the transform stretches there: log |dx/du|. */
export interface Source {
  readonly u: number;
  readonly stretch: number;
}

/** Beyond this an unconstrained coordinate gives no numbers that could be told apart. */
const FAR = 700;
const HALVINGS = 80;

/**
 * Of a target of two coordinates, of which each alone decides the reported number of its place and grows with it or falls: the coordinates of given numbers.
 * Null where it is not of that kind (an ordered vector; a quantity of both).
 */
export function sourcesIn(target: Target, axis: 0 | 1): ((x: number) => Source | null) | null {
  if (target.dimension !== 2 || target.names.length !== 2) return null;
  const position = new Float64Array(2);
  const reported = new Float64Array(2);
  const at = (u: number, other = 0) => {
    position[axis] = u;
    position[1 - axis] = other;
    target.constrain(position, reported);
    return reported[axis];
  };
  for (const u of [-1.7, 0.3, 1.1]) if (at(u, -1) !== at(u, 2)) return null;
  if ([-1.7, 0, 0.3, 5].every((u) => at(u) === u)) return (u) => ({ u, stretch: 0 });
  const isRising = at(1) > at(0);
  if (at(1) === at(0)) return null;
  return (x) => {
    let [low, high] = [-FAR, FAR];
    const isBelow = (u: number) => at(u) < x === isRising;
    if (!isBelow(low) || isBelow(high)) return null;
    for (let i = 0; i < HALVINGS && high - low > 0; i++) {
      const middle = (low + high) / 2;
      if (isBelow(middle)) low = middle;
      else high = middle;
    }
    const u = (low + high) / 2;
    const step = 1e-5 * Math.max(1, Math.abs(u));
    const slope = Math.abs(at(u + step) - at(u - step)) / (2 * step);
    return slope > 0 ? { u, stretch: log(slope) } : null;
  };
}
