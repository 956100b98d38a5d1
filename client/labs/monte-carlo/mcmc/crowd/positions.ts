import type { Fold } from "../../../../../shared/labs/fold.ts";

/** Where the chains of a crowd are, task after task: `values` [chains, width]. */
export interface Places {
  readonly values: ArrayLike<number>;
  readonly width: number;
  readonly chains: number;
  /** Chains that are side by side in one superchain, and the number of the first superchain among all. */
  readonly each: number;
  readonly first: number;
  readonly step: number;
}

/** Of tasks that have come so far: at their ends where they are done, else as they were last seen. */
export function placesOf(fold: Fold): readonly Places[] {
  let superchains = 0;
  return fold.tasks.flatMap(({ id, params }) => {
    const first = superchains;
    superchains += Number(params.superchains);
    const found = fold.output(id)?.last ?? fold.snapshot(id)?.cloud;
    if (found === undefined) return [];
    const [chains, width] = found.shape;
    return [{ values: found.values, width, chains, each: Number(params.subchains), first, step: fold.done(id) }];
  });
}

/** The span of the middle 99 % of one column, a little wider; of at most `most` chains. */
export function spanOf(places: readonly Places[], column: number, most = 4000): readonly [number, number] {
  const total = places.reduce((sum, { chains }) => sum + chains, 0);
  const stride = Math.max(1, Math.ceil(total / most));
  const some: number[] = [];
  for (const { values, width, chains } of places)
    for (let c = 0; c < chains; c += stride)
      if (Number.isFinite(values[c * width + column])) some.push(values[c * width + column]);
  const sorted = Float64Array.from(some).sort();
  if (sorted.length === 0) return [-1, 1];
  const [low, high] = [sorted[Math.floor(0.005 * sorted.length)], sorted[Math.ceil(0.995 * sorted.length) - 1]];
  const margin = 0.08 * (high - low) || 1;
  return [low - margin, high + margin];
}
