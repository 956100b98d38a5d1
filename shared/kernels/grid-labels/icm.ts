/** Iterated conditional modes: each pixel in turn takes the label that costs least given its neighbours. Besag (1986), J. R. Stat. Soc. B 48. */
import { type GridField, localCosts, lowest } from "./field.ts";

/** One pass over the rows, in place; returns how many labels changed. A pixel keeps its label where no other is better, so that the energy never rises. */
export function icmSweep(field: GridField, x: Uint8Array): number {
  const costs = new Float64Array(field.labels);
  let changed = 0;
  for (let i = 0; i < x.length; i++) {
    localCosts(field, x, i, costs);
    const best = lowest(costs, 0, costs.length);
    if (costs[best] < costs[x[i]]) {
      x[i] = best;
      changed++;
    }
  }
  return changed;
}
