import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import { coderChain } from "../../nets/coders/chain.ts";
import { layersOf } from "../../nets/coders/layers.ts";
import { meanNet } from "../../nets/variational/mean-net.ts";
import { trainedWeights } from "../../nets/weights.ts";
import type { TrainedChain } from "../../trained-chain.ts";
import { scalesOfColumns } from "../samples.ts";
import { taskParams, type VaeParams } from "./fields.ts";

/** From rows to the means of their reconstructions, by the means of their codes: the layers, with the weights that they have. */
export function vaeChain(
  fold: Fold,
  params: VaeParams,
  data: Table | null,
): (TrainedChain & { readonly weights: Arrays }) | undefined {
  const own = taskParams(params);
  const weights = trainedWeights(fold);
  const chain = coderChain(own, data);
  if (!data || !chain || !weights) return undefined;
  return { ...chain, ...scalesOfColumns(data, own), weights: meanNet(weights, own, layersOf(own, data).encoder) };
}
