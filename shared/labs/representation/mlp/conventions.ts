import type { Fold } from "../../fold.ts";
import { activationInWords, initialInWords, normalisationInWords, optimizerInWords } from "../../nets/conventions.ts";
import type { MlpParams } from "./fields.ts";
import { activationsOf } from "./size.ts";

/** What other programs do otherwise; written into exported weights. */
export function mlpConventions(params: MlpParams, fold?: Fold): Readonly<Record<string, string>> {
  return {
    layout: "layerN.weights is inputs x outputs, row-major: y = x * weights + bias",
    inputs:
      "columns less their mean over their deviation (n in the denominator), both of the training rows; pixels as shares of 255",
    activations: activationsOf(params).map(activationInWords).join(", ") || "none",
    output: "classes: softmax of the last layer; a number: the last layer, times the target's deviation, plus its mean",
    loss: "classes: cross-entropy in nats, mean over rows; a number: mean of (y - t)^2 of standardised numbers; penalties apart",
    optimizer: optimizerInWords(params.optimizer),
    initial: initialInWords,
    ...(params.folds * params.members > 1 && {
      net: `without a number, and in ONNX or model.json, the first of ${params.folds * params.members}: ${[
        ...(params.folds > 1 ? [`of ${params.folds} folds`] : []),
        ...(params.members > 1 ? [`of an ensemble of ${params.members}`] : []),
      ].join(", ")}; netN.layerN, fold by fold, are the others; their scales are means, then deviations`,
    }),
    ...normalisationInWords(params.normalisation),
    ...scalesInWords(fold),
  };
}

/** The numbers by which inputs are standardised and the answer is brought back; none of pixels. */
function scalesInWords(fold: Fold | undefined): Readonly<Record<string, string>> {
  const { inputScale, targetScale } = fold?.output("evaluate") ?? {};
  const said = Object.entries({ input: inputScale, target: targetScale }).flatMap(([name, scale]) => {
    if (!scale) return [];
    const [, columns] = scale.shape;
    const [mean, deviation] = [scale.values.slice(0, columns), scale.values.slice(columns)];
    if (mean.every((value) => value === 0) && deviation.every((value) => value === 1)) return [];
    return [
      [`${name}Mean`, mean.join(", ")],
      [`${name}Deviation`, deviation.join(", ")],
    ];
  });
  return Object.fromEntries(said);
}
