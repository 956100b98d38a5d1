/**
 * One sample through a chain of layers as the textbook has it: each number by its own loop, in double precision, and every layer's numbers rounded to
 * float32. What views explain; the kernels of `shared/nets` and tensorflow.js give the same to float32 rounding.
 */
import type { Arrays, NDArray } from "../../../arrays.ts";
import type { Chain, ChainLayer } from "../../../nets/chain.ts";
import type { Shape } from "../../../nets/tensor.ts";
import { type ActivationLayer, bend, oddsOf } from "./functions.ts";
import { type Convolution, type Pooling, shapeAfter, sizeOf, windowsOver } from "./shapes.ts";

/** Numbers in the shape of one sample, row-major. */
export interface Values {
  readonly shape: Shape;
  readonly values: Float32Array;
}

export interface Trace {
  readonly chain: Chain;
  readonly weights: Arrays;
  readonly input: Values;
  /** What comes out of each layer. */
  readonly layers: readonly Values[];
}

/** Throws a RangeError for an input that is not of the chain's size and where weights are missing. */
export function trace(chain: Chain, weights: Arrays, input: Float32Array): Trace {
  if (input.length !== sizeOf(chain.input))
    throw new RangeError(`numbers of the input: ${input.length} (must be ${chain.input.join(" × ")})`);
  const first = { shape: chain.input, values: input };
  let now: Values = first;
  const layers = chain.layers.map((layer) => {
    const shape = shapeAfter(layer, now.shape);
    now = { shape, values: through(layer, now, shape, weights) };
    return now;
  });
  return { chain, weights, input: first, layers };
}

/** What goes into layer `l`. */
export const inputOf = ({ input, layers }: Trace, l: number): Values => (l === 0 ? input : layers[l - 1]);

/** A weight of a layer. Throws a RangeError where it is missing. */
export function weightOf(weights: Arrays, { name }: ChainLayer, part: string): NDArray {
  const found = weights[`${name}.${part}`];
  if (!found) throw new RangeError(`weights ${name}.${part} are missing`);
  return found;
}

/** Zeros where the layer has no such weight. */
export function optionalWeight(weights: Arrays, { name }: ChainLayer, part: string, other: number) {
  const found = weights[`${name}.${part}`];
  return (i: number): number => (found ? Number(found.values[i]) : other);
}

function through(layer: ChainLayer, x: Values, shape: Shape, weights: Arrays): Float32Array {
  switch (layer.kind) {
    case "dense":
      return dense(x, weightOf(weights, layer, "weights"), optionalWeight(weights, layer, "bias", 0));
    case "convolution":
    case "depthwise-convolution":
      return convolution(layer, x, shape, weights);
    case "max-pooling":
    case "average-pooling":
      return pooling(layer, x, shape);
    case "global-average-pooling":
      return globalAverage(x);
    case "activation":
      return activation(layer, x);
    case "batch-normalisation":
    case "layer-normalisation":
      return normalised(layer, x, weights);
    case "flatten":
    case "reshape":
    case "dropout":
      return x.values;
    default:
      // Numbers that are moved and not changed.
      return Float32Array.from({ length: sizeOf(shape) }, (_, i) => {
        const from = originOf(layer, x.shape, shape, i);
        return from < 0 ? 0 : x.values[from];
      });
  }
}

function dense(x: Values, weights: NDArray, bias: (i: number) => number): Float32Array {
  const [inputs, units] = weights.shape;
  const rows = x.values.length / inputs;
  const out = new Float32Array(rows * units);
  const sums = new Float64Array(units);
  for (let r = 0; r < rows; r++) {
    for (let u = 0; u < units; u++) sums[u] = bias(u);
    for (let i = 0; i < inputs; i++) {
      const value = x.values[r * inputs + i];
      for (let u = 0; u < units; u++) sums[u] += value * Number(weights.values[i * units + u]);
    }
    out.set(sums, r * units);
  }
  return out;
}

/** Calls `visit` with each cell of window (oy, ox) that lies within the picture: its row and column there and in the window. */
export function eachCell(
  layer: Convolution | Pooling,
  shape: Shape,
  [oy, ox]: readonly [number, number],
  visit: (y: number, x: number, ky: number, kx: number) => void,
): void {
  const { height, width, kernel, stride, before } = windowsOver(layer, shape);
  for (let ky = 0; ky < kernel[0]; ky++)
    for (let kx = 0; kx < kernel[1]; kx++) {
      const y = oy * stride[0] - before[0] + ky;
      const x = ox * stride[1] - before[1] + kx;
      if (y >= 0 && x >= 0 && y < height && x < width) visit(y, x, ky, kx);
    }
}

