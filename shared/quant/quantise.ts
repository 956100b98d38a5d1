import { cholesky } from "../linalg/index.ts";
import { sigmoid, tanh } from "../math/index.ts";
import { refuseNonFinite } from "../not-finite.ts";
import type { QuantActivation } from "./activations.ts";
import { fixedPoint } from "./fixed-point.ts";
import { CODE_TOP, LARGEST_BIAS, OUTPUT_TOP, type QuantLayer, type QuantNet, type Range, TABLE } from "./net.ts";

/** A dense layer in floats: a(b + Wᵀ x). */
export interface FloatLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** inputs × outputs, row-major. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  /** Of the last layer: linear, or sigmoid where outputs are probabilities. */
  readonly activation: QuantActivation;
}

/** A float net with what calibration saw of it. */
export interface FloatNet {
  readonly layers: readonly FloatLayer[];
  /** Layers of the encoder. */
  readonly encoder: number;
  /** Activations of the calibration rows before each layer and after the last, each rows × width; the last as reconstructions. */
  readonly activations: readonly Float32Array[];
  /** Moments of the codes of the training rows; covariance row-major. */
  readonly codeMean: ArrayLike<number>;
  readonly codeCovariance: ArrayLike<number>;
}

/** Part of the largest activations that may be clipped. */
const CLIPPED = 0.0005;
/** Arguments that the tables cover. */
const REACH = 8;

/**
 * Post-training quantisation: activations to 0…127 between the smallest and (nearly) largest seen, weights to int8 with one scale per row (Jacob et al. 2018,
 * "Quantization and training of neural networks for efficient integer-arithmetic-only inference"). Inputs and outputs that are
 * probabilities keep the range 0…1. Throws a NotFiniteError for a net that is not finite throughout: NaN and infinities would become codes like
 * any others.
 */
export function quantise(net: FloatNet): QuantNet {
  const { encoder, activations } = net;
  for (const [l, { weights, bias }] of net.layers.entries()) {
    refuseNonFinite(weights, `weight of layer ${l}, value`);
    refuseNonFinite(bias, `bias of layer ${l}, value`);
  }
  for (const [l, values] of activations.entries()) refuseNonFinite(values, `activation before layer ${l}, value`);
  refuseNonFinite(net.codeMean, "mean of code");
  refuseNonFinite(net.codeCovariance, "covariance of codes, value");
  const last = net.layers.length;
  const isProbability = within(activations[0], 0, 1);
  const ranges = activations.map((values, l) =>
    (l === 0 && isProbability) || (l === last && isProbability) ? { low: 0, high: 1 } : rangeOf(values),
  );
  return {
    layers: net.layers.map((layer, l) => layerOf(layer, l === last - 1, ranges[l], ranges[l + 1])),
    encoder,
    input: ranges[0],
    code: ranges[encoder],
    output: ranges[last],
    codes: {
      mean: Float32Array.from(net.codeMean),
      factor: factorOf(net.codeCovariance, net.layers[encoder - 1].outputs),
    },
  };
}

function within(values: Float32Array, low: number, high: number): boolean {
  return values.every((value) => value >= low && value <= high);
}

/** The range of activations, zero always inside (it is the value of a unit that is off). */
function rangeOf(values: Float32Array): Range {
  const sorted = Float32Array.from(values).sort();
  const clip = Math.floor(CLIPPED * sorted.length);
  const low = Math.min(0, sorted[clip] ?? 0);
  const high = Math.max(0, sorted[sorted.length - 1 - clip] ?? 0);
  return high > low ? { low: Math.fround(low), high: Math.fround(high) } : { low: 0, high: 1 };
}

function layerOf(layer: FloatLayer, last: boolean, from: Range, to: Range): QuantLayer {
  const { inputs, outputs, activation } = layer;
  const curved = activation === "sigmoid" || activation === "tanh";
  const top = last ? OUTPUT_TOP : CODE_TOP;
  const inStep = (from.high - from.low) / CODE_TOP;
  const inZero = Math.round((0 - from.low) / inStep);
  const outStep = curved ? (2 * REACH) / (TABLE - 1) : (to.high - to.low) / top;
  const weights = new Int8Array(inputs * outputs);
  const bias = new Int32Array(outputs);
  const multipliers = new Int32Array(outputs);
  const shifts = new Int32Array(outputs);
  for (let j = 0; j < outputs; j++) {
    let largest = 0;
    for (let i = 0; i < inputs; i++) largest = Math.max(largest, Math.abs(layer.weights[i * outputs + j]));
    const step = largest > 0 ? largest / 127 : 1;
    let sum = 0;
    for (let i = 0; i < inputs; i++) {
      const w = Math.round(layer.weights[i * outputs + j] / step);
      weights[j * inputs + i] = w;
      sum += w;
    }
    const own = Math.round(layer.bias[j] / (inStep * step)) - inZero * sum;
    bias[j] = Math.min(Math.max(own, -LARGEST_BIAS), LARGEST_BIAS);
    [multipliers[j], shifts[j]] = fixedPoint((inStep * step) / outStep);
  }
  const zero = curved ? TABLE / 2 : Math.round((0 - to.low) / outStep);
  return {
    inputs,
    outputs,
    weights,
    bias,
    multipliers,
    shifts,
    zero,
    top: curved ? TABLE - 1 : top,
    leaky: activation === "leaky-relu",
    ...(activation === "sigmoid" || activation === "tanh" ? { table: tableOf(activation, to, top) } : {}),
  };
}

function tableOf(activation: "sigmoid" | "tanh", { low, high }: Range, top: number): Uint8Array {
  return Uint8Array.from({ length: TABLE }, (_, i) => {
    const z = ((i - TABLE / 2) * 2 * REACH) / (TABLE - 1);
    const y = activation === "sigmoid" ? sigmoid(z) : tanh(z);
    return Math.min(Math.max(Math.round(((y - low) / (high - low)) * top), 0), top);
  });
}

/** Lower Cholesky factor of the covariance; a little is added to the diagonal where codes do not vary. */
function factorOf(covariance: ArrayLike<number>, width: number): Float32Array {
  let trace = 0;
  for (let i = 0; i < width; i++) trace += covariance[i * width + i];
  const padded = Float64Array.from(covariance, (value, at) =>
    at % (width + 1) === 0 ? value + 1e-6 * (trace / width) + 1e-12 : value,
  );
  const factor = cholesky(padded, width);
  return Float32Array.from(factor, (value, at) => (at % width > Math.floor(at / width) ? 0 : value));
}
