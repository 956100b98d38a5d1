/** The model of a finished run in the format that was chosen. */
import { limits } from "../../../experiment/limits.ts";
import type { Fold } from "../../fold.ts";
import { countOf, trainedWeights } from "../../nets/weights.ts";
import type { Chosen } from "./formats.ts";

/** The format that a run publishes: that which it times. */
export function chosenFormat(fold: Pick<Fold, "tasks">): Chosen | undefined {
  return fold.tasks.find(({ kind }) => kind === "times")?.params.format as Chosen | undefined;
}

/** As safetensors; undefined before there is one, and where the edge would not take it. */
export function chosenModel(fold: Fold): Uint8Array<ArrayBuffer> | undefined {
  const { file, multiplyAdds } = fold.output(chosenFormat(fold) ?? "") ?? {};
  const { inference } = limits;
  const parameters = countOf(trainedWeights(fold) ?? {});
  if (!file || multiplyAdds.values[0] > inference.multiplyAdds || parameters > inference.parameters) return undefined;
  return file.values as Uint8Array<ArrayBuffer>;
}
