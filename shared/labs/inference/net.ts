/** The net as a chain of layers: blocks of convolution and pooling (LeCun et al. 1998), dense layers, and what ends it; without blocks a perceptron. */
import type { ActivationKind } from "../../nets/activations.ts";
import type { Chain, ChainLayer } from "../../nets/chain.ts";
import {
  activationLayer,
  convolutionLayer,
  denseLayer,
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
}

/** `input`: height × width × channels of the picture, or the number of inputs. `end`: what follows the last layer, of `outputs` units. */
export function chainOf(
  params: NetParams,
  input: readonly number[],
  outputs: number,
  end: "linear" | "sigmoid" | "softmax" = "softmax",
): Chain {
  const { channels, kernel, pooling, dense, activation, normalisation = "none" } = params;
  const blocks = channels.flatMap(
    (filters, b): Layers => [
      convolutionLayer(`layer${b}`, filters, Number(kernel)),
      ...normLayers(`layer${b}.norm`, normalisation),
      activationLayer(`layer${b}`, activation),
      ...poolingLayers(`layer${b}`, pooling, "valid"),
    ],
  );
  const flat = [...dense, outputs].flatMap((units, i): Layers => {
    const name = `layer${channels.length + i}`;
    if (i < dense.length) return [denseLayer(name, units), activationLayer(name, activation)];
    const last: Layers = end === "softmax" ? [oddsLayer] : end === "sigmoid" ? [activationLayer(name, "sigmoid")] : [];
    return [denseLayer(name, units), ...last];
  });
  const rows: Layers = input.length > 1 ? [{ name: "rows", kind: "flatten" }] : [];
  return { input, layers: [...blocks, ...rows, ...flat] };
}
