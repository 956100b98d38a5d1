import type { LabView } from "../../labs/view.ts";
import { isStale } from "../../run/draft.ts";
import type { Session } from "../../run/session.ts";
import { isRunOf } from "./sweep/runs.ts";

export interface Freshness {
  /** What was run is of other values than those of the form. */
  readonly isStale: boolean;
  /** The main picture shows the form as it is now. */
  readonly isLive: boolean;
}

/** How what is shown stands to the form. */
export function freshnessOf({ lab, draft, shown }: Session, { main }: LabView): Freshness {
  const { experiment } = draft.value;
  const ran = shown.value?.experiment ?? null;
  return {
    isStale: isStale(draft.value, ran) && !isRunOf(lab, experiment, ran),
    isLive: main.live?.(experiment.params as never) === true,
  };
}
