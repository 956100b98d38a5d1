/** Windows that go over pictures (samples × height × width × channels): what convolutions and pooling share. */
import type { Windows as Walk } from "../kernels/windows.ts";
import { type Shape, told } from "../tensor.ts";

/**
 * Window (oy, ox) begins at row oy·sy − top and column ox·sx − left of the picture and is kh × kw large; there are outHeight × outWidth of them.
 * Above the first row, before the first column and beyond the last ones lie zeros.
 */
export type Windows = Omit<Walk, "samples" | "channels">;

/** What kernels are told: over so many pictures of so many channels. */
export function walk(windows: Windows, [samples, , , channels]: Shape): Walk {
  return { ...windows, samples, channels };
}

/** As tensorflow.js has them: "same" makes ⌈length / stride⌉ outputs, the smaller half of the zeros before; "valid" adds none. Or rows and columns of zeros. */
export type Padding =
  | "same"
  | "valid"
  | { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };

export interface WindowOptions {
  /** Down and to the right; 1 where it is left out. */
  readonly stride?: number | readonly [number, number];
  /** "same" where it is left out. */
  readonly padding?: Padding;
}

/** A number for both directions, or one for each. Throws a RangeError unless they are whole and at least 1. */
export function pairOf(what: string, value: number | readonly [number, number]): readonly [number, number] {
  const pair = typeof value === "number" ? ([value, value] as const) : value;
  if (!pair.every((n) => Number.isInteger(n) && n >= 1))
    throw new RangeError(`invalid ${what}: ${pair.join(" × ")} (must be whole numbers of at least 1)`);
  return pair;
}

/** Throws a RangeError for a tensor that is no batch of pictures, and for windows that do not fit into one. */
export function windowsOf(
  name: string,
  pictures: Shape,
  kernel: readonly [number, number],
  options: WindowOptions = {},
): Windows {
  checkPictures(name, pictures);
  const [, height, width] = pictures;
  const stride = pairOf("stride", options.stride ?? 1);
  const sides = [0, 1].map((axis) => {
    const length = [height, width][axis];
    const [before, after] = zerosOf(options.padding ?? "same", axis, length, kernel[axis], stride[axis]);
    const outputs = Math.floor((length + before + after - kernel[axis]) / stride[axis]) + 1;
    return { before, outputs, isEmpty: before >= kernel[axis] || after >= kernel[axis] };
  });
  if (sides.some(({ outputs }) => outputs < 1))
    throw new RangeError(
      `${name} of pictures ${height} × ${width} with windows ${kernel.join(" × ")} (must be no larger than the picture, or padded as "same")`,
    );
  if (sides.some(({ isEmpty }) => isEmpty))
    throw new RangeError(
      `${name} with windows ${kernel.join(" × ")} (must be larger than the zeros around the picture)`,
    );
  const [y, x] = sides;
  return { height, width, kernel, stride, before: [y.before, x.before], out: [y.outputs, x.outputs] };
}

export function checkPictures(name: string, pictures: Shape): void {
  if (pictures.length !== 4)
    throw new RangeError(
      `${name} of shape ${told(pictures)} (must be samples × height × width × channels: reshape first)`,
    );
}

function zerosOf(padding: Padding, axis: number, length: number, kernel: number, stride: number): readonly number[] {
  if (padding === "valid") return [0, 0];
  if (padding !== "same") return axis === 0 ? [padding.top, padding.bottom] : [padding.left, padding.right];
  const zeros = Math.max(0, (Math.ceil(length / stride) - 1) * stride + kernel - length);
  return [zeros >> 1, zeros - (zeros >> 1)];
}
