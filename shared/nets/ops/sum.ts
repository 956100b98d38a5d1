/** Sum and repetition: each is the derivative of the other. */
import { broadcastShape, eachPair } from "../elementwise.ts";
import { sumRows } from "../kernels/products.ts";
import type { Round } from "../kernels/tree.ts";
import { apply, type Operation, type Shape, sameShape, sizeOf, type Tensor, told } from "../tensor.ts";
import { pairwise } from "./pairwise.ts";
import { reshape } from "./reshape.ts";

interface SumAttributes {
  readonly axis: number;
}

/** Think of the axis that is summed as the middle of three: what comes before it, itself, what comes after. */
export function threeAxes(shape: Shape, axis: number): readonly [number, number, number] {
  return [sizeOf(shape.slice(0, axis)), shape[axis], sizeOf(shape.slice(axis + 1))];
}

const overSamples = ([x]: readonly Tensor[], { axis }: SumAttributes) => axis === 0 && x.perSample > 0;

/**
 * Sum over one axis, which is left out of the result. In ascending order from zero; over samples within each shard, then as a tree; over the last axis
 * in four lanes: entries 0, 4, 8, … of all whole fours, 1, 5, …, then (lane 0 + lane 1) + (lane 2 + lane 3), then what is left in ascending order.
 */
export const sumOperation: Operation<SumAttributes> = {
  name: "sum",
  shape([x], { axis }) {
    if (!(axis in x)) throw new RangeError(`sum over axis ${axis} of shape ${told(x)} (must be one of its axes)`);
    return x.filter((_, at) => at !== axis);
  },
  perSample: (inputs, attributes) => (overSamples(inputs, attributes) ? 0 : inputs[0].perSample),
  reducesSamples: overSamples,
  gradient: ({ inputs: [x], attributes }, dy) => {
    const { axis } = attributes as SumAttributes;
    const kept = x.shape.map((extent, at) => (at === axis ? 1 : extent));
    return [broadcastTo(reshape(dy, kept, dy.perSample), x)];
  },
  scalar({ x: [x], y, shapes, attributes: { axis }, segment }, { round }) {
    const [outer, n, inner] = threeAxes(shapes[0], axis);
    if (outer === 1 && axis === 0) return sumRows(n, inner, x, y, segment, round);
    for (let o = 0; o < outer; o++)
      for (let i = 0; i < inner; i++) {
        const at = (k: number) => x[(o * n + k) * inner + i];
        y[o * inner + i] = inner === 1 ? byLanes(n, at, round) : ascending(n, at, round);
      }
  },
  wasm(module, { x: [x], y, shapes, attributes: { axis }, segment }) {
    const [outer, n, inner] = threeAxes(shapes[0], axis);
    if (outer === 1 && axis === 0) return () => module.sumRows(n, inner, x, y, segment);
    if (inner === 1) return () => module.sumLast(outer, n, x, y);
    return () => module.sumMiddle(outer, n, inner, x, y);
  },
};

function ascending(n: number, at: (k: number) => number, round: Round): number {
  let sum = 0;
  for (let k = 0; k < n; k++) sum = round(sum + at(k));
  return sum;
}

function byLanes(n: number, at: (k: number) => number, round: Round): number {
  const lanes = [0, 0, 0, 0];
  const whole = n & ~3;
  for (let k = 0; k < whole; k++) lanes[k & 3] = round(lanes[k & 3] + at(k));
  let sum = round(round(lanes[0] + lanes[1]) + round(lanes[2] + lanes[3]));
  for (let k = whole; k < n; k++) sum = round(sum + at(k));
  return sum;
}

/** Over one axis, counted from the end where it is negative. */
export function sumAxis(x: Tensor, axis: number): Tensor {
  return apply(sumOperation, [x], { axis: axis < 0 ? axis + x.shape.length : axis });
}

/** Of all entries: of each sample first, then over the samples. */
export function sum(x: Tensor): Tensor {
  let total = x;
  while (total.shape.length > 0) total = sumAxis(total, -1);
  return total;
}

interface BroadcastAttributes {
  readonly shape: Shape;
  readonly perSample: number;
}

/** x repeated to a larger shape. */
export const broadcastOperation: Operation<BroadcastAttributes> = {
  name: "broadcast",
  shape([x], { shape }) {
    if (!sameShape(broadcastShape("broadcast", x, shape), shape))
      throw new RangeError(`broadcast of ${told(x)} to ${told(shape)} (must not shrink)`);
    return shape;
  },
  perSample: (_, { perSample }) => perSample,
  gradient: ({ inputs: [x] }, dy) => [sumTo(dy, x)],
  scalar({ x: [x], y, shapes, shape }) {
    eachPair(shape, shapes[0], shape, (at, i) => {
      y[at] = x[i];
    });
  },
  // As the first operand of a pair whose second is the result itself.
  wasm: (module, call) =>
    pairwise("first")(module, { ...call, x: [call.x[0], call.y], shapes: [call.shapes[0], call.shape] }),
};

/** To shape and samples of another tensor. */
export function broadcastTo(x: Tensor, like: Pick<Tensor, "shape" | "perSample">): Tensor {
  if (sameShape(x.shape, like.shape)) return x;
  return apply(broadcastOperation, [x], { shape: like.shape, perSample: like.perSample });
}

/** The gradient of a repetition: sums over the axes along which `like` was repeated to the shape of `x`. */
export function sumTo(x: Tensor, like: Pick<Tensor, "shape" | "perSample">): Tensor {
  let y = x;
  const lead = x.shape.length - like.shape.length;
  for (let axis = x.shape.length - 1; axis >= 0; axis--) {
    const own = axis < lead ? undefined : like.shape[axis - lead];
    if (own === undefined || (own === 1 && x.shape[axis] !== 1)) y = sumAxis(y, axis);
  }
  return y.shape.length === like.shape.length ? y : reshape(y, like.shape, like.perSample);
}
