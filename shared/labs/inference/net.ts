/** The net as a chain of layers: blocks of convolution and pooling (LeCun et al. 1998), dense layers, and what ends it; without blocks a perceptron. */
import type { ActivationKind } from "../../nets/activations.ts";
import type { Chain, ChainLayer } from "../../nets/chain.ts";
import {
  activationLayer,
  convolutionLayer,
  denseLayer,
  depthwiseLayer,
  normLayers,
  oddsLayer,
  poolingLayers,
} from "../nets/chain-layers.ts";

type Layers = readonly ChainLayer[];
/** What the labs of this family ask of a net. */
export interface NetParams {
  /** Filters of each block of convolution. */
  readonly channels: readonly number[];
  readonly kernel: string;
  readonly pooling: "max" | "average" | "none";
  readonly dense: readonly number[];
  readonly activation: ActivationKind;
  readonly normalisation?: "none" | "batch" | undefined;
  /** Blocks behind the first: convolutions, or filters per channel and then products at each pixel (Howard et al. 2017). Convolutions where left out. */
  readonly blocks?: "full" | "separable" | undefined;
}

/** `input`: height × width × channels of the picture, or the number of inputs. `end`: what follows the last layer, of `outputs` units. */
export function chainOf(
  params: NetParams,
  input: readonly number[],
  outputs: number,
  end: "linear" | "sigmoid" | "softmax" = "softmax",
): Chain {
  const { channels, kernel, pooling, dense, activation, normalisation = "none" } = params;
  const side = Number(kernel);
  /** Layers with weights so far: their names follow from it. */
  let weighted = 0;
  const bent = (layer: (name: string) => ChainLayer): Layers => {
    const name = `layer${weighted++}`;
    return [layer(name), ...normLayers(`${name}.norm`, normalisation), activationLayer(name, activation)];
  };
  const blocks = channels.flatMap((filters, b): Layers => {
    const isSeparable = params.blocks === "separable" && b > 0;
    const products = isSeparable
      ? [...bent((name) => depthwiseLayer(name, side)), ...bent((name) => convolutionLayer(name, filters, 1))]
      : bent((name) => convolutionLayer(name, filters, side));
    return [...products, ...poolingLayers(`layer${weighted - 1}`, pooling, "valid")];
  });
  const flat = [...dense, outputs].flatMap((units, i): Layers => {
    const name = `layer${weighted++}`;
    if (i < dense.length) return [denseLayer(name, units), activationLayer(name, activation)];
    const last: Layers = end === "softmax" ? [oddsLayer] : end === "sigmoid" ? [activationLayer(name, "sigmoid")] : [];
    return [denseLayer(name, units), ...last];
  });
  const rows: Layers = input.length > 1 ? [{ name: "rows", kind: "flatten" }] : [];
  return { input, layers: [...blocks, ...rows, ...flat] };
}
