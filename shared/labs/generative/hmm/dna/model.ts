import { BASES, islandTables } from "../../../../data/generators/dna.ts";
import type { Hmm } from "../../../../kernels/hmm/index.ts";

/** The states are A+, C+, G+, T+ (in an island), A−, C−, G−, T− (outside). */
export const STATES = 2 * BASES.length;
const FIRST_OUTSIDE = BASES.length;

export const isInIsland = (state: number) => state < FIRST_OUTSIDE;

/** Mean lengths in bases. */
export interface Lengths {
  readonly island: number;
  readonly sea: number;
}

/** The published tables, with regions of these mean lengths. Each first state is as likely. */
export function islandModel({ island, sea }: Lengths): Hmm {
  const transitions = new Float64Array(STATES * STATES);
  for (let from = 0; from < STATES; from++) {
    const leaves = 1 / (isInIsland(from) ? island : sea);
    for (let to = 0; to < STATES; to++) {
      const stays = isInIsland(from) === isInIsland(to);
      const table = islandTables[(isInIsland(to) ? 0 : FIRST_OUTSIDE) + (from % FIRST_OUTSIDE)];
      transitions[from * STATES + to] = (stays ? 1 - leaves : leaves) * table[to % FIRST_OUTSIDE];
    }
  }
  return { initial: new Float64Array(STATES).fill(1 / STATES), transitions, emissions: shownBases };
}

/** A state shows its base. */
const shownBases: Hmm["emissions"] = {
  kind: "discrete",
  symbols: BASES.length,
  table: Float64Array.from({ length: STATES * BASES.length }, (_, at) =>
    Number((Math.floor(at / BASES.length) - (at % BASES.length)) % BASES.length === 0),
  ),
};

/** One step of Baum–Welch on who follows whom: expected transitions, divided by their sum. Of a state that was never left, the row stays as it was. */
export function relearnt(model: Hmm, pairs: Float64Array): Hmm {
  const transitions = model.transitions.slice();
  for (let s = 0; s < STATES; s++) {
    const row = pairs.subarray(s * STATES, (s + 1) * STATES);
    const sum = row.reduce((a, b) => a + b, 0);
    if (sum > 0)
      transitions.set(
        row.map((pair) => pair / sum),
        s * STATES,
      );
  }
  return { ...model, transitions };
}
