import type { Arrays } from "../../../../shared/arrays.ts";
import type { DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { layerTask, machinesOf } from "../../../../shared/labs/partition/dbn/stack.ts";
import type { ViewProps } from "../../view.ts";

type Props = Pick<ViewProps<DbnParams>, "fold" | "experiment">;

/** Machines of the first stack that are known, the one under way the last. */
export function stackOf({ fold, experiment }: Props): readonly Arrays[] {
  return machinesOf(fold, experiment.params.hidden.length);
}

/** Changes when a question about the first `depth` machines has another answer: when a layer begins, and when it has ended. */
export function stackKey({ fold, experiment }: Props, depth: number): string {
  return `${experiment.seed} ${depth} ${fold.output(layerTask(depth - 1, 0)) === undefined ? "training" : "trained"}`;
}
