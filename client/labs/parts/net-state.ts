/** What views ask of the run of a net, whatever net it is. */
import type { Arrays } from "../../../shared/arrays.ts";
import { isWhole, weightsIn } from "../../../shared/labs/nets/weights.ts";
import type { ViewProps } from "../view.ts";
import { useLast } from "./last.ts";

type Run = Pick<ViewProps, "fold">;

/** Weights of the newest net, by name: while it trains, of the last snapshot. Undefined before there is one. */
export function newestWeights({ fold }: Run): Arrays | undefined {
  const found = weightsIn(fold.output("train") ?? fold.snapshot("train"));
  return Object.keys(found).length > 0 ? found : undefined;
}

/** Whether there is a net, or has been one since the view is shown: at its beginning a run has none for a moment, and what the hand has set is to stay. */
export function useHadNet(run: Run): boolean {
  return useLast(newestWeights(run) && true) === true;
}

/** Of a trained net some or all weights were not kept with its result. `layers`: how many it has. */
export function lacksNet({ fold }: Run, layers?: number): boolean {
  const trained = fold.output("train");
  return trained !== undefined && !isWhole(weightsIn(trained), layers);
}

/** Whether a model of another program is run and not trained: then views show what follows from its answers alone. */
export function isOnlyRun({ fold }: Run): boolean {
  return fold.tasks.some(({ kind }) => kind === "foreign");
}

/** Changes with the net. */
export function netKey({ fold, version }: Pick<ViewProps, "fold" | "version">): string {
  return fold.output("train") || isOnlyRun({ fold }) ? `final ${fold.tasks.length}` : `step ${version}`;
}
