import type { ChainLayer } from "../../../nets/chain.ts";
import type { Fold } from "../../fold.ts";
import { activationLayer, denseLayer } from "../../nets/chain-layers.ts";
import type { TrainedChain } from "../../trained-chain.ts";
import type { DepthParams, TrainingParams } from "./fields.ts";
import { taskOf } from "./sides.ts";
import { inputsOf, trainingPoints } from "./target.ts";

/** The first deep net as a list of layers, for other programs; its weights have the names that these layers give them. Undefined before it is trained. */
export function depthChain(fold: Fold, params: DepthParams): TrainedChain | undefined {
  const name = taskOf("deep", 0);
  if (params.topic !== "training" || !fold.output(name)) return undefined;
  const { hidden, target } = params as TrainingParams;
  const layers = hidden.flatMap((units, l): readonly ChainLayer[] => [
    denseLayer(`${name}.layer${l}`, units),
    activationLayer(`${name}.layer${l}`, "relu"),
  ]);
  return {
    input: [inputsOf(target)],
    layers: [...layers, denseLayer(`${name}.layer${hidden.length}`, 1)],
    rows: trainingPoints(params as TrainingParams).inputs,
  };
}
