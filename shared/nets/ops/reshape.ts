import { apply, type Operation, type Shape, sizeOf, type Tensor, told } from "../tensor.ts";

interface ReshapeAttributes {
  readonly shape: Shape;
  readonly perSample: number;
}

/** The same numbers in the same order under another shape. */
export const reshapeOperation: Operation<ReshapeAttributes> = {
  name: "reshape",
  shape([x], { shape }) {
    if (sizeOf(x) !== sizeOf(shape))
      throw new RangeError(`reshape of ${told(x)} to ${told(shape)} (sizes must be equal)`);
    return shape;
  },
  perSample: (_, { perSample }) => perSample,
  gradient: ({ inputs: [x] }, dy) => [reshape(dy, x.shape, x.perSample)],
  alias: true,
};

/** `perSample`: entries of the first axis that belong to one sample of the minibatch; as many as keep the samples together, where it is left out. */
export function reshape(x: Tensor, shape: Shape, perSample = kept(x, shape)): Tensor {
  return apply(reshapeOperation, [x], { shape, perSample });
}

function kept({ shape: own, perSample }: Tensor, shape: Shape): number {
  if (perSample === 0) return 0;
  const samples = own[0] / perSample;
  if (shape[0] % samples !== 0)
    throw new RangeError(`reshape of ${told(own)} to ${told(shape)} (${samples} samples must stay on the first axis)`);
  return shape[0] / samples;
}

/** One sample, one row: pictures as vectors. */
export function flatten(x: Tensor): Tensor {
  return reshape(x, [x.shape[0], sizeOf(x.shape.slice(1))]);
}
