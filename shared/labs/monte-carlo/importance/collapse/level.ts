import { array } from "../../../../arrays.ts";
import { normalDistribution } from "../../../../kernels/importance/families.ts";
import { drawInto, keysOf, logDensityOf } from "../../../../kernels/importance/proposal.ts";
import { effectiveSize, noSums, withDraws } from "../../../../kernels/importance/weights.ts";
import { exp } from "../../../../math/index.ts";
import { foldIn } from "../../../../random/index.ts";
import { iterate } from "../../../process.ts";

export interface LevelParams {
  readonly dimension: number;
  readonly shift: number;
  readonly scale: number;
  readonly size: number;
}

interface State {
  readonly ess: number;
  readonly largest: number;
  readonly meanWeight: number;
  readonly meanSquare: number;
}

/**
 * One dimension: p = N(0, I), q = N(shift·1, scale²·I). A step is a repeat of `size` draws. Records: effective share of the draws, share of all weight that the
 * heaviest one has, and the means of w and w² over the draws (E w = 1, E w² = 1/effective share).
 */
export const level = iterate({
  records: ["share", "largest", "meanWeight", "meanSquare"],
  problem: (params: LevelParams) => params,
  init: (): State => ({ ess: 0, largest: 0, meanWeight: 0, meanSquare: 0 }),
  step(key, { dimension, shift, scale, size }, _state, n): State {
    const own = foldIn(key, n);
    const standard = normalDistribution(0, 1);
    const proposal = normalDistribution(shift, scale);
    const [p, q] = [
      { first: standard, others: standard },
      { first: proposal, others: proposal },
    ];
    const keys = keysOf(own, dimension);
    const x = new Float64Array(dimension);
    const logWeights = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      drawInto(x, q, keys, i);
      logWeights[i] = logDensityOf(p, x) - logDensityOf(q, x);
    }
    const sums = withDraws(noSums, logWeights, new Float64Array(size), 0, size);
    return {
      ess: effectiveSize(sums),
      largest: 1 / sums.w,
      meanWeight: (exp(sums.top) * sums.w) / size,
      meanSquare: (exp(2 * sums.top) * sums.w2) / size,
    };
  },
  info: ({ size }, { ess, ...rest }) => ({ share: ess / size, ...rest }),
  output: () => ({ done: array(Uint8Array.of(1)) }),
});
