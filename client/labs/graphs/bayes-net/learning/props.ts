/** What the views of learning are given, and what they all read of a run. */
import { ExperimentError } from "../../../../../shared/experiment/errors.ts";
import type { ParamsOf } from "../../../../../shared/experiment/fields.ts";
import type { bayesNetFields } from "../../../../../shared/labs/graphs/bayes-net/fields.ts";
import { type Nodes, nodesOf } from "../../../../../shared/labs/graphs/bayes-net/learning/data.ts";
import { namesIn } from "../../../../i18n/node-names.ts";
import type { ViewProps } from "../../../view.ts";

export type LearningProps = ViewProps<ParamsOf<typeof bayesNetFields>>;

/** The nodes of the run by the names that readers see; undefined where its data are not at hand. */
export function nodesIn({ data, experiment }: Pick<LearningProps, "data" | "experiment">): Nodes | undefined {
  if (!data) return undefined;
  try {
    const nodes = nodesOf(data, experiment.params.bins ?? 0);
    const { node, state } = namesIn(data.document);
    return { ...nodes, names: nodes.names.map(node), states: nodes.states.map((own) => own.map(state)) };
  } catch (error) {
    if (error instanceof ExperimentError) return undefined;
    throw error;
  }
}
