import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import { type LayeredSpec, layeredCount, partsOf } from "../../../nets/layers.ts";
import type { AutoencoderTaskParams } from "./fields.ts";

/** Encoder down to the code, decoder mirrored; linear outputs. The code itself is neither normalised nor thinned out. */
export function specOf(params: AutoencoderTaskParams, columns: number): LayeredSpec {
  const { hidden, activation, code, loss, normalisation = "none", dropout = 0 } = params;
  const widths = [columns, ...hidden, ...hidden.slice(0, -1).reverse(), columns];
  const isCode = widths.slice(1, -1).map((_, l) => l === hidden.length - 1);
  return {
    widths,
    activations: isCode.map((own) => (own && code === "linear" ? "linear" : activation)),
    normalised: isCode.map((own) => !own && normalisation === "layer"),
    dropout: isCode.map((own) => (own ? 0 : dropout)),
    loss,
  };
}

/** Layers of the encoder: the code is what comes out of the last of them. */
export function codeLayer({ hidden }: Pick<AutoencoderTaskParams, "hidden">): number {
  return hidden.length;
}

/** Parameters part by part (a layer's matrix and vectors), and back. */
export function layerArrays(spec: LayeredSpec, parameters: Float32Array): Record<string, NDArray> {
  return Object.fromEntries(
    partsOf(spec).map(({ name, shape, from, to }) => [name, array(parameters.slice(from, to), [...shape])]),
  );
}

export function parametersOf(spec: LayeredSpec, arrays: Arrays): Float32Array {
  const out = new Float32Array(layeredCount(spec));
  for (const { name, from } of partsOf(spec)) out.set(arrays[name].values, from);
  return out;
}
