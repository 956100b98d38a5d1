import type { Keep, Recording } from "../../recording.ts";
import type { DbnParams } from "./fields.ts";
import { layerTask } from "./stack.ts";

/** The first stack, coarsely, what came back of some rows, and the curves; the other stacks and the nets have said theirs in the metrics. */
export function dbnRecording({ hidden }: DbnParams): Recording {
  const stack = hidden.map((_, l): readonly [string, Keep] => [`output/${layerTask(l, 0)}/weights`, { bits: 8 }]);
  const biases = hidden.map((_, l): readonly [string, Keep] => [`output/${layerTask(l, 0)}/*`, {}]);
  const errors = hidden.map((_, l): readonly [string, Keep] => [
    `records/${layerTask(l, 0)}/reconstructionError`,
    { bits: 8, evenly: 300 },
  ]);
  return {
    keep: {
      ...Object.fromEntries([...stack, ...biases, ...errors]),
      "output/reconstruct/errors": {},
      "output/reconstruct/shown": { bits: 8 },
      "output/*/*": "none",
      "records/evaluate/*": {},
      "records/rbm*/*": "none",
      "records/*/testAccuracy": { bits: "relative" },
      "records/*/testLoss": { bits: "relative" },
      "records/*/*": "none",
    },
  };
}
