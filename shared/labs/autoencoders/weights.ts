import type { Arrays } from "../../arrays.ts";
import type { Table } from "../../data/table.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import type { Model } from "../../nets/model.ts";
import { parametersOf } from "../../nets/plan.ts";
import { checkWeights } from "../../nets/weights.ts";
import type { CoderParams } from "../nets/coders/fields.ts";
import { isConvolutional } from "../nets/coders/layers.ts";

/** What parts of layers are called in files of tensorflow.js, and here. */
const PARTS: Readonly<Record<string, string>> = { kernel: "weights", bias: "bias", gamma: "gain", beta: "bias" };

/** The weights that training begins with, if there are some, by the lab's names: of a model of tensorflow.js, which must be one that this lab wrote. */
export function initialWeights({ model, weights }: Pick<Table, "model" | "weights">, lab: string): Arrays | undefined {
  if (!model || !weights) return weights;
  const { name } = model;
  if (!model.text.includes(`"userDefinedMetadata":{"lab":"${lab}"`))
    throw new ExperimentError(
      "data.files",
      "not-own-model",
      `${name}: not a model that this lab wrote (must be one: others train as multilayer perceptron or convolutional net)`,
      { name },
    );
  return Object.fromEntries(
    Object.entries(weights).map(([path, array]) => {
      const [layer, part] = path.split("/");
      return [`${layer}.${PARTS[part] ?? part}`, array];
    }),
  );
}

/** Initial weights, where there are some, must be those of the net that the parameters describe. Throws an ExperimentError. */
export function checkStart(lab: string, params: CoderParams, table: Table, model: Model): void {
  const { columns } = table;
  const weights = initialWeights(table, lab);
  if (!weights) return;
  const first = Object.hasOwn(weights, "layer0.weights") ? weights["layer0.weights"].shape : [];
  if (!isConvolutional(params) && first.length === 2 && first[0] !== columns)
    throw new ExperimentError(
      "data.files",
      "weights-of-other-data",
      `weights: from a net that takes ${first[0]} inputs, the data have ${columns} columns (choose the data it was trained on, or leave the weights out)`,
      { value: columns, expected: first[0] },
    );
  checkWeights(parametersOf([model.build(1, false).losses]), weights);
}
