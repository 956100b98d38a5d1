/** What decides on one pixel: its potentials, and its conditional distribution given its neighbours. */
import { blanketOf, conditionalOf, type GridField, localCosts } from "../../../../kernels/grid-labels/index.ts";

export interface Site {
  /** U of each label, in nats. */
  readonly unary: Float64Array;
  /** What each label costs with the neighbours' labels, in nats. */
  readonly pair: Float64Array;
  /** p of each label given the neighbours. */
  readonly probabilities: Float64Array;
}

export function siteOf(field: GridField, labels: Uint8Array, pixel: number): Site {
  const unary = field.unary.slice(pixel * field.labels, (pixel + 1) * field.labels);
  const costs = new Float64Array(field.labels);
  localCosts(field, labels, pixel, costs);
  return { unary, pair: costs.map((cost, k) => cost - unary[k]), probabilities: conditionalOf(field, labels, pixel) };
}

/** The labels where every pixel outside the blanket of this one has another label than before, each its own. */
export function othersChanged(field: GridField, labels: Uint8Array, pixel: number): Uint8Array {
  const kept = new Set([pixel, ...blanketOf(field, pixel).map((one) => one.pixel)]);
  const others = field.labels - 1;
  return labels.map((label, i) =>
    kept.has(i) ? label : (label + 1 + ((Math.imul(i, 0x9e3779b1) >>> 16) % others)) % field.labels,
  );
}
