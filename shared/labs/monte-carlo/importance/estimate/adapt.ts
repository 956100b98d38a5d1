import { exp } from "../../../../math/index.ts";
import { foldIn, type Key } from "../../../../random/index.ts";
import { type Batch, drawBatch } from "./batch.ts";
import { BATCH } from "./batch-size.ts";
import type { EstimateParams } from "./fields.ts";
import { componentsOf, type Place, type Problem } from "./model.ts";

/** Batches of a round of adaptation: 1,000 draws. */
const PER_ROUND = 10;
/** Of a rare event each round aims at the share of its draws that lie furthest out, until these are the event. */
const ELITE = 0.1;

/** Where q stands after each round, beginning with where it was put: `rounds` + 1 places. */
export function adaptedPlaces(problem: Problem, key: Key): readonly Place[] {
  const { params, target } = problem;
  const places: Place[] = [{ centre: params.centre, width: params.width }];
  for (let round = 0; round < params.rounds; round++) {
    const place = places[round];
    const components = componentsOf(params, target, place);
    const own = foldIn(key, round);
    const batches = Array.from({ length: PER_ROUND }, (_, n) => drawBatch(problem, components, own, n));
    places.push(moved(params, target.dimension, place, batches));
  }
  return places;
}

/**
 * The cross-entropy step (Rubinstein & Kroese 2004; population Monte Carlo with one kernel): the normal nearest to |f|·p (to p, where the estimator normalises itself)
 * has the weighted mean and deviation of the draws. Of a rare event f is first a nearer threshold. q never becomes narrower than it was put: |f|·p may be narrow where its
 * tail is as heavy as p's, and lighter tails cost an infinite variance. In more dimensions the width stays.
 */
function moved(params: EstimateParams, dimension: number, place: Place, batches: readonly Batch[]): Place {
  const stride = batches[0].x.length / BATCH;
  const draws = batches.flatMap(({ x, f, logWeights }) =>
    Array.from(f, (value, i) => ({ x: x[i * stride], f: value, logWeight: logWeights[i] })),
  );
  const level = levelOf(params, draws);
  const size = (one: (typeof draws)[number]) =>
    params.estimator === "self" ? 1 : params.quantity === "tail" ? Number(one.x > level) : Math.abs(one.f);
  const top = draws.reduce((most, { logWeight }) => Math.max(most, logWeight), Number.NEGATIVE_INFINITY);
  const weights = draws.map((one) =>
    one.logWeight === Number.NEGATIVE_INFINITY ? 0 : exp(one.logWeight - top) * size(one),
  );
  const total = weights.reduce((sum, w) => sum + w, 0);
  if (!(total > 0 && total < Number.POSITIVE_INFINITY)) return place;
  const centre = draws.reduce((sum, { x }, i) => sum + weights[i] * x, 0) / total;
  const variance = draws.reduce((sum, { x }, i) => sum + weights[i] * (x - centre) * (x - centre), 0) / total;
  const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
  return {
    centre: within(centre, -20, 20),
    width: dimension > 1 ? place.width : within(widthFor(params, Math.sqrt(variance)), params.width, 20),
  };
}

/** The threshold, or one that enough of the draws exceed. */
function levelOf({ quantity, threshold = 0 }: EstimateParams, draws: readonly { readonly x: number }[]): number {
  if (quantity !== "tail") return 0;
  const sorted = draws.map(({ x }) => x).sort((a, b) => b - a);
  return Math.min(threshold, sorted[Math.floor(ELITE * sorted.length)]);
}

/** The width with which a family has this deviation; a Student without variance takes it as its scale. */
function widthFor({ proposal, proposalDegrees = 3 }: EstimateParams, deviation: number): number {
  if (proposal === "uniform") return deviation * Math.sqrt(3);
  return proposal === "student" && proposalDegrees > 2
    ? deviation * Math.sqrt((proposalDegrees - 2) / proposalDegrees)
    : deviation;
}
