/** An operation's result and the slopes by its inputs, on the device beside the reference. */
import { grad } from "../../../shared/nets/grad.ts";
import { feed } from "../../../shared/nets/leaves.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import type { Shape, Tensor } from "../../../shared/nets/tensor.ts";
import { both, expectClose, type Given, normal, type Tolerance } from "./gpu.ts";

export interface GpuCase {
  readonly name: string;
  readonly shapes: readonly Shape[];
  build(inputs: readonly Tensor[]): Tensor;
  /** Inputs without derivative. */
  readonly fixed?: readonly number[];
  readonly given?: Given;
  /** Of the result; the same bits where it is left out. */
  readonly tolerance?: Tolerance;
  /** Of the slopes, where theirs is another. */
  readonly slopes?: Tolerance;
}

/**
 * The result and its slopes; and the slopes of those, whose operations are then others. Slopes come from weights that lie apart from the inputs, so that
 * their own sums are few.
 */
export async function checkOperation(of: GpuCase): Promise<void> {
  const { shapes, build, fixed = [], given = normal, tolerance = {}, slopes = tolerance } = of;
  const inputs = shapes.map((shape, i) => feed(`x${i}`, shape));
  const y = build(inputs);
  const by = inputs.filter((_, i) => !fixed.includes(i));
  const first = y.operation.gradient ? grad(sum(multiply(y, feed("r", y.shape))), by) : [];
  const outputs = Object.fromEntries([["y", y], ...first.map((slope, i) => [`slope ${i}`, slope] as const)]);
  const { expected, found } = await both({ outputs }, given);
  const { y: own, ...rest } = expected;
  expectClose(found, { y: own }, tolerance);
  expectClose(found, rest, slopes);
}

/** Sums of n products of such numbers in another order, or by functions that are a few units off: see products.test.ts. */
export const sumsOf = (n: number): Tolerance => ({ within: 2 ** -22 * n });
