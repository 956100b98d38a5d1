import type { BayesNetParams } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { BayesNetProps } from "./asked.ts";
import { GraphView } from "./graph.tsx";

const LearningView = lazy(async () => (await import("./learning/learning.tsx")).LearningView);

/** The network with its probabilities; where the form asks to learn, what was learnt. */
export function MainView(props: BayesNetProps) {
  const params = (props.draft?.experiment.params ?? props.experiment.params) as BayesNetParams;
  return params.task === "query" ? <GraphView {...props} /> : <LearningView {...props} />;
}
