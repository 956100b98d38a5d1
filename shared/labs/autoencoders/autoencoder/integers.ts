/** Which nets have a form in whole numbers. */
import { limits } from "../../../experiment/limits.ts";
import { QUANT_ACTIVATIONS, type QuantActivation } from "../../../quant/activations.ts";
import { isConvolutional, layersOf, type RowShape, weightCount } from "../../nets/coders/layers.ts";
import type { AutoencoderTaskParams } from "./fields.ts";

/** Whether integers have all that the net is made of. */
export function hasIntegers(params: AutoencoderTaskParams): boolean {
  const { activation, normalisation = "none" } = params;
  return !isConvolutional(params) && normalisation === "none" && integerActivation(activation) !== undefined;
}

export function integerActivation(activation: AutoencoderTaskParams["activation"]): QuantActivation | undefined {
  return QUANT_ACTIVATIONS.find((one) => one === activation);
}

/** Whether the edge would take the net. */
export function canQuantise(params: AutoencoderTaskParams, row: RowShape): boolean {
  const weights = weightCount(layersOf(params, row), params);
  return hasIntegers(params) && weights <= limits.inference.parameters && row.columns <= 8192;
}
