/**
 * Maxima over windows of pictures (samples × height × width × channels). Cells beyond the edge do not count; NaN is larger than any number; of equal
 * ones the first is the maximum, rows before columns. The slope by a picture goes to the places of the maxima; its own derivative picks there.
 */
import { apply, type Floats, type Operation, type Shape, sameShape, type Tensor, told } from "../tensor.ts";
import { insideOf, pairOf, sizesOf, type WindowOptions, type Windows, windowsOf } from "./windows.ts";

/** Calls `visit` for each output in order with the place of its maximum in x. */
function eachMaximum(x: Floats, shape: Shape, windows: Windows, visit: (y: number, place: number) => void): void {
  const [samples, height, width, channels] = shape;
  let at = 0;
  for (let n = 0; n < samples; n++)
    for (let oy = 0; oy < windows.out[0]; oy++)
      for (let ox = 0; ox < windows.out[1]; ox++) {
        const { fromY, toY, fromX, toX } = insideOf(windows, oy, ox);
        for (let c = 0; c < channels; c++) {
          let place = -1;
          for (let row = fromY; row < toY; row++)
            for (let column = fromX; column < toX; column++) {
              const cell = ((n * height + row) * width + column) * channels + c;
              if (place < 0 || x[cell] > x[place] || (Number.isNaN(x[cell]) && !Number.isNaN(x[place]))) place = cell;
            }
          visit(at++, place);
        }
      }
}

export const maxPool2dOperation: Operation<Windows> = {
  name: "maxPool2d",
  shape: ([x], { out }) => [x[0], ...out, x[3]],
  gradient: ({ inputs: [x], attributes }, dy) => [maxPool2dInput(x, dy, attributes as Windows)],
  scalar({ x: [x], y, shapes, attributes }) {
    eachMaximum(x, shapes[0], attributes, (at, place) => {
      y[at] = x[place];
    });
  },
  wasm(module, { x: [x], y, shapes, attributes }) {
    const sizes = sizesOf(attributes, shapes[0][0], shapes[0][3]);
    return () => module.maxPool2d(...sizes, x, y);
  },
  multiplyAdds: (_, { kernel }, shape) => kernel[0] * kernel[1] * shape.reduce((size, extent) => size * extent, 1),
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
    y.fill(0);
    eachMaximum(x, shapes[0], attributes, (at, place) => {
      y[place] = round(y[place] + dy[at]);
    });
  },
  wasm(module, { x: [x, dy], y, shapes, attributes }) {
    const sizes = sizesOf(attributes, shapes[0][0], shapes[0][3]);
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
    eachMaximum(x, shapes[0], attributes, (at, place) => {
      y[at] = values[place];
    });
  },
  wasm(module, { x: [x, values], y, shapes, attributes }) {
    const sizes = sizesOf(attributes, shapes[0][0], shapes[0][3]);
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
