import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { ChainLayer } from "../../../nets/chain.ts";
import type { Fold } from "../../fold.ts";
import { activationLayer, denseLayer, oddsLayer } from "../../nets/chain-layers.ts";
import { isWhole, weightsIn } from "../../nets/weights.ts";
import type { TrainedChain } from "../../trained-chain.ts";
import { labelledOf, rowsOf, scaleFor } from "./data.ts";
import type { ArmParams, AugmentationParams } from "./fields.ts";
import { netTask } from "./names.ts";

const SAVED = ["real", "augmented"] as const;

/** Of the first repeat the net with samples, as a list of layers, for other programs. Undefined before it is done. */
export function augmentationChain(
  fold: Fold,
  params: AugmentationParams,
  data: Table | null,
): TrainedChain | undefined {
  const id = netTask("augmented", 0);
  const weights = weightsIn(fold.output(id));
  const task = fold.tasks.find((one) => one.id === id);
  if (!task || !data?.labels || !isWhole(weights)) return undefined;
  const rows = rowsOf(params, data);
  const { mean, deviation } = scaleFor(rows, labelledOf(rows, task.params as unknown as ArmParams));
  const layers = params.hidden.flatMap((units, l): readonly ChainLayer[] => [
    denseLayer(`layer${l}`, units),
    activationLayer(`layer${l}`, "relu"),
  ]);
  const last = denseLayer(`layer${params.hidden.length}`, rows.classes.length);
  return {
    input: [data.columns],
    layers: [...layers, last, oddsLayer],
    weights,
    inputScale: Float64Array.of(...mean, ...deviation),
  };
}

/** Both nets of the first pair. Undefined where they are not whole. */
export function augmentationWeights(fold: Fold): Arrays | undefined {
  const nets = SAVED.map((arm) => [arm, weightsIn(fold.output(netTask(arm, 0)))] as const);
  if (!nets.every(([, own]) => isWhole(own))) return undefined;
  return Object.fromEntries(
    nets.flatMap(([arm, own]) => Object.entries(own ?? {}).map(([name, one]) => [`${arm}.${name}`, one] as const)),
  );
}
