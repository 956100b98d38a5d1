import { array } from "../../../../arrays.ts";
import {
  type Estimate,
  effectiveSize,
  effectiveTerms,
  noSums,
  plainEstimate,
  type Sums,
  selfNormalised,
  withDraws,
} from "../../../../kernels/importance/weights.ts";
import { log } from "../../../../math/index.ts";
import { foldIn } from "../../../../random/index.ts";
import { smoothWeights } from "../../../../stats/pareto.ts";
import { drive } from "../../../process.ts";
import { eachStep } from "../../../records.ts";
import { adaptedPlaces } from "./adapt.ts";
import { drawBatch } from "./batch.ts";
import { BATCH } from "./batch-size.ts";
import { openProblem } from "./compiled.ts";
import type { EstimateParams } from "./fields.ts";
import { componentsOf } from "./model.ts";

/** What the random numbers of a run are drawn for: each has a stream of its own. */
export const STREAM = { adapt: 0, draws: 1 } as const;

interface State {
  readonly sums: Sums;
  readonly x: Float64Array;
  readonly f: Float64Array;
  readonly logWeights: Float64Array;
  readonly from: Uint8Array;
}

/** The estimate that a run reports. */
export function chosenEstimate(sums: Sums, { estimator }: Pick<EstimateParams, "estimator">): Estimate | undefined {
  return estimator === "plain" ? plainEstimate(sums) : selfNormalised(sums);
}

/**
 * Weighted draws that are kept: a step is a batch of them. Records: both estimates with their standard errors, the effective size. Output: the draws
 * [n, 1 or 2], f and the log weights, the component each came from, `places` of q over the rounds of adaptation [rounds + 1, 2], and `tail`: k̂ of the weights and of
 * weight times |f| (Infinity where there is none).
 */
export const draws = drive<EstimateParams, State>((params, context, { key, steps, saved }) => {
  const problem = openProblem(params, context);
  const places = adaptedPlaces(problem, foldIn(key, STREAM.adapt));
  const components = componentsOf(params, problem.target, places[places.length - 1]);
  const own = foldIn(key, STREAM.draws);
  const size = steps * BATCH;
  const shown = Math.min(2, problem.target.dimension);
  const kept = {
    x: new Float64Array(size * shown),
    f: new Float64Array(size),
    logWeights: new Float64Array(size),
    from: new Uint8Array(size),
  };
  let sums = saved?.sums ?? noSums;
  if (saved) {
    kept.x.set(saved.x);
    kept.f.set(saved.f);
    kept.logWeights.set(saved.logWeights);
    kept.from.set(saved.from);
  }
  const upTo = (count: number) => ({
    x: array(kept.x.slice(0, count * shown), [count, shown]),
    f: array(kept.f.slice(0, count)),
    logWeights: array(kept.logWeights.slice(0, count)),
    from: array(kept.from.slice(0, count)),
  });
  const placed = () =>
    array(Float64Array.from(places.flatMap(({ centre, width }) => [centre, width])), [places.length, 2]);
  return {
    advance: eachStep(["plain", "plainError", "self", "selfError", "ess", "essTerms"], (n, row) => {
      const batch = drawBatch(problem, components, own, n);
      kept.x.set(batch.x, n * BATCH * shown);
      kept.f.set(batch.f, n * BATCH);
      kept.logWeights.set(batch.logWeights, n * BATCH);
      kept.from.set(batch.from, n * BATCH);
      sums = withDraws(sums, batch.logWeights, batch.f, 0, BATCH);
      const [plain, self] = [plainEstimate(sums), selfNormalised(sums)];
      row.plain = finite(plain?.value);
      row.plainError = finite(plain?.standardError);
      row.self = finite(self?.value);
      row.selfError = finite(self?.standardError);
      row.ess = effectiveSize(sums);
      row.essTerms = effectiveTerms(sums);
    }),
    live: () => ({ ...upTo(Math.min(sums.count, 2000)), places: placed() }),
    save: () => {
      const { count } = sums;
      return {
        sums,
        x: kept.x.slice(0, count * shown),
        f: kept.f.slice(0, count),
        logWeights: kept.logWeights.slice(0, count),
        from: kept.from.slice(0, count),
      };
    },
    output: () => ({ ...upTo(size), places: placed(), tail: array(tailShapes(kept.logWeights, kept.f)) }),
  };
});

const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : undefined);

/** k̂ of w and of w·|f|, Infinity where there is no tail to speak of. */
export function tailShapes(logWeights: Float64Array, f: Float64Array): Float64Array {
  const known = (k: number) => (Number.isFinite(k) ? k : Number.POSITIVE_INFINITY);
  const terms = logWeights.map((w, i) => (f[i] === 0 ? Number.NEGATIVE_INFINITY : w + log(Math.abs(f[i]))));
  const nonzero = terms.filter((term) => term > Number.NEGATIVE_INFINITY);
  return Float64Array.of(known(smoothWeights(logWeights).k), known(smoothWeights(nonzero).k));
}
