/** How labs name what they take of other programs' models, and the settings of convolutions that they have. */
import type { Arrays } from "../../arrays.ts";
import { type Block, type ForeignNet, normWeights, unknownLayer, weightsOf } from "../foreign.ts";

/** Weights of all layers by the labs' names, "layer0.weights", …; those of the last layer are given. `normOf`: the name of a layer's normalisation. */
export function adoptedWeights(net: ForeignNet, end: Arrays, normOf: (layer: number) => string): Arrays {
  const under = (name: string, arrays: Arrays) =>
    Object.entries(arrays).map(([part, array]) => [`${name}.${part}`, array] as const);
  const hidden = net.blocks
    .slice(0, -1)
    .flatMap((block, l) => [
      ...under(`layer${l}`, { ...weightsOf(net, block) }),
      ...under(normOf(l), normWeights(net, block)),
    ]);
  return Object.fromEntries([...hidden, ...under(`layer${net.blocks.length - 1}`, end)]);
}

/** Filters of a convolution that leaves maps as large as they were. Throws an ExperimentError that names another layer. */
export function filtersOf(model: string, { layer, norm }: Block): number {
  if (layer.kind !== "convolution") throw unknownLayer(model, layer.name, layer.kind);
  if (norm?.kind === "layer-normalisation") throw unknownLayer(model, norm.name, norm.kind);
  const { padding, stride } = layer;
  if (padding !== "same" || stride.some((step) => step !== 1))
    throw unknownLayer(model, layer.name, `padding ${padding}, strides ${stride.join(" × ")}; same, 1 × 1`);
  return layer.filters;
}

/** Their side, or sides where these differ. */
export function kernelOf({ layer }: Block): string {
  if (layer.kind !== "convolution") return "";
  const [down, right] = layer.kernel;
  return down === right ? String(down) : `${down} × ${right}`;
}

export function poolingOf(model: string, { pooling }: Block): "none" | "max" | "average" {
  if (!pooling) return "none";
  const { size, stride, padding } = pooling;
  if ([...size, ...stride].some((extent) => extent !== 2) || padding !== "valid")
    throw unknownLayer(model, pooling.name, `${size.join(" × ")}, ${padding}; 2 × 2, valid`);
  return pooling.kind === "max-pooling" ? "max" : "average";
}

export const unitsOf = ({ layer }: Block): number => (layer.kind === "dense" ? layer.units : 0);
