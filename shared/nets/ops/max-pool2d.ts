/**
 * Maxima over windows of pictures (samples × height × width × channels). Cells beyond the edge do not count; NaN is larger than any number; of equal
 * ones the first is the maximum, rows before columns. The slope by a picture goes to the places of the maxima; its own derivative picks there.
 */
import * as kernels from "../kernels/pooling.ts";
import { poolArguments } from "../kernels/windows.ts";
import { apply, type Operation, sameShape, sizeOf, type Tensor, told } from "../tensor.ts";
import { pairOf, type WindowOptions, type Windows, walk, windowsOf } from "./windows.ts";

export const maxPool2dOperation: Operation<Windows> = {
  name: "maxPool2d",
  shape: ([x], { out }) => [x[0], ...out, x[3]],
  gradient: ({ inputs: [x], attributes }, dy) => [maxPool2dInput(x, dy, attributes as Windows)],
  scalar: ({ x: [x], y, shapes, attributes }) => kernels.maxPool2d(walk(attributes, shapes[0]), x, y),
  wasm(module, { x: [x], y, shapes, attributes }) {
    const sizes = poolArguments(walk(attributes, shapes[0]));
    return () => module.maxPool2d(...sizes, x, y);
  },
  multiplyAdds: (_, { kernel }, shape) => kernel[0] * kernel[1] * sizeOf(shape),
};

/** Slopes dy of the outputs at the places of the maxima of x, zeros elsewhere; where windows overlap, sums in the order of the outputs. */
export const maxPool2dInputOperation: Operation<Windows> = {
  name: "maxPool2dInput",
  shape([x, dy], { out }) {
    const outputs = [x[0], ...out, x[3]];
    if (!sameShape(dy, outputs))
      throw new RangeError(`maxPool2dInput with slopes ${told(dy)} (must be ${told(outputs)})`);
    return x;
  },
  gradient: ({ inputs: [x], attributes }, slope) => [null, maxPool2dPick(x, slope, attributes as Windows)],
  scalar({ x: [x, dy], y, shapes, attributes }, { round }) {
    kernels.maxPool2dInput(walk(attributes, shapes[0]), x, dy, y, round);
  },
  wasm(module, { x: [x, dy], y, shapes, attributes }) {
    const sizes = poolArguments(walk(attributes, shapes[0]));
    return () => module.maxPool2dInput(...sizes, x, dy, y);
  },
};

/** Of `values`, those at the places of the maxima of x. */
export const maxPool2dPickOperation: Operation<Windows> = {
  name: "maxPool2dPick",
  shape([x, values], { out }) {
    if (!sameShape(x, values)) throw new RangeError(`maxPool2dPick of ${told(values)} (must be ${told(x)})`);
    return [x[0], ...out, x[3]];
  },
  gradient: ({ inputs: [x], attributes }, dy) => [null, maxPool2dInput(x, dy, attributes as Windows)],
  scalar({ x: [x, values], y, shapes, attributes }) {
    kernels.maxPool2dPick(walk(attributes, shapes[0]), x, values, y);
  },
  wasm(module, { x: [x, values], y, shapes, attributes }) {
    const sizes = poolArguments(walk(attributes, shapes[0]));
    return () => module.maxPool2dPick(...sizes, x, values, y);
  },
};

function maxPool2dInput(x: Tensor, dy: Tensor, windows: Windows): Tensor {
  return apply(maxPool2dInputOperation, [x, dy], windows);
}

function maxPool2dPick(x: Tensor, values: Tensor, windows: Windows): Tensor {
  return apply(maxPool2dPickOperation, [x, values], windows);
}

/** Windows of one size, or rows × columns; strides as large as the windows where they are left out, padding "valid". */
export function maxPool2d(x: Tensor, size: number | readonly [number, number], options: WindowOptions = {}): Tensor {
  const kernel = pairOf("size of windows", size);
  const windows = windowsOf("maxPool2d", x.shape, kernel, { stride: kernel, padding: "valid", ...options });
  return apply(maxPool2dOperation, [x], windows);
}