function convolution(layer: Convolution, x: Values, [rows, columns, filters]: Shape, weights: Arrays): Float32Array {
  const [, width, channels] = x.shape;
  const { values: w } = weightOf(weights, layer, "weights");
  const bias = optionalWeight(weights, layer, "bias", 0);
  const isOwn = layer.kind === "depthwise-convolution";
  const out = new Float32Array(rows * columns * filters);
  const sums = new Float64Array(filters);
  for (let oy = 0; oy < rows; oy++)
    for (let ox = 0; ox < columns; ox++) {
      for (let f = 0; f < filters; f++) sums[f] = bias(f);
      eachCell(layer, x.shape, [oy, ox], (y, x0, ky, kx) => {
        const from = (y * width + x0) * channels;
        const at = (ky * layer.kernel[1] + kx) * channels;
        if (isOwn) for (let c = 0; c < channels; c++) sums[c] += x.values[from + c] * Number(w[at + c]);
        else
          for (let c = 0; c < channels; c++) {
            const value = x.values[from + c];
            const row = (at + c) * filters;
            for (let f = 0; f < filters; f++) sums[f] += value * Number(w[row + f]);
          }
      });
      out.set(sums, (oy * columns + ox) * filters);
    }
  return out;
}

/** NaN counts as larger than any number, as in the kernels; the mean is of the cells within the picture. */
function pooling(layer: Pooling, x: Values, [rows, columns, channels]: Shape): Float32Array {
  const [, width] = x.shape;
  const out = new Float32Array(rows * columns * channels);
  for (let oy = 0; oy < rows; oy++)
    for (let ox = 0; ox < columns; ox++)
      for (let c = 0; c < channels; c++) {
        let [most, sum, cells] = [Number.NEGATIVE_INFINITY, 0, 0];
        eachCell(layer, x.shape, [oy, ox], (y, x0) => {
          const value = x.values[(y * width + x0) * channels + c];
          if (!(value <= most) && !Number.isNaN(most)) most = value;
          sum += value;
          cells++;
        });
        out[(oy * columns + ox) * channels + c] = layer.kind === "max-pooling" ? most : sum / cells;
      }
  return out;
}

function globalAverage({ shape: [height, width, channels], values }: Values): Float32Array {
  const sums = new Float64Array(channels);
  for (const [i, value] of values.entries()) sums[i % channels] += value;
  return Float32Array.from(sums, (sum) => sum / (height * width));
}

function activation(layer: ActivationLayer, { shape, values }: Values): Float32Array {
  if (layer.activation !== "softmax") return values.map((value) => bend(layer, value));
  const count = shape[shape.length - 1];
  const out = new Float32Array(values.length);
  for (let from = 0; from < values.length; from += count) {
    const { exponentials, total } = oddsOf(values, from, count);
    for (let i = 0; i < count; i++) out[from + i] = exponentials[i] / total;
  }
  return out;
}

type Norm = ChainLayer & { readonly kind: "batch-normalisation" | "layer-normalisation" };

/** By moving averages of each channel, or by the moments of the number's own row (the last axis). */
export function momentsOf(layer: Norm, { shape, values }: Values, weights: Arrays, unit: number) {
  const count = shape[shape.length - 1];
  const channel = unit % count;
  if (layer.kind === "batch-normalisation")
    return {
      mean: Number(weightOf(weights, layer, "mean").values[channel]),
      variance: Number(weightOf(weights, layer, "variance").values[channel]),
    };
  const row = values.subarray(unit - channel, unit - channel + count);
  const mean = row.reduce((sum, value) => sum + value, 0) / count;
  return { mean, variance: row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count };
}

function normalised(layer: Norm, x: Values, weights: Arrays): Float32Array {
  const count = x.shape[x.shape.length - 1];
  const gain = optionalWeight(weights, layer, "gain", 1);
  const bias = optionalWeight(weights, layer, "bias", 0);
  let moments = momentsOf(layer, x, weights, 0);
  return x.values.map((value, i) => {
    if (layer.kind === "batch-normalisation" || i % count === 0) moments = momentsOf(layer, x, weights, i);
    const { mean, variance } = moments;
    return ((value - mean) / Math.sqrt(variance + layer.epsilon)) * gain(i % count) + bias(i % count);
  });
}

/** Where a layer that moves numbers takes number `i` from; −1 where it is a zero of its own. */
export function originOf(layer: ChainLayer, before: Shape, after: Shape, i: number): number {
  const [height, width, channels] = before;
  const [, columns] = after;
  const c = i % channels;
  let [y, x] = [Math.floor(i / channels / columns), Math.floor(i / channels) % columns];
  if (layer.kind === "upsampling") [y, x] = [Math.floor(y / layer.factor[0]), Math.floor(x / layer.factor[1])];
  else if (layer.kind === "cropping") [y, x] = [y + layer.rows[0], x + layer.columns[0]];
  else if (layer.kind === "zeros") [y, x] = [y - layer.rows[0], x - layer.columns[0]];
  else return i;
  return y < 0 || x < 0 || y >= height || x >= width ? -1 : (y * width + x) * channels + c;
}
