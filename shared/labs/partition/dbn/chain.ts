import type { Table } from "../../../data/table.ts";
import type { ChainLayer } from "../../../nets/chain.ts";
import type { Fold } from "../../fold.ts";
import { activationLayer, denseLayer, oddsLayer } from "../../nets/chain-layers.ts";
import { isWhole, weightsIn } from "../../nets/weights.ts";
import type { TrainedChain } from "../../trained-chain.ts";
import type { DbnParams } from "./fields.ts";
import { netTask } from "./stack.ts";

/** The first net that began with the stack, as a list of layers, for other programs. Undefined where none is fine-tuned, or it is not done. */
export function dbnChain(fold: Fold, params: DbnParams, data: Table | null): TrainedChain | undefined {
  const trained = fold.output(netTask("pretrained", 0));
  const weights = weightsIn(trained);
  if (params.goal !== "classify" || !trained || !data?.classes || !isWhole(weights)) return undefined;
  const layers = params.hidden.flatMap((units, l): readonly ChainLayer[] => [
    denseLayer(`layer${l}`, units),
    activationLayer(`layer${l}`, "sigmoid"),
  ]);
  const last = denseLayer(`layer${params.hidden.length}`, data.classes.length);
  const isBlackAndWhite = params.binarise === "threshold";
  return { input: [data.columns], layers: [...layers, last, oddsLayer], weights, isBlackAndWhite };
}
