import { allocation, type Component, drawInto, keysOf, logProposal } from "../../../../kernels/importance/proposal.ts";
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
  { params, target: { dimension }, evaluate }: Problem,
  components: readonly Component[],
  key: Key,
  n: number,
): Batch {
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
  const keys = keysOf(key, dimension);
  const x = new Float64Array(dimension);
  const columns = new Float64Array(dimension * BATCH);
  for (let i = 0; i < BATCH; i++) {
    drawInto(x, components[from[i]], keys, n * BATCH + i);
    batch.logWeights[i] = -logProposal(components, combine, from[i], x);
    for (let j = 0; j < dimension; j++) columns[j * BATCH + i] = x[j];
    for (let j = 0; j < shown; j++) batch.x[i * shown + j] = x[j];
  }
  const { logDensity, f } = evaluate(columns);
  for (let i = 0; i < BATCH; i++) {
    const weight = logDensity[i] + batch.logWeights[i];
    // Beyond the largest numbers a draw of heavy tails may be infinite: there p is zero. Where f has no value the draw tells nothing of it: it counts as such a one.
    const counts = !Number.isNaN(weight) && Number.isFinite(f[i]);
    batch.logWeights[i] = counts ? weight : Number.NEGATIVE_INFINITY;
    batch.f[i] = Number.isFinite(f[i]) ? f[i] : 0;
  }
  return batch;
}
