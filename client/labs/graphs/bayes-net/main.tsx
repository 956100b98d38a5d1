import { type BayesNetParams, isQuestion } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import { t } from "../../../i18n/locale.ts";
import { type BayesNetProps, documentOf } from "./asked.ts";
import { GraphView } from "./graph.tsx";
import { words } from "./words.ts";

const LearningView = lazy(async () => (await import("./learning/learning.tsx")).LearningView);

/** The network with its probabilities; where the form asks to learn, what was learnt beneath it. */
export function MainView(props: BayesNetProps) {
  const isAsking = isQuestion((props.draft?.experiment.params ?? props.experiment.params) as BayesNetParams);
  const hasNetwork = documentOf(props) !== undefined;
  return (
    <div class={isAsking ? undefined : "learning-beside"}>
      {(isAsking || hasNetwork) && <GraphView {...props} />}
      {!isAsking && (
        <>
          {hasNetwork && <p class="part-caption">{t(words.learntFrom)}</p>}
          <LearningView {...props} />
        </>
      )}
    </div>
  );
}
