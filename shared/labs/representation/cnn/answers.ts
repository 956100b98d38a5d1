import type { Tensor } from "../../../nets/tensor.ts";
import { pictureAnswers } from "../../nets/answers.ts";
import { trainedCnn } from "./net.ts";

const numbered = (name: string, tensors: readonly Tensor[]) =>
  Object.fromEntries(tensors.map((tensor, i) => [`${name}${i}`, tensor]));

/** Of a picture on its way: `map<b>`, `pooled<b>` (height × width × filters) of each block, `dense<i>`, `logits`, `probabilities`. */
export const cnnAnswers = pictureAnswers(trainedCnn, ({ maps, pooled, dense, logits, probabilities }) => ({
  ...numbered("map", maps),
  ...numbered("pooled", pooled),
  ...numbered("dense", dense),
  logits,
  probabilities,
}));
