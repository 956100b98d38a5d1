import { type Arrays, array, type NDArray, type TypedArray } from "../arrays.ts";
import { decodeSafetensors, encodeSafetensors } from "../data/readers/safetensors/safetensors.ts";
import { ExperimentError } from "../experiment/errors.ts";
import { limits } from "../experiment/limits.ts";
import {
  CODE_TOP,
  LARGEST_BIAS,
  LARGEST_SHIFT,
  LARGEST_WIDTH,
  multiplyAddsOf,
  OUTPUT_TOP,
  parametersOf,
  type QuantLayer,
  type QuantNet,
  TABLE,
} from "./net.ts";

/** Metadata "format" of a quantised net in safetensors. */
export const QUANT_FORMAT = "latente-dense-int8/1";
/** Scalars of a layer: zero, top, leaky. */
const SCALARS = 3;

export function encodeQuantNet(net: QuantNet): Uint8Array<ArrayBuffer> {
  const arrays: Record<string, NDArray> = {
    ranges: array(
      Float64Array.of(net.input.low, net.input.high, net.code.low, net.code.high, net.output.low, net.output.high),
    ),
    "codes.mean": array(net.codes.mean),
    "codes.factor": array(net.codes.factor, [net.codes.mean.length, net.codes.mean.length]),
  };
  for (const [l, layer] of net.layers.entries()) {
    arrays[`layer${l}.weights`] = array(layer.weights, [layer.outputs, layer.inputs]);
    arrays[`layer${l}.bias`] = array(layer.bias);
    arrays[`layer${l}.multipliers`] = array(layer.multipliers);
    arrays[`layer${l}.shifts`] = array(layer.shifts);
    arrays[`layer${l}.scalars`] = array(Int32Array.of(layer.zero, layer.top, layer.leaky ? 1 : 0));
    if (layer.table) arrays[`layer${l}.table`] = array(layer.table);
  }
  return encodeSafetensors(arrays, {
    format: QUANT_FORMAT,
    layers: String(net.layers.length),
    encoder: String(net.encoder),
  });
}

/** Whether a safetensors file claims to be a quantised net. */
export function isQuantNet(metadata: Readonly<Record<string, string>>): boolean {
  return metadata.format === QUANT_FORMAT;
}

/**
 * Reads a quantised net strictly: every size fits the next, every number is within the bounds that integer inference relies on. Throws
 * an ExperimentError at `path`.
 */
export function parseQuantNet(bytes: Uint8Array, path = "weights"): QuantNet {
  const { arrays, metadata } = decodeSafetensors(bytes, path, limits.weights);
  const fail: Fail = (what) => {
    throw new ExperimentError(path, "not-a-model", `${path} is not a usable model: ${what}`, { reason: what });
  };
  if (!isQuantNet(metadata)) fail(`its format is ${String(metadata.format).slice(0, 40)} (must be ${QUANT_FORMAT})`);
  const count = whole(metadata.layers, 1, 16) ?? fail("number of layers");
  const encoder = whole(metadata.encoder, 1, count) ?? fail("number of layers of the encoder");
  const layers: QuantLayer[] = [];
  for (let l = 0; l < count; l++) {
    const layer = readLayer(arrays, l, l === count - 1, fail);
    if (l > 0 && layer.inputs !== layers[l - 1].outputs)
      fail(`layer ${l} takes ${layer.inputs} inputs (must be ${layers[l - 1].outputs})`);
    layers.push(layer);
  }
  const ranges = read(arrays, "ranges", Float64Array, [6], fail);
  for (let i = 0; i < 6; i += 2)
    if (!(ranges[i + 1] > ranges[i]) || !ranges.every(Number.isFinite)) fail("ranges must be finite and rise");
  const width = layers[encoder - 1].outputs;
  const net: QuantNet = {
    layers,
    encoder,
    input: { low: ranges[0], high: ranges[1] },
    code: { low: ranges[2], high: ranges[3] },
    output: { low: ranges[4], high: ranges[5] },
    codes: {
      mean: finite(read(arrays, "codes.mean", Float32Array, [width], fail), fail),
      factor: finite(read(arrays, "codes.factor", Float32Array, [width, width], fail), fail),
    },
  };
  const { parameters, multiplyAdds } = limits.inference;
  if (parametersOf(net) > parameters) fail(`${parametersOf(net)} parameters (must be at most ${parameters})`);
  if (multiplyAddsOf(net) > multiplyAdds)
    fail(`${multiplyAddsOf(net)} multiply-adds (must be at most ${multiplyAdds})`);
  return net;
}

