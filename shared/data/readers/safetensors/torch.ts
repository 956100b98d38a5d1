/** Dense layers as PyTorch names them: "encoder.0.weight" of outputs × inputs, and "encoder.0.bias". */
import type { Arrays, NDArray } from "../../../arrays.ts";

/** Counters that PyTorch keeps beside weights. */
const COUNTER = /(?:^|\.)num_batches_tracked$/;

/**
 * The same layers under our names, layer0.weights of inputs × outputs and layer0.bias on, where the file holds a chain of dense layers of PyTorch and nothing
 * else; `renamed` says which became which. A layer without a bias gets one of zeros. Null for anything else.
 */
export function asLayers(arrays: Arrays): { readonly arrays: Arrays; readonly renamed: string } | null {
  const names = Object.keys(arrays).filter((name) => !COUNTER.test(name));
  const isTheirs = names.every((name) => /(?:^|\.)(?:weight|bias)$/.test(name));
  const layers = [...new Set(names.map((name) => name.replace(/\.?(?:weight|bias)$/, "")))].sort(inOrder);
  if (!isTheirs || layers.length === 0) return null;
  const own: Record<string, NDArray> = {};
  let last: number | undefined;
  for (const [l, layer] of layers.entries()) {
    const prefix = layer === "" ? "" : `${layer}.`;
    const weight = Object.hasOwn(arrays, `${prefix}weight`) ? arrays[`${prefix}weight`] : undefined;
    if (weight?.shape.length !== 2) return null;
    const [outputs, inputs] = weight.shape;
    const bias = Object.hasOwn(arrays, `${prefix}bias`)
      ? arrays[`${prefix}bias`]
      : { shape: [outputs], values: new Float32Array(outputs) };
    const isLinked = last === undefined || last === inputs;
    if (!isLinked || bias.shape.length !== 1 || bias.shape[0] !== outputs) return null;
    own[`layer${l}.weights`] = transposed(weight, inputs, outputs);
    own[`layer${l}.bias`] = bias;
    last = outputs;
  }
  return { arrays: own, renamed: layers.map((layer, l) => `${layer || "weight"} → layer${l}`).join(", ") };
}

/** Encoders before decoders, numbers by their value, and else by the alphabet. */
function inOrder(a: string, b: string): number {
  const half = (name: string) => (/(?:^|[._])dec/i.test(name) ? 1 : 0);
  if (half(a) !== half(b)) return half(a) - half(b);
  const [left, right] = [a, b].map((name) => name.match(/\d+|\D+/g) ?? []);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] === right[i]) continue;
    const [one, other] = [Number(left[i]), Number(right[i])];
    if (one !== other && !Number.isNaN(one) && !Number.isNaN(other)) return one - other;
    return left[i] < right[i] ? -1 : 1;
  }
  return left.length - right.length;
}

function transposed({ values }: NDArray, inputs: number, outputs: number): NDArray {
  const out = new (values.constructor as new (count: number) => NDArray["values"])(values.length);
  for (let j = 0; j < outputs; j++) for (let i = 0; i < inputs; i++) out[i * outputs + j] = values[j * inputs + i];
  return { shape: [inputs, outputs], values: out };
}
