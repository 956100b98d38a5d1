/** Dense nets in floats, straight from the definition: what the quantiser is given, and what its integers stand for. */
import { array, type NDArray } from "../../shared/arrays.ts";
import type { FloatLayer, QuantActivation } from "../../shared/quant/index.ts";
import { fillNormal32 } from "../../shared/random/index.ts";
import type { Key } from "../../shared/random/key.ts";

const activate: Readonly<Record<QuantActivation, (x: number) => number>> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  "leaky-relu": (x) => (x > 0 ? x : 0.01 * x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
};

/** One activation for each layer; weights and biases normal with this deviation. */
export function randomLayers(
  widths: readonly number[],
  activations: readonly QuantActivation[],
  key: Key,
  deviation: number,
): readonly FloatLayer[] {
  const all = new Float32Array(widths.slice(1).reduce((sum, width, l) => sum + (widths[l] + 1) * width, 0));
  fillNormal32(key, 0, all);
  for (let i = 0; i < all.length; i++) all[i] *= deviation;
  let at = 0;
  const next = (length: number) => {
    at += length;
    return all.subarray(at - length, at);
  };
  return activations.map((activation, l) => {
    const [inputs, outputs] = [widths[l], widths[l + 1]];
    return { inputs, outputs, weights: next(inputs * outputs), bias: next(outputs), activation };
  });
}

/** Values of rows before each layer and after the last, each rows × width. */
export function valuesOf(layers: readonly FloatLayer[], rows: Float32Array): Float32Array[] {
  const values = [rows];
  for (const { inputs, outputs, weights, bias, activation } of layers) {
    const x = values[values.length - 1];
    const y = new Float32Array((x.length / inputs) * outputs);
    for (let at = 0; at < y.length; at++) {
      const [n, j] = [Math.floor(at / outputs), at % outputs];
      let sum = bias[j];
      for (let i = 0; i < inputs; i++) sum += x[n * inputs + i] * weights[i * outputs + j];
      y[at] = activate[activation](sum);
    }
    values.push(y);
  }
  return values;
}

/** The weights of the layers by the names of the labs. */
export function weightsByName(layers: readonly FloatLayer[]): Record<string, NDArray> {
  return Object.fromEntries(
    layers.flatMap(({ inputs, outputs, weights, bias }, l) => [
      [`layer${l}.weights`, array(weights.slice(), [inputs, outputs])],
      [`layer${l}.bias`, array(bias.slice())],
    ]),
  );
}
