import type { ImportanceParams } from "../../../../shared/labs/monte-carlo/importance/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { ViewProps } from "../../view.ts";
import { PictureView } from "./estimate/picture.tsx";

const CollapseView = lazy(async () => (await import("./collapse/collapse.tsx")).CollapseView);
const TrainingView = lazy(async () => (await import("./vocabulary/training.tsx")).TrainingView);

/** The main view of the task: of an estimate as it is in the form, of the others as it was run. */
export function MainView(props: ViewProps<ImportanceParams>) {
  const { draft, experiment } = props;
  const task = draft?.experiment.params.task ?? experiment.params.task;
  if (task === "estimate") return <PictureView {...props} />;
  return experiment.params.task === "collapse" ? <CollapseView {...props} /> : <TrainingView {...props} />;
}
