import { apply, type Operation, type Shape, type Tensor, told } from "../tensor.ts";

interface PermuteAttributes {
  /** Axis i of the result is axis `axes[i]` of x. */
  readonly axes: readonly number[];
}

/** Lengths of the axes of the result, and how far apart neighbours along them lie in x; axes that go on as in x are one. */
export function permutedStrides(
  shape: Shape,
  axes: readonly number[],
): { readonly extents: number[]; readonly strides: number[] } {
  const own = shape.map((_, axis) => shape.slice(axis + 1).reduce((size, extent) => size * extent, 1));
  const [extents, strides]: [number[], number[]] = [[], []];
  for (const axis of axes) {
    const last = strides.length - 1;
    if (last >= 0 && strides[last] === own[axis] * shape[axis]) {
      extents[last] *= shape[axis];
      strides[last] = own[axis];
    } else {
      extents.push(shape[axis]);
      strides.push(own[axis]);
    }
  }
  return { extents, strides };
}

/** The axes in another order. */
export const permuteOperation: Operation<PermuteAttributes> = {
  name: "permute",
  shape([x], { axes }) {
    if (axes.length !== x.length || x.some((_, axis) => !axes.includes(axis)))
      throw new RangeError(`permute of shape ${told(x)} by axes ${axes.join(", ")} (must be each of its axes once)`);
    return axes.map((axis) => x[axis]);
  },
  perSample([{ perSample }], { axes }) {
    if (perSample > 0 && axes[0] !== 0) throw new RangeError("permute of the axis of the samples (must stay first)");
    return perSample;
  },
  gradient({ attributes }, dy) {
    const { axes } = attributes as PermuteAttributes;
    return [
      permute(
        dy,
        axes.map((_, axis) => axes.indexOf(axis)),
      ),
    ];
  },
  scalar({ x: [x], y, shapes, attributes: { axes } }) {
    const { extents, strides } = permutedStrides(shapes[0], axes);
    for (let at = 0; at < y.length; at++) {
      let [rest, from] = [at, 0];
      for (let axis = extents.length - 1; axis >= 0; axis--) {
        from += (rest % extents[axis]) * strides[axis];
        rest = Math.floor(rest / extents[axis]);
      }
      y[at] = x[from];
    }
  },
  wasm(module, { x: [x], y, shapes, attributes: { axes } }) {
    const { extents, strides } = permutedStrides(shapes[0], axes);
    if (extents.length > 4)
      throw new RangeError(`permute of ${extents.length} groups of axes (at most 4: reshape first)`);
    const lead = 4 - extents.length;
    const [n0, n1, n2, n3] = [...Array<number>(lead).fill(1), ...extents];
    const [s0, s1, s2, s3] = [...Array<number>(lead).fill(0), ...strides];
    return () => module.permute(n0, n1, n2, n3, s0, s1, s2, s3, x, y);
  },
};

/** Axis i of the result is axis `axes[i]` of x. */
export function permute(x: Tensor, axes: readonly number[]): Tensor {
  if (axes.length === x.shape.length && axes.every((axis, at) => axis === at)) return x;
  return apply(permuteOperation, [x], { axes });
}

/** A matrix with rows and columns exchanged; of more axes the last two. */
export function transpose(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return permute(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
}
