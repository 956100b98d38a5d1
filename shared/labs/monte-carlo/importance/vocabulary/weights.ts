import type { Arrays } from "../../../../arrays.ts";
import type { Fold } from "../../../fold.ts";

/** The trained model of a finished run; undefined where it is none, or was not kept. */
export function modelIn(fold: Fold): Arrays | undefined {
  for (const { id, kind } of fold.tasks) {
    const { contexts, outputs, biases } = (kind === "train" && fold.output(id)) || {};
    if (contexts && outputs && biases) return { contexts, outputs, biases };
  }
  return undefined;
}
