/**
 * Noisy-max with a leak (M. Henrion, UAI 1987; F. J. Díez, UAI 1993). The file has the row for all parents in their first state, the leak, and one for each
 * other state of one parent alone. Each of these rows says what it says, p(child | that combination), and the others follow from them. With
 * L(k) = p(child ≤ k | no cause) and Cᵢ(k) = p(child ≤ k | cause i alone):
 *
 *     p(child ≤ k | causes i) = L(k) ∏ᵢ Cᵢ(k) / L(k)
 */
import type { Family } from "../net.ts";
import { graphError, type Named } from "../source.ts";
import type { KnownRows } from "./entries.ts";

/** Numbers below 0 by no more than this come from rounding in the file. */
const ROUNDING = 1e-4;

/** Fills the rows that are missing. False: there are none, or one of those that they follow from is missing, too. */
export function expandNoisyMax({ numbers, places }: KnownRows, family: Family, child: Named): boolean {
  const { length: states } = family.child.states;
  const missing = [...places.keys()].filter((row) => !places[row]);
  const causes = missing.map((row) => causesOf(row, family));
  const singles = new Set(causes.flat());
  if (missing.length === 0 || !places[0] || [...singles].some((cause) => !places[cause])) return false;
  const leak = cumulative(numbers, 0, states);
  const alone = new Map([...singles].map((cause) => [cause, cumulative(numbers, cause, states)]));
  for (const [i, row] of missing.entries()) {
    let before = 0;
    for (let k = 0; k < states; k++) {
      const atMost = causes[i].reduce(
        (product, cause) => product * ratio(alone.get(cause)?.[k] ?? 0, leak[k]),
        leak[k],
      );
      const weight = atMost - before;
      if (!(weight >= -ROUNDING)) throw noDistribution(child);
      numbers[row * states + k] = Math.max(0, weight);
      before = atMost;
    }
    places[row] = child;
  }
  return true;
}

/** 0 / 0 counts as 1: where the leak says that the child cannot be so low, no cause changes it. */
const ratio = (alone: number, leak: number) => (alone === leak ? 1 : alone / leak);

/** Rows in which only one of the row's parents is not in its first state. */
function causesOf(row: number, { parents }: Family): readonly number[] {
  const causes: number[] = [];
  let stride = 1;
  for (const { states } of [...parents].reverse()) {
    const state = Math.floor(row / stride) % states.length;
    if (state > 0) causes.push(state * stride);
    stride *= states.length;
  }
  return causes;
}

function cumulative(numbers: readonly number[], row: number, states: number): readonly number[] {
  let sum = 0;
  return Array.from({ length: states }, (_, k) => {
    sum += numbers[row * states + k];
    return sum;
  });
}

function noDistribution(child: Named) {
  const { value } = child;
  const message = `the noisy-max of “${value}” gives negative probabilities (each cause must make higher states likelier than the leak does)`;
  return graphError(child, "graph-noisy-max", message, { value });
}
