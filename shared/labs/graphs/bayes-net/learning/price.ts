/** What learning would cost in numbers, and what it refuses before that costs the reader's machine. */
import { ExperimentError } from "../../../../experiment/errors.ts";
import { limits } from "../../../../experiment/limits.ts";
import type { Problem } from "../../../../kernels/bayes-net/learn/em.ts";
import { cellsOf } from "../../../../kernels/bayes-net/model.ts";

/** Numbers in a table that is made on the way to an answer. */
export const MOST_CELLS = 2 ** 20;

/** Throws an ExperimentError for a node whose table no document holds. */
export function checkTables(
  names: readonly string[],
  sizes: Int32Array,
  parents: readonly (readonly number[])[],
): void {
  const { cells: max } = limits.document;
  const v = parents.findIndex((own, node) => cellsOf(sizes, [...own, node]) > max);
  if (v < 0) return;
  const node = names[v];
  const message = `the table of node ${node} would be too large to learn (must be at most ${max} numbers: take parents away)`;
  throw new ExperimentError("data.document", "table-too-large-to-learn", message, { node, max });
}

/** Throws an ExperimentError where what is expected of the gaps cannot be computed exactly. */
export function checkGaps({ largest }: Pick<Problem, "largest">): void {
  if (largest <= MOST_CELLS) return;
  const message = `EM would need a table of ${largest} numbers for some row's gaps (must be at most ${MOST_CELLS}: fewer gaps, or another estimate)`;
  throw new ExperimentError("params.estimate", "gaps-too-large", message, { cells: largest, max: MOST_CELLS });
}
