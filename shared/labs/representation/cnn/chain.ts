import type { Table } from "../../../data/table.ts";
import type { Chain, ChainLayer } from "../../../nets/chain.ts";
import {
  activationLayer,
  convolutionLayer,
  denseLayer,
  dropoutLayers,
  normLayers,
  oddsLayer,
  poolingLayers,
} from "../../nets/chain-layers.ts";
import type { CnnParams } from "./fields.ts";

/** The net as a list of layers, for other programs: from pictures (0 to 1) to the odds of the classes. Its weights have the names that these layers give them. */
export function cnnChain(params: CnnParams, data: Table | null): Chain | undefined {
  if (!data?.image || !data.classes) return undefined;
  const { height, width, channels } = data.image;
  const { activation, pooling, normalisation, dense, dropout } = params;
  const blocks = params.channels.flatMap((filters, b): readonly ChainLayer[] => [
    convolutionLayer(`layer${b}`, filters, Number(params.kernel)),
    ...normLayers(`layer${b}.norm`, normalisation),
    activationLayer(`layer${b}`, activation),
    ...poolingLayers(`layer${b}`, pooling, "valid"),
  ]);
  const flat = [...dense, data.classes.length].flatMap((units, i): readonly ChainLayer[] => {
    const name = `layer${params.channels.length + i}`;
    const after = i < dense.length ? activationLayer(name, activation) : oddsLayer;
    return [...dropoutLayers(name, dropout), denseLayer(name, units), after];
  });
  return { input: [height, width, channels], layers: [...blocks, { name: "rows", kind: "flatten" }, ...flat] };
}
