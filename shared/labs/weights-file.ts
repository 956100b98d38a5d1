import { encodeSafetensors } from "../data/readers/safetensors/safetensors.ts";
import type { Table } from "../data/table.ts";
import type { Params } from "../experiment/fields.ts";
import type { Fold } from "./fold.ts";
import type { Lab } from "./lab.ts";
import { scalesOfWeights } from "./scales.ts";

/**
 * The trained weights of a finished run as safetensors, with the lab's conventions as metadata, and what columns are centred and divided by; undefined where
 * the lab has no model or its run is not finished.
 */
export function weightsFile(
  lab: Lab,
  run: { readonly fold: Fold; readonly params: Params; readonly data: Table | null },
): Uint8Array<ArrayBuffer> | undefined {
  const { fold, params } = run;
  const weights = lab.weights?.(fold);
  return (
    weights &&
    encodeSafetensors(weights, { lab: lab.id, ...scalesOfWeights(lab, run), ...lab.conventions?.(params, fold) })
  );
}
