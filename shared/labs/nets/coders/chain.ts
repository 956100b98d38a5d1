import type { Table } from "../../../data/table.ts";
import type { Chain, ChainLayer, ChainStep, Pair } from "../../../nets/chain.ts";
import { sameShape, sizeOf } from "../../../nets/tensor.ts";
import { activationLayer, denseLayer, dropoutLayers, normLayers, poolingLayers } from "../chain-layers.ts";
import type { CoderParams, ReconstructionLoss } from "./fields.ts";
import { activationKind, type Layer, layersOf } from "./layers.ts";

/**
 * The net as a list of layers, for other programs: from rows of the table to their reconstructions. Its weights have the names that these layers give them. Undefined
 * without the table, whose pictures' size is part of the net.
 */
export function coderChain(params: CoderParams & ReconstructionLoss, data: Table | null): Chain | undefined {
  if (!data) return undefined;
  const { layers } = layersOf(params, data);
  const body = layers.flatMap((layer, l) => [
    ...shaping(layer, l === 0 ? [data.columns] : givenBy(layers[l - 1])),
    ...sums(layer, params),
    ...after(layer, params),
  ]);
  const last = layers[layers.length - 1];
  const end: ChainLayer[] = givenBy(last).length === 1 ? [] : [{ name: "rows", kind: "flatten" }];
  if (params.loss !== "mse") end.push({ name: "values", kind: "activation", activation: "sigmoid" });
  return { input: [data.columns], layers: [...body, ...end] };
}

/** Dense layers give vectors, also where pictures follow. */
const givenBy = ({ kind, to }: Layer): readonly number[] => (kind === "dense" ? [sizeOf(to)] : to);

const shaping = ({ name, from }: Layer, shape: readonly number[]): readonly ChainLayer[] =>
  sameShape(from, shape) || from.length === 1 ? [] : [{ name: `${name}.shape`, kind: "reshape", shape: from }];

/** The products of a layer, as other programs have them: what goes in has the shape of `from`, what comes out of a dense layer is a vector. */
export function sums(
  { name, kind, from, to }: Pick<Layer, "name" | "kind" | "from" | "to">,
  { kernel = 3, growing, shrinking }: Pick<CoderParams, "kernel" | "growing" | "shrinking">,
): readonly ChainLayer[] {
  if (kind === "dense") {
    const flat: readonly ChainLayer[] = from.length === 1 ? [] : [{ name: `${name}.rows`, kind: "flatten" }];
    return [...flat, denseLayer(name, sizeOf(to))];
  }
  const [, , filters] = to;
  const common = { kernel: [kernel, kernel], filters, bias: true } as const;
  if (kind === "down") {
    const step = shrinking === "max-pooling" ? 1 : 2;
    return [{ name, kind: "convolution", ...common, stride: [step, step], padding: "same" }];
  }
  const cut: Pair = [2 * from[0] - to[0], 2 * from[1] - to[1]];
  return growing === "upsampling" ? repeated(name, common, cut) : transposed(name, common, cut);
}

type Common = Pick<ChainStep & { readonly kind: "convolution" }, "kernel" | "filters" | "bias">;

/** A side that was odd has one pixel less: where the windows of a convolution over it begin decides at which end. */
function transposed(name: string, common: Common, cut: Pair): readonly ChainLayer[] {
  const [kernel] = common.kernel;
  const before = (Math.max(kernel - 1, 0) >> 1) - (Math.max(kernel - 2, 0) >> 1);
  const ends = (less: number): Pair => (less === 0 ? [0, 0] : [before, 1 - before]);
  const whole: ChainLayer = { name, kind: "transposed-convolution", ...common, stride: [2, 2], padding: "same" };
  if (cut[0] + cut[1] === 0) return [whole];
  return [whole, { name: `${name}.size`, kind: "cropping", rows: ends(cut[0]), columns: ends(cut[1]) }];
}

function repeated(name: string, common: Common, cut: Pair): readonly ChainLayer[] {
  const [kernel] = common.kernel;
  const before = (kernel - 1) >> 1;
  const after = kernel - 1 - before;
  return [
    { name: `${name}.repeat`, kind: "upsampling", factor: [2, 2] },
    { name: `${name}.zeros`, kind: "zeros", rows: [before, after - cut[0]], columns: [before, after - cut[1]] },
    { name, kind: "convolution", ...common, stride: [1, 1], padding: "valid" },
  ];
}

/** Normalisation, activation, pooling and dropout, as far as the layer has them. */
function after({ name, kind, activation, normalised, dropout }: Layer, params: CoderParams) {
  const own = activationKind(activation);
  return [
    ...normLayers(`${name}.norm`, normalised ? "layer" : "none"),
    ...(own === "linear" ? [] : [activationLayer(name, own)]),
    ...poolingLayers(name, kind === "down" && params.shrinking === "max-pooling" ? "max" : "none", "same"),
    ...dropoutLayers(name, dropout),
  ];
}
