import type { Chain, ChainLayer } from "../../../nets/chain.ts";
import { BATCH_EPSILON, BATCH_MOMENTUM, LAYER_EPSILON } from "../../../nets/normalisation.ts";
import type { Fold } from "../../fold.ts";
import type { MlpParams } from "./fields.ts";
import { activationsOf } from "./net.ts";
import { weightsIn } from "./recording.ts";

/** The net as a list of layers, for other programs; its weights have the names that these layers give them. Undefined before a run is finished. */
export function mlpChain(fold: Fold, params: MlpParams): Chain | undefined {
  const weights = weightsIn(fold.output("train"));
  const { confusion, inputScale } = fold.output("evaluate") ?? {};
  const [first, last] = [0, params.hidden.length].map((l) => weights[`layer${l}.weights`]);
  if (!first || !last || !inputScale) return undefined;
  const hidden = params.hidden.flatMap((units, l) => hiddenLayers(params, l, units));
  const [, outputs] = last.shape;
  const end: readonly ChainLayer[] = [
    { name: `layer${params.hidden.length}`, kind: "dense", units: outputs, bias: true },
    ...(confusion ? [{ name: "classes", kind: "activation", activation: "softmax" } as const] : []),
  ];
  return { input: [first.shape[0]], layers: [...hidden, ...end] };
}

function hiddenLayers(params: MlpParams, l: number, units: number): readonly ChainLayer[] {
  const { normalisation, dropout: rate } = params;
  const name = `layer${l}`;
  const affine = { gain: true, bias: true };
  const norm = (): readonly ChainLayer[] => {
    if (normalisation === "none") return [];
    if (normalisation === "layer")
      return [{ name: `norm${l}`, kind: "layer-normalisation", epsilon: LAYER_EPSILON, ...affine }];
    const constants = { epsilon: BATCH_EPSILON, momentum: BATCH_MOMENTUM };
    return [{ name: `norm${l}`, kind: "batch-normalisation", ...constants, ...affine }];
  };
  return [
    { name, kind: "dense", units, bias: true },
    ...norm(),
    { name: `${name}.activation`, kind: "activation", activation: activationsOf(params)[l] },
    ...(rate > 0 ? [{ name: `${name}.dropout`, kind: "dropout", rate } as const] : []),
  ];
}
