import type { Table } from "../../data/table.ts";
import type { Model } from "../../nets/model.ts";
import type { CoderParams } from "../nets/coders/fields.ts";
import { givenWeights } from "../nets/given-weights.ts";

/** Weights that the training of a lab of this family begins with. `load`: brings its net, not training, of which a page has no other need. */
export function startingWeights<P extends CoderParams>(
  lab: string,
  load: () => Promise<(params: P, table: Table) => Model>,
) {
  const given = givenWeights(async () => {
    const [{ checkStart }, modelOf] = await Promise.all([import("./weights.ts"), load()]);
    return (params: P, table: Table) => checkStart(lab, params, table, modelOf(params, table));
  });
  return {
    ...given,
    /** Throws an ExperimentError for weights in the table that are not those of the net. */
    check: (params: P, table: Table) => given.codeFor(table)?.(params, table),
  };
}
