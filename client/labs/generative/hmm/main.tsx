import type { ApplicationParams } from "../../../../shared/labs/generative/hmm/application-fields.ts";
import type { HmmParams } from "../../../../shared/labs/generative/hmm/fields.ts";
import type { ViewProps } from "../../view.ts";
import { applicationMains } from "./application-views.tsx";
import { SequenceView } from "./sequence.tsx";

/** The picture of what the data are. */
export function MainView(props: ViewProps<HmmParams & ApplicationParams>) {
  const { application } = props.experiment.params;
  if (application === "series") return <SequenceView {...props} />;
  const Main = applicationMains[application];
  return <Main {...props} />;
}
