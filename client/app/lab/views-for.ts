import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { View } from "../../labs/view.ts";
import type { Displayed } from "../../run/session.ts";
import { expert } from "../expert.ts";

/** Those that have something to say of what is shown; where the picture is that of the form, of the form too, and live ones of the form alone. */
export function viewsFor(views: readonly View[], shown: Displayed | null, form?: Experiment): readonly View[] {
  const saysOf = (one: View, experiment: Experiment | undefined, data?: Displayed["data"]) =>
    experiment === undefined || one.shows?.(experiment.params as never, graphIn(experiment), data) !== false;
  return views.filter(
    (one) =>
      (expert.value || !one.expert) &&
      saysOf(one, form) &&
      (saysOf(one, shown?.experiment, shown?.data) || (form && one.live)),
  );
}

/** Of a graph in the reader's own data, its kind. */
export const graphIn = ({ data }: Experiment) =>
  data !== null && "document" in data ? data.document?.kind : undefined;
