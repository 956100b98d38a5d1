import type { MarkovFieldParams } from "../../../../shared/labs/graphs/markov-field/fields.ts";
import { isPicture } from "../../../../shared/labs/graphs/markov-field/picture/plan.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { ViewProps } from "../../view.ts";
import { LatticeView } from "./sample/lattice.tsx";

const PicturesView = lazy(async () => (await import("./picture/pictures.tsx")).PicturesView);

/** The main view of the task of the run. */
export function MainView(props: ViewProps<MarkovFieldParams>) {
  return isPicture(props.experiment.params) ? <PicturesView {...props} /> : <LatticeView {...props} />;
}
