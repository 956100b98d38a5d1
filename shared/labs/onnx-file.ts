import type { Table } from "../data/table.ts";
import type { Params } from "../experiment/fields.ts";
import { writeOnnx } from "../nets/onnx/write.ts";
import type { Fold } from "./fold.ts";
import type { Lab } from "./lab.ts";
import { scalesBesideNet } from "./scales.ts";

/**
 * The trained net of a finished run as ONNX: samples in "x" (rows, or pictures channels first), answers in "y", any number of rows. The lab's conventions are the model's
 * properties, with what is otherwise than in them. Undefined where the lab has no such net or its run is not finished.
 */
export function onnxFile(
  lab: Lab,
  run: { readonly fold: Fold; readonly params: Params; readonly data: Table | null },
): Uint8Array<ArrayBuffer> | undefined {
  const { fold, params, data } = run;
  const chain = lab.chain?.(fold, params, data);
  const weights = chain?.weights ?? lab.weights?.(fold);
  if (!chain || !weights) return undefined;
  return writeOnnx(chain, weights, {
    lab: lab.id,
    ...scalesBesideNet(lab, run),
    ...lab.conventions?.(params, fold),
    ...inOnnx,
  });
}

/** The lab speaks of the weights as they are here. */
const inOnnx = {
  onnx: "pictures are samples x channels x height x width; filters outputs x inputs x height x width; rows of a dense layer after a flattened picture go by channels",
} as const;