type Fail = (what: string) => never;

function whole(text: string | undefined, low: number, high: number): number | undefined {
  const value = /^\d{1,4}$/.test(text ?? "") ? Number(text) : Number.NaN;
  return value >= low && value <= high ? value : undefined;
}

function read<T extends TypedArray>(
  arrays: Arrays,
  name: string,
  type: abstract new (...args: never) => T,
  shape: readonly number[] | null,
  fail: Fail,
): T {
  const found = Object.hasOwn(arrays, name) ? arrays[name] : fail(`${name} is missing`);
  if (!(found.values instanceof type)) return fail(`${name} has the wrong type`);
  if (shape && (found.shape.length !== shape.length || shape.some((extent, i) => extent !== found.shape[i])))
    return fail(`${name} has shape [${found.shape.join(", ")}] (must be [${shape.join(", ")}])`);
  return found.values;
}

function finite(values: Float32Array, fail: Fail): Float32Array {
  return values.every((value) => Number.isFinite(value) && Math.abs(value) < 1e30)
    ? values
    : fail("codes must be finite");
}

function readLayer(arrays: Arrays, l: number, last: boolean, fail: Fail): QuantLayer {
  const weights = read(arrays, `layer${l}.weights`, Int8Array, null, fail);
  const [outputs = 0, inputs = 0, ...more] = arrays[`layer${l}.weights`].shape;
  if (more.length > 0 || outputs < 1 || inputs < 1 || outputs > LARGEST_WIDTH || inputs > LARGEST_WIDTH)
    fail(`layer ${l} has shape [${arrays[`layer${l}.weights`].shape.join(", ")}] (each must be 1 to ${LARGEST_WIDTH})`);
  const integers = (name: string, low: number, high: number) => {
    const values = read(arrays, `layer${l}.${name}`, Int32Array, [outputs], fail);
    return values.every((value) => value >= low && value <= high)
      ? values
      : fail(`layer${l}.${name} must be ${low} to ${high}`);
  };
  if (!weights.every((value) => value >= -127)) fail(`layer${l}.weights must be −127 to 127`);
  const [zero, top, leaky] = read(arrays, `layer${l}.scalars`, Int32Array, [SCALARS], fail);
  const hasTable = Object.hasOwn(arrays, `layer${l}.table`);
  const largest = last ? OUTPUT_TOP : CODE_TOP;
  if (top !== (hasTable ? TABLE - 1 : largest) || zero < 0 || zero > top || leaky < 0 || leaky > 1)
    fail(`layer ${l} has scalars that are not allowed`);
  const table = hasTable ? read(arrays, `layer${l}.table`, Uint8Array, [TABLE], fail) : undefined;
  // Activations above 127 would leave the range in which the relaxed dot product is exact.
  if (table && !table.every((value) => value <= largest)) fail(`layer${l}.table must be 0 to ${largest}`);
  return {
    inputs,
    outputs,
    weights,
    bias: integers("bias", -LARGEST_BIAS, LARGEST_BIAS),
    multipliers: integers("multipliers", 0, 2 ** 24 - 1),
    shifts: integers("shifts", 1, LARGEST_SHIFT),
    zero,
    top,
    leaky: leaky === 1,
    ...(table ? { table } : {}),
  };
}
