import type { Arrays } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";

/**
 * The largest |gaussianity| that Gaussian data reach, whatever direction in n dimensions is examined. The maximum over the sphere of what is left of a
 * Gaussian's fourth-order statistics grows as 1.8·√n (a spherical spin glass, Crisanti & Sommers 1992); 2·√n + 2 leaves room.
 */
export function gaussianLimit(n: number): number {
  return 2 * Math.sqrt(n) + 2;
}

export interface Trust {
  /** Components whose distribution cannot be told apart from a Gaussian: two or more may be rotated into each other. */
  readonly gaussian: readonly number[];
  /** Per component: the largest |cos| with a component of another restart, the smallest over restarts. Empty of one restart. */
  readonly agreement: readonly number[];
  /** Directions that the data have, and columns. */
  readonly rank: number;
  readonly columns: number;
  readonly converged: boolean;
}

/** How far the components of `best` can be trusted; null before it has finished. */
export function trustOf(fold: Fold, best: string | null): Trust | null {
  const own = best === null ? undefined : fold.output(best);
  if (own === undefined) return null;
  const n = own.rotation.shape[0];
  const limit = gaussianLimit(n);
  const others = fold.tasks.filter(({ id }) => id !== best).map(({ id }) => fold.output(id));
  const ended = others.filter((one): one is Arrays => one !== undefined && one.rotation.shape[0] === n);
  const [rank, columns, , , converged] = own.facts.values;
  return {
    gaussian: Array.from({ length: n }, (_, i) => i).filter((i) => Math.abs(own.gaussianity.values[i]) < limit),
    agreement:
      ended.length === 0
        ? []
        : Array.from({ length: n }, (_, i) =>
            Math.min(...ended.map((other) => closest(own.rotation.values, other.rotation.values, n, i))),
          ),
    rank,
    columns,
    converged: converged === 1,
  };
}

function closest(a: ArrayLike<number>, b: ArrayLike<number>, n: number, i: number): number {
  let best = 0;
  for (let k = 0; k < n; k++) {
    let dot = 0;
    for (let j = 0; j < n; j++) dot += a[i * n + j] * b[k * n + j];
    best = Math.max(best, Math.abs(dot));
  }
  return best;
}
