import type { Arrays } from "../../../../shared/arrays.ts";
import type { DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { layerTask, machinesOf, withoutLabels } from "../../../../shared/labs/partition/dbn/stack.ts";
import type { ViewProps } from "../../view.ts";

type Props = Pick<ViewProps<DbnParams>, "fold" | "experiment" | "data">;

/** Machines of the first stack that are known, the one under way the last. */
export function stackOf({ fold, experiment }: Props): readonly Arrays[] {
  return machinesOf(fold, experiment.params.hidden.length);
}

/** Labels that the top machine sees after the layer below; 0 where it sees none, or is not known yet. */
export function labelsOf({ experiment, data }: Props, machines: readonly Arrays[]): number {
  const { labels, hidden } = experiment.params;
  if (labels !== "top" || machines.length < hidden.length) return 0;
  const seen = machines[hidden.length - 1].visibleBias.values.length;
  return seen - (hidden.length > 1 ? hidden[hidden.length - 2] : (data?.columns ?? seen));
}

/** The same machines without labels: what leads from one layer to the next. */
export function pathOf(props: Props): readonly Arrays[] {
  const machines = stackOf(props);
  const labels = labelsOf(props, machines);
  return labels === 0
    ? machines
    : machines.map((own, l) => (l < machines.length - 1 ? own : withoutLabels(own, labels)));
}

/** Changes when a question about the first `depth` machines has another answer: when a layer begins, and when it has ended. */
export function stackKey({ fold, experiment }: Props, depth: number): string {
  return `${experiment.seed} ${depth} ${fold.output(layerTask(depth - 1, 0)) === undefined ? "training" : "trained"}`;
}
