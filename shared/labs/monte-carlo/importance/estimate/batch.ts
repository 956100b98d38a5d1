import { allocation, type Component, drawInto, logProposal } from "../../../../kernels/importance/proposal.ts";
import type { Key } from "../../../../random/index.ts";
import { BATCH } from "./batch-size.ts";
import { combinationOf, type Problem } from "./model.ts";

/** Coordinates that are kept to be drawn. */
export const SHOWN = 2;

export interface Batch {
  /** The first coordinates of each draw. */
  readonly x: Float64Array;
  readonly f: Float64Array;
  readonly logWeights: Float64Array;
  /** The component that each came from. */
  readonly from: Uint8Array;
}

/** Batch `n` of a stream: BATCH weighted draws of the problem. */
export function drawBatch(
  { params, target, quantity }: Problem,
  components: readonly Component[],
  key: Key,
  n: number,
): Batch {
  const { dimension } = target;
  const shown = Math.min(SHOWN, dimension);
  const combine = combinationOf(params);
  const from = allocation(
    components.map(({ share }) => share),
    BATCH,
  );
  const batch = {
    x: new Float64Array(BATCH * shown),
    f: new Float64Array(BATCH),
    logWeights: new Float64Array(BATCH),
    from,
  };
  const x = new Float64Array(dimension);
  for (let i = 0; i < BATCH; i++) {
    drawInto(x, components[from[i]], key, n * BATCH + i);
    const weight = target.logDensity(x) - logProposal(components, combine, from[i], x);
    // Beyond the largest numbers a draw of heavy tails may be infinite: there p is zero.
    batch.logWeights[i] = Number.isNaN(weight) ? Number.NEGATIVE_INFINITY : weight;
    batch.f[i] = quantity(x);
    // Where f has no value the draw tells nothing of it: it counts as where p is zero.
    if (!Number.isFinite(batch.f[i])) {
      batch.f[i] = 0;
      batch.logWeights[i] = Number.NEGATIVE_INFINITY;
    }
    for (let j = 0; j < shown; j++) batch.x[i * shown + j] = x[j];
  }
  return batch;
}
