import type { Table } from "../data/table.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { Params } from "../experiment/fields.ts";
import { type LayersModel, WriteError, writeChain } from "../nets/tfjs/write.ts";
import type { Fold } from "./fold.ts";
import type { Lab } from "./lab.ts";
import { scalesBesideNet } from "./scales.ts";

/**
 * The trained net of a finished run as a layers model of tensorflow.js, with the lab's conventions as "userDefinedMetadata": model.json, and the bytes that it looks
 * for in a file of that name beside it. Undefined where the lab has no such net or its run is not finished. Throws an ExperimentError that names the layer for a net
 * that tensorflow.js cannot express.
 */
export function tensorflowFiles(
  lab: Lab,
  run: { readonly fold: Fold; readonly params: Params; readonly data: Table | null },
  file: string,
): LayersModel | undefined {
  const { fold, params, data } = run;
  const found = lab.chain?.(fold, params, data);
  const weights = found?.weights ?? lab.weights?.(fold);
  if (!found || !weights) return undefined;
  try {
    return writeChain(found, weights, {
      file,
      metadata: { lab: lab.id, ...scalesBesideNet(lab, run), ...lab.conventions?.(params, fold) },
    });
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    const { layer, reason } = error;
    throw new ExperimentError("params", "not-in-tensorflow", `${error.message} (choose another, or save safetensors)`, {
      name: layer,
      value: reason,
    });
  }
}
