/** The net without what is drawn in it. */
import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Chain } from "../../../nets/chain.ts";
import type { Fold } from "../../fold.ts";
import { coderChain } from "../../nets/coders/chain.ts";
import { layersOf } from "../../nets/coders/layers.ts";
import { trainedWeights } from "../../nets/weights.ts";
import { taskParams, type VaeParams, type VaeTaskParams } from "./fields.ts";

/** From rows to the means of their reconstructions, by the means of their codes: the layers, with the weights that they have. */
export function vaeChain(
  fold: Fold,
  params: VaeParams,
  data: Table | null,
): (Chain & { readonly weights: Arrays }) | undefined {
  const own = taskParams(params);
  const weights = trainedWeights(fold);
  const chain = coderChain(own, data);
  if (!data || !chain || !weights) return undefined;
  return { ...chain, weights: meanNet(weights, own, layersOf(own, data).encoder) };
}

/** The weights of the autoencoder that encodes a row as its posterior mean: those of the net without the log variances. */
export function meanNet(weights: Arrays, { hidden }: Pick<VaeTaskParams, "hidden">, encoder: number): Arrays {
  const name = `layer${encoder - 1}`;
  const width = hidden[hidden.length - 1];
  const own = Object.entries(weights).filter(([key]) => !key.endsWith(".logVariance"));
  return Object.fromEntries(
    own.map(([key, one]) => [key, key.startsWith(`${name}.`) ? firstColumns(one, width) : one]),
  );
}

/** Of rows, or of one row. */
function firstColumns({ shape, values }: NDArray, count: number): NDArray {
  const columns = shape[shape.length - 1];
  const rows = values.length / columns;
  const out = new Float32Array(rows * count);
  for (let r = 0; r < rows; r++) for (let c = 0; c < count; c++) out[r * count + c] = values[r * columns + c];
  return array(out, [...shape.slice(0, -1), count]);
}
