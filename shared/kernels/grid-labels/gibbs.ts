/** Gibbs sampling, and by it simulated annealing. Geman & Geman (1984), IEEE Trans. PAMI 6. */
import { fillUniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { soften } from "./conditional.ts";
import { type GridField, localCosts } from "./field.ts";

/** Each pixel in turn is drawn from p(xᵢ | its neighbours) at this temperature, in place; returns how many labels changed. Leaves exp(−E/T) as it is. */
export function gibbsSweep(field: GridField, x: Uint8Array, temperature: number, key: Key): number {
  const draws = new Float64Array(x.length);
  fillUniform(key, 0, draws);
  const p = new Float64Array(field.labels);
  let changed = 0;
  for (let i = 0; i < x.length; i++) {
    localCosts(field, x, i, p);
    soften(p, temperature);
    const label = drawn(p, draws[i]);
    if (label !== x[i]) changed++;
    x[i] = label;
  }
  return changed;
}

/** The first label up to which more than `u` of the probability lies; the last possible one where rounding leaves none. */
function drawn(p: Float64Array, u: number): number {
  let last = 0;
  let sum = 0;
  for (let k = 0; k < p.length; k++) {
    if (p[k] === 0) continue;
    last = k;
    sum += p[k];
    if (u < sum) return k;
  }
  return last;
}
