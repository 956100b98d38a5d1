/** Which nets have a form in whole numbers. */
import { limits } from "../../experiment/limits.ts";
import { QUANT_ACTIVATIONS, type QuantActivation } from "../../quant/activations.ts";
import type { Fold } from "../fold.ts";
import type { CoderParams } from "../nets/coders/fields.ts";
import { isConvolutional, layersOf, type RowShape, weightCount } from "../nets/coders/layers.ts";

/** Whether integers have all that the net is made of. */
function hasIntegers(params: CoderParams): boolean {
  const { activation, normalisation = "none" } = params;
  return !isConvolutional(params) && normalisation === "none" && integerActivation(activation) !== undefined;
}

export function integerActivation(activation: CoderParams["activation"]): QuantActivation | undefined {
  return QUANT_ACTIVATIONS.find((one) => one === activation);
}

/** Whether the edge would take the net. */
export function canQuantise(params: CoderParams, row: RowShape): boolean {
  const weights = weightCount(layersOf(params, row), params);
  return hasIntegers(params) && weights <= limits.inference.parameters && row.columns <= 8192;
}

/** The net in whole numbers of a finished run. */
export const quantisedModel = (fold: Fold) =>
  fold.output("quantise")?.file.values as Uint8Array<ArrayBuffer> | undefined;
