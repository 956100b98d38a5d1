import type { Arrays } from "../../../../shared/arrays.ts";
import type { PpcaParams } from "../../../../shared/labs/factors/ppca/fields.ts";
import type { ViewProps } from "../../view.ts";

/** What every view of this lab is given. */
export type PpcaProps = ViewProps<PpcaParams>;

/** The fit so far. */
export function fitOf({ fold }: Pick<ViewProps, "fold">): Arrays | undefined {
  return fold.output("fit") ?? fold.snapshot("fit");
}

/** mean, loadings and sigma2 as they are now; undefined before the first. */
export function modelOf(props: Pick<ViewProps, "fold">): Arrays | undefined {
  const { mean, loadings, sigma2 } = fitOf(props) ?? {};
  return mean && loadings && sigma2 ? { mean, loadings, sigma2 } : undefined;
}

/** Changes with the model. */
export function modelKey({ experiment, fold, version }: Pick<ViewProps, "experiment" | "fold" | "version">): string {
  return `${experiment.seed} ${fold.output("fit") ? `final ${fold.tasks.length}` : version}`;
}
