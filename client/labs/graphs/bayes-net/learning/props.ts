/** What the views of learning are given, and what they all read of a run. */
import { ExperimentError } from "../../../../../shared/experiment/errors.ts";
import type { ParamsOf } from "../../../../../shared/experiment/fields.ts";
import type { bayesNetFields } from "../../../../../shared/labs/graphs/bayes-net/fields.ts";
import { type Nodes, nodesOf } from "../../../../../shared/labs/graphs/bayes-net/learning/data.ts";
import type { ViewProps } from "../../../view.ts";

export type LearningProps = ViewProps<ParamsOf<typeof bayesNetFields>>;

/** The nodes of the run; undefined where its data are not at hand. */
export function nodesIn({ data, experiment }: Pick<LearningProps, "data" | "experiment">): Nodes | undefined {
  if (!data) return undefined;
  try {
    return nodesOf(data, experiment.params.bins ?? 0);
  } catch (error) {
    if (error instanceof ExperimentError) return undefined;
    throw error;
  }
}
