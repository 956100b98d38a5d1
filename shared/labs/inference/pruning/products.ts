/** The products of a net's layers as the kernel takes them, and what each costs dense and sparse. */
import type { Arrays } from "../../../arrays.ts";
import { type Dense, packDense, padded, type Windows } from "../../../kernels/row-blocks/index.ts";
import type { Chain, ChainLayer } from "../../../nets/chain.ts";
import { shapesOf, windowsOver } from "../../nets/chain/shapes.ts";
import { inputOf, trace } from "../../nets/chain/trace.ts";
import { weightedLayers } from "../connections.ts";

export interface LayerProduct {
  readonly name: string;
  readonly dense: Dense;
  readonly windows: Windows | undefined;
  /** What goes into it for one sample, zeros around a picture included. */
  readonly x: Float32Array;
}

/** Of each layer with weights, for one sample that goes through the net. */
export function productsOf(chain: Chain, weights: Arrays, sample: Float32Array): readonly LayerProduct[] {
  const run = trace(chain, weights, sample);
  const own = weightedLayers(chain);
  return chain.layers.flatMap((layer, l) => {
    if (!own.some(({ name }) => name === layer.name)) return [];
    const { shape, values } = inputOf(run, l);
    const matrix = weights[`${layer.name}.weights`];
    const outputs = matrix.shape[matrix.shape.length - 1];
    const bias = weights[`${layer.name}.bias`];
    const dense = packDense(
      Float32Array.from(matrix.values),
      outputs,
      bias ? Float32Array.from(bias.values) : undefined,
    );
    const over = layer.kind === "convolution" ? windowsWithZeros(layer, shape) : undefined;
    const x = over ? padded(values, [shape[0], shape[1]], over.windows, over.before) : values;
    return [{ name: layer.name, dense, windows: over?.windows, x }];
  });
}

function windowsWithZeros(layer: ChainLayer & { readonly kind: "convolution" }, shape: readonly number[]) {
  const { kernel, stride, before, out } = windowsOver(layer, shape);
  const windows: Windows = {
    kernel,
    stride,
    channels: shape[2],
    paddedHeight: (out[0] - 1) * stride[0] + kernel[0],
    paddedWidth: (out[1] - 1) * stride[1] + kernel[1],
  };
  return { windows, before };
}

export interface Costs {
  /** Products of a weight and a number for one sample: of all weights, and of those that are not 0. */
  readonly macs: number;
  readonly keptMacs: number;
}

/** Of dense layers and convolutions. */
export function macsOf(chain: Chain, weights: Arrays): Costs {
  const shapes = shapesOf(chain);
  let [macs, keptMacs] = [0, 0];
  for (const [l, layer] of chain.layers.entries()) {
    if (layer.kind !== "dense" && layer.kind !== "convolution") continue;
    const { values } = weights[`${layer.name}.weights`];
    const places = layer.kind === "convolution" ? shapes[l][0] * shapes[l][1] : 1;
    let kept = 0;
    for (let i = 0; i < values.length; i++) if (values[i] !== 0) kept++;
    macs += places * values.length;
    keptMacs += places * kept;
  }
  return { macs, keptMacs };
}
