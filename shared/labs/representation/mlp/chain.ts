import type { ChainLayer } from "../../../nets/chain.ts";
import type { Fold } from "../../fold.ts";
import { activationLayer, denseLayer, dropoutLayers, normLayers, oddsLayer } from "../../nets/chain-layers.ts";
import type { TrainedChain } from "../../trained-chain.ts";
import type { MlpParams } from "./fields.ts";
import { activationsOf } from "./size.ts";

const DERIVED = ["squares", "product", "sines"] as const;

/** The net as a list of layers, for other programs; its weights have the names that these layers give them. Undefined before a run is finished. */
export function mlpChain(fold: Fold, params: MlpParams): TrainedChain | undefined {
  const { confusion, inputScale, targetScale } = fold.output("evaluate") ?? {};
  const { hidden, normalisation, dropout } = params;
  const [first, last] = [0, hidden.length].map((l) => fold.output("train")?.[`layer${l}.weights`]);
  if (!first || !last || !inputScale) return undefined;
  const activations = activationsOf(params);
  const layers = hidden.flatMap((units, l): readonly ChainLayer[] => [
    denseLayer(`layer${l}`, units),
    ...normLayers(`norm${l}`, normalisation),
    activationLayer(`layer${l}`, activations[l]),
    ...dropoutLayers(`layer${l}`, dropout),
  ]);
  const end = denseLayer(`layer${hidden.length}`, last.shape[1]);
  return {
    input: [first.shape[0]],
    layers: [...layers, end, ...(confusion ? [oddsLayer] : [])],
    inputScale: inputScale.values,
    ...(targetScale && { outputScale: targetScale.values }),
    derived: DERIVED.filter((one) => params[one]),
  };
}
