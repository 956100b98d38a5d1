import { type Arrays, array, type NDArray } from "../arrays.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { ParameterLayout } from "./plan.ts";
import { sameShape, sizeOf } from "./tensor.ts";

/** The parameters of a block, each under its name. Fresh copies. */
export function weightsOf({ parts }: ParameterLayout, block: Float32Array): Record<string, NDArray> {
  return Object.fromEntries(
    parts.map(({ name, tensor: { shape }, offset }) => [
      name,
      array(block.slice(offset, offset + sizeOf(shape)), [...shape]),
    ]),
  );
}

/** Puts weights into a block, zeros between them. Throws an ExperimentError for weights that are not those of the net. */
export function loadWeights(layout: ParameterLayout, block: Float32Array, weights: Arrays): void {
  checkWeights(layout, weights);
  for (const { name, offset } of layout.parts) block.set(weights[name].values as Float32Array, offset);
}

/** Throws an ExperimentError that names the first weight which is missing or of another shape. */
export function checkWeights({ parts }: ParameterLayout, weights: Arrays): void {
  const names = Object.keys(weights);
  if (parts.length > 0 && !parts.some(({ name }) => names.includes(name))) {
    const expected = parts.map(({ name, tensor: { shape } }) => `${name} (${shape.join(" × ")})`).join(", ");
    const value = names.slice(0, 6).join(", ");
    throw new ExperimentError(
      "data.files",
      "weights-of-other-names",
      `weights: the file holds ${value || "nothing"} (must be ${expected}: rename its tensors, weights as inputs × outputs)`,
      { value, expected },
    );
  }
  for (const { name, tensor } of parts) {
    const found = Object.hasOwn(weights, name) ? weights[name].shape : undefined;
    if (found && sameShape(found, tensor.shape)) continue;
    const expected = tensor.shape.join(" × ");
    throw new ExperimentError(
      "data.files",
      "weight-does-not-fit",
      `weights: ${name} is ${found?.join(" × ") ?? "missing"} (must be ${expected}: set the layers of the net to those of the file)`,
      { value: name, found: found?.join(" × ") ?? "–", expected },
    );
  }
}
