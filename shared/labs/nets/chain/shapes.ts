/** What comes out of each layer of a chain, and what it costs: from shapes alone, before anything runs. */
import { ExperimentError } from "../../../experiment/errors.ts";
import type { Chain, ChainLayer } from "../../../nets/chain.ts";
import { type Windows, windowsOf } from "../../../nets/ops/windows.ts";
import type { Shape } from "../../../nets/tensor.ts";

export const sizeOf = (shape: Shape): number => shape.reduce((product, extent) => product * extent, 1);

type Of<Kind extends ChainLayer["kind"]> = ChainLayer & { readonly kind: Kind };
export type Convolution = Of<"convolution"> | Of<"depthwise-convolution">;
export type Pooling = Of<"max-pooling"> | Of<"average-pooling">;

/** How the windows of a layer go over a picture of `shape`, height × width × channels. Throws a RangeError where they do not fit. */
export function windowsOver(layer: Convolution | Pooling, shape: Shape): Windows {
  const { stride, padding } = layer;
  return windowsOf(layer.name, [1, ...shape], "kernel" in layer ? layer.kernel : layer.size, { stride, padding });
}

/** Shape of one sample behind the layer. Throws an ExperimentError for a layer whose numbers are not followed here. */
export function shapeAfter(layer: ChainLayer, shape: Shape): Shape {
  const [height, width, channels] = shape;
  switch (layer.kind) {
    case "dense":
      return [...shape.slice(0, -1), layer.units];
    case "convolution":
      return [...windowsOver(layer, shape).out, layer.filters];
    case "depthwise-convolution":
    case "max-pooling":
    case "average-pooling":
      return [...windowsOver(layer, shape).out, channels];
    case "global-average-pooling":
      return [channels];
    case "upsampling":
      return [height * layer.factor[0], width * layer.factor[1], channels];
    case "zeros":
      return [height + layer.rows[0] + layer.rows[1], width + layer.columns[0] + layer.columns[1], channels];
    case "cropping":
      return [height - layer.rows[0] - layer.rows[1], width - layer.columns[0] - layer.columns[1], channels];
    case "flatten":
      return [sizeOf(shape)];
    case "reshape":
      return layer.shape;
    case "activation":
    case "dropout":
    case "batch-normalisation":
    case "layer-normalisation":
      return shape;
    case "transposed-convolution":
    case "embedding":
      throw new ExperimentError(
        "data.files",
        "layer-not-followed",
        `layer ${layer.name} (${layer.kind}) is not followed number by number (use dense layers, convolutions and pooling)`,
        { name: layer.name, value: layer.kind },
      );
    default:
      return layer satisfies never;
  }
}

/** Shapes behind each layer. */
export function shapesOf({ input, layers }: Chain): readonly Shape[] {
  let now: Shape = input;
  return layers.map((layer) => {
    now = shapeAfter(layer, now);
    return now;
  });
}

export interface LayerCost {
  readonly shape: Shape;
  /** Numbers that it has learnt, moving averages among them. */
  readonly parameters: number;
  /** Multiply-adds of one sample: products of weights. Normalisation counts one per number, activations and pooling none. */
  readonly macs: number;
  /** Of its weights and of what comes out, as float32. */
  readonly weightBytes: number;
  readonly valueBytes: number;
}

export function costsOf(chain: Chain): readonly LayerCost[] {
  const shapes = shapesOf(chain);
  return chain.layers.map((layer, l) => {
    const before = l === 0 ? chain.input : shapes[l - 1];
    const parameters = parametersOf(layer, before);
    const shape = shapes[l];
    return {
      shape,
      parameters,
      macs: macsOf(layer, before, shape),
      weightBytes: 4 * parameters,
      valueBytes: 4 * sizeOf(shape),
    };
  });
}

function parametersOf(layer: ChainLayer, before: Shape): number {
  const inputs = before[before.length - 1];
  switch (layer.kind) {
    case "dense":
      return (inputs + Number(layer.bias)) * layer.units;
    case "convolution":
      return (layer.kernel[0] * layer.kernel[1] * inputs + Number(layer.bias)) * layer.filters;
    case "depthwise-convolution":
      return (layer.kernel[0] * layer.kernel[1] + Number(layer.bias)) * inputs;
    case "batch-normalisation":
      return (2 + Number(layer.gain) + Number(layer.bias)) * inputs;
    case "layer-normalisation":
      return (Number(layer.gain) + Number(layer.bias)) * inputs;
    default:
      return 0;
  }
}

function macsOf(layer: ChainLayer, before: Shape, after: Shape): number {
  const inputs = before[before.length - 1];
  switch (layer.kind) {
    case "dense":
      return inputs * sizeOf(after);
    case "convolution":
      return layer.kernel[0] * layer.kernel[1] * inputs * sizeOf(after);
    case "depthwise-convolution":
      return layer.kernel[0] * layer.kernel[1] * sizeOf(after);
    case "batch-normalisation":
    case "layer-normalisation":
      return sizeOf(after);
    default:
      return 0;
  }
}

/** Of all layers together; `valueBytes` with those of the input. */
export function totalCost(chain: Chain): Omit<LayerCost, "shape"> {
  const costs = costsOf(chain);
  const sum = (of: (cost: LayerCost) => number) => costs.reduce((total, cost) => total + of(cost), 0);
  return {
    parameters: sum(({ parameters }) => parameters),
    macs: sum(({ macs }) => macs),
    weightBytes: sum(({ weightBytes }) => weightBytes),
    valueBytes: 4 * sizeOf(chain.input) + sum(({ valueBytes }) => valueBytes),
  };
}

/** What a number of a layer sees of the picture: rows × columns of pixels; null where that is all of it. */
export type Sight = readonly [number, number] | null;

/**
 * Of each layer (Dumoulin & Visin 2016): windows of k widen what is seen by (k − 1) jumps, a stride multiplies the jump. Null from the first layer on
 * that takes all numbers together.
 */
export function sightsOf(chain: Chain): readonly Sight[] {
  const shapes = shapesOf(chain);
  let jump = [1, 1];
  let side: readonly number[] | null = chain.input.length === 3 ? [1, 1] : null;
  return chain.layers.map((layer, l) => {
    const before = l === 0 ? chain.input : shapes[l - 1];
    if (side === null || before.length !== 3 || layer.kind === "global-average-pooling" || layer.kind === "dense")
      side = null;
    else if ("stride" in layer) {
      const kernel = "kernel" in layer ? layer.kernel : layer.size;
      const now = side;
      side = [0, 1].map((axis) => now[axis] + (kernel[axis] - 1) * jump[axis]);
      jump = jump.map((own, axis) => own * layer.stride[axis]);
    }
    if (side === null) return null;
    return [Math.min(side[0], chain.input[0]), Math.min(side[1], chain.input[1])];
  });
}
