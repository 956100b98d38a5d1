import { encodeSafetensors } from "../data/readers/safetensors/safetensors.ts";
import type { Params } from "../experiment/fields.ts";
import type { Fold } from "./fold.ts";
import type { Lab } from "./lab.ts";

/**
 * The trained weights of a finished run as safetensors, with the lab's conventions as metadata; undefined where the lab has no model or its run
 * is not finished.
 */
export function weightsFile(lab: Lab, fold: Fold, params: Params): Uint8Array<ArrayBuffer> | undefined {
  const weights = lab.weights?.(fold);
  return weights && encodeSafetensors(weights, { lab: lab.id, ...lab.conventions?.(params, fold) });
}
