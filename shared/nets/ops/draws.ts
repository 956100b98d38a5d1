/**
 * Random tensors of a training step. Their numbers follow from the step's key, a stream and their place in the minibatch: number i of the minibatch is
 * number i of the stream, so that it does not matter how samples are cut into passes. Two tensors of one stream and shape are the same tensor.
 */
import { fillNormal32, foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { dropMask } from "../kernels/draws.ts";
import { apply, type Call, type Floats, type Operation, type Shape, sizeOf, type Tensor } from "../tensor.ts";
import { multiply } from "./multiply.ts";
import { sign } from "./sign.ts";

interface DrawAttributes {
  readonly shape: Shape;
  readonly perSample: number;
  /** 0…2^32 − 1: a number of its own for each place of the net. */
  readonly stream: number;
}

interface MaskAttributes extends DrawAttributes {
  readonly rate: number;
}

/** The stream's key in this step, and the number of the pass's first sample in it. */
function placeOf({ attributes, step }: Call<DrawAttributes, unknown>): { readonly key: Key; readonly from: number } {
  const { stream, shape, perSample } = attributes;
  return { key: foldIn(step.key, stream), from: step.firstRow * perSample * sizeOf(shape.slice(1)) };
}

/** 0 with probability `rate`, otherwise 1 / (1 − rate), rounded once: 0 where the stream's uniform32 is below the rate. */
export const dropMaskOperation: Operation<MaskAttributes> = {
  name: "dropMask",
  shape: (_, { shape }) => shape,
  perSample: (_, { perSample }) => perSample,
  gradient: () => [],
  scalar(call, { round }) {
    const { key, from } = placeOf(call);
    dropMask(key, from, call.attributes.rate, call.y, round);
  },
  wasm(module, call) {
    const n = sizeOf(call.shape);
    return () => {
      const { key, from } = placeOf(call);
      module.dropMask(n, key[0], key[1], from, call.attributes.rate, call.y);
    };
  },
};

/** Standard normals, normal32 of the stream. */
export const normalsOperation: Operation<DrawAttributes> = {
  name: "normals",
  shape: (_, { shape }) => shape,
  perSample: (_, { perSample }) => perSample,
  gradient: () => [],
  scalar(call) {
    const { key, from } = placeOf(call);
    const drawn = call.y instanceof Float32Array ? call.y : new Float32Array(call.y.length);
    fillNormal32(key, from, drawn);
    if (drawn !== call.y) (call.y as Floats).set(drawn);
  },
  wasm(module, call) {
    const n = sizeOf(call.shape);
    return () => {
      const { key, from } = placeOf(call);
      module.normals(n, key[0], key[1], from, call.y);
    };
  },
};

/** x with a part of its numbers set to 0 and the others scaled so that the mean stays. `rate` in [0, 1); 0: x itself. */
export function dropout(x: Tensor, rate: number, stream: number): Tensor {
  if (!(rate >= 0 && rate < 1)) throw new RangeError(`invalid rate of dropout: ${rate} (must be in [0, 1))`);
  if (rate === 0) return x;
  const { shape, perSample } = x;
  return multiply(x, apply(dropMaskOperation, [], { shape, perSample, stream, rate }));
}

/** In the shape of a tensor: 0 with probability `rate`, otherwise 1. `rate` in [0, 1). */
export function keeps({ shape, perSample }: Pick<Tensor, "shape" | "perSample">, rate: number, stream: number): Tensor {
  return sign(apply(dropMaskOperation, [], { shape, perSample, stream, rate }));
}

/** Independent standard normals in the shape of a tensor, one for each of its numbers. */
export function normals({ shape, perSample }: Pick<Tensor, "shape" | "perSample">, stream: number): Tensor {
  return apply(normalsOperation, [], { shape, perSample, stream });
}
