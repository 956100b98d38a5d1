import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import { coderChain } from "../../nets/coders/chain.ts";
import { layersOf } from "../../nets/coders/layers.ts";
import { meanNet } from "../../nets/variational/mean-net.ts";
import { trainedWeights } from "../../nets/weights.ts";
import type { TrainedChain } from "../../trained-chain.ts";
import { type FactorsOfVariationParams, taskParams } from "./fields.ts";

/** From pictures to their reconstructions by the means of their codes, for other programs: the layers, with the weights that they have. */
export function factorsChain(
  fold: Fold,
  params: FactorsOfVariationParams,
  data: Table | null,
): TrainedChain | undefined {
  const own = taskParams(params);
  const weights = trainedWeights(fold);
  const chain = coderChain({ ...own, loss: "cross-entropy" }, data);
  if (!data || !chain || !weights) return undefined;
  return { ...chain, weights: meanNet(weights, own, layersOf(own, data).encoder) };
}
