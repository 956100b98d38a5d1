/** Windows over pictures in ONNX: rows and columns of zeros are written out, since "same" means other sides in other programs. */
import type { NDArray } from "../../arrays.ts";
import type { ChainLayer, Pair } from "../chain.ts";
import { windowsOf } from "../ops/windows.ts";
import { permuted } from "./arrange.ts";
import type { Building, Value } from "./graph.ts";

interface Place {
  readonly net: Building;
  /** Channels first. */
  readonly x: Value;
  weight(part: string): NDArray;
}

type Of<Kind extends ChainLayer["kind"]> = ChainLayer & { readonly kind: Kind };

interface Windows {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: "same" | "valid";
}

/** Sides that come out, and ONNX's settings: zeros above, to the left, below, to the right. */
function walked(x: Value, { kernel, stride, padding }: Windows) {
  const { out, before } = windowsOf("windows", [1, ...x.shape], kernel, { stride, padding });
  const after = [0, 1].map((d) => Math.max(0, (out[d] - 1) * stride[d] + kernel[d] - before[d] - x.shape[d]));
  return { out, settings: settingsOf(kernel, stride, [...before, ...after]) };
}

export const settingsOf = (kernel: Pair, stride: Pair, pads: readonly number[]) => ({
  kernel_shape: { ints: kernel },
  strides: { ints: stride },
  pads: { ints: pads },
});

/** Filters of ONNX: outputs × inputs × rows × columns; one input where each channel has its own. */
export function convolved({ net, x, weight }: Place, layer: Of<"convolution" | "depthwise-convolution">): Value {
  const { name, bias } = layer;
  const channels = x.shape[2];
  const own = weight("weights");
  const isDepthwise = layer.kind === "depthwise-convolution";
  const filters = isDepthwise
    ? deeper(permuted({ ...own, shape: own.shape.slice(0, 3) }, [2, 0, 1]))
    : permuted(own, [3, 2, 0, 1]);
  const { out, settings } = walked(x, layer);
  const inputs = [
    x.name,
    net.weights(`${name}.weights`, filters),
    ...(bias ? [net.weights(`${name}.bias`, weight("bias"))] : []),
  ];
  const y = net.node("Conv", name, inputs, { ...settings, group: { i: isDepthwise ? channels : 1 } });
  return { ...x, name: y, shape: [...out, layer.kind === "convolution" ? layer.filters : channels] };
}

const deeper = ({ shape: [channels, ...sides], values }: NDArray): NDArray => ({
  shape: [channels, 1, ...sides],
  values,
});

/** The way back of a convolution, which makes pictures of h · stride ("same") or h · stride + max(k − stride, 0). Filters of ONNX: inputs × outputs × rows × columns. */
export function transposed({ net, x, weight }: Place, layer: Of<"transposed-convolution">): Value {
  const { name, kernel, stride, padding, bias, filters } = layer;
  // Without zeros left off there would be (h − 1) · stride + k.
  const more = [0, 1].map((d) => kernel[d] - stride[d]);
  const before = more.map((zeros) => (padding === "same" ? Math.max(0, zeros) >> 1 : 0));
  const after = more.map((zeros, d) => (padding === "same" ? Math.max(0, zeros) - before[d] : 0));
  const inputs = [
    x.name,
    net.weights(`${name}.weights`, permuted(weight("weights"), [3, 2, 0, 1])),
    ...(bias ? [net.weights(`${name}.bias`, weight("bias"))] : []),
  ];
  const y = net.node("ConvTranspose", name, inputs, {
    ...settingsOf(kernel, stride, [...before, ...after]),
    output_padding: { ints: more.map((zeros) => Math.max(0, -zeros)) },
  });
  const sides = stride.map((step, d) => x.shape[d] * step + (padding === "valid" ? Math.max(0, more[d]) : 0));
  return { ...x, name: y, shape: [...sides, filters] };
}

/** Means are of the cells inside the picture. */
export function pooled({ net, x }: Place, layer: Of<"max-pooling" | "average-pooling">): Value {
  const { name, kind, size, stride, padding } = layer;
  const { out, settings } = walked(x, { kernel: size, stride, padding });
  const isMean = kind === "average-pooling";
  const y = net.node(isMean ? "AveragePool" : "MaxPool", name, [x.name], {
    ...settings,
    ...(isMean && { count_include_pad: { i: 0 } }),
  });
  return { ...x, name: y, shape: [...out, x.shape[2]] };
}
