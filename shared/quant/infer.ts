import { standardCodes } from "./draws.ts";
import type { QuantEngine } from "./engine.ts";
import { CODE_TOP, OUTPUT_TOP, type QuantNet, type Range } from "./net.ts";

/** Rows × width, row-major. */
export interface Rows<T extends Float64Array | Uint8Array = Float64Array> {
  readonly count: number;
  readonly width: number;
  readonly values: T;
}

/** Codes of pictures: `values` as the net's numbers (pixels from 0 to 1). */
export function encode(net: QuantNet, engine: QuantEngine, pictures: Rows): Rows {
  const codes = engine.run(net, [0, net.encoder], pictures.values, net.input);
  return { count: pictures.count, width: codeWidth(net), values: dequantise(codes, net.code, CODE_TOP) };
}

/** Pictures of codes, in bytes: value = low + byte · (high − low) / 255 with the net's output range (0 and 1 for pixels). */
export function decode(net: QuantNet, engine: QuantEngine, codes: Rows): Rows<Uint8Array> {
  const values = engine.run(net, [net.encoder, net.layers.length], codes.values, net.code);
  return { count: codes.count, width: outputWidth(net), values };
}

/** Pictures through the whole net, in bytes. */
export function reconstruct(net: QuantNet, engine: QuantEngine, pictures: Rows): Rows<Uint8Array> {
  const values = engine.run(net, [0, net.layers.length], pictures.values, net.input);
  return { count: pictures.count, width: outputWidth(net), values };
}

/** `count` codes drawn from the Gaussian fitted to the training codes, and their pictures. Sample i of a seed does not depend on `count`. */
export function sample(
  net: QuantNet,
  engine: QuantEngine,
  seed: number,
  count: number,
): { readonly codes: Rows; readonly pictures: Rows<Uint8Array> } {
  const { mean, factor } = net.codes;
  const width = mean.length;
  const drawn = standardCodes(seed, count, width);
  const values = new Float64Array(count * width);
  for (let n = 0; n < count; n++) {
    const z = drawn.subarray(n * width, (n + 1) * width);
    for (let i = 0; i < width; i++) {
      let sum = mean[i];
      for (let j = 0; j <= i; j++) sum += factor[i * width + j] * z[j];
      values[n * width + i] = sum;
    }
  }
  const codes = { count, width, values };
  return { codes, pictures: decode(net, engine, codes) };
}

export function inputWidth(net: QuantNet): number {
  return net.layers[0].inputs;
}
export function codeWidth(net: QuantNet): number {
  return net.layers[net.encoder - 1].outputs;
}
export function outputWidth(net: QuantNet): number {
  return net.layers[net.layers.length - 1].outputs;
}

/** Output bytes as the net's numbers. */
export function outputValues(net: QuantNet, bytes: Uint8Array): Float64Array {
  return dequantise(bytes, net.output, OUTPUT_TOP);
}

function dequantise(bytes: Uint8Array, { low, high }: Range, top: number): Float64Array {
  const values = new Float64Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) values[i] = low + (bytes[i] * (high - low)) / top;
  return values;
}
