/** Operations against tensorflow.js on its cpu backend, which has kernels for all that it can derive. */
import type * as Tensorflow from "@tensorflow/tfjs-core";
import { expect } from "vitest";
import { float32 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { feed } from "../../../shared/nets/leaves.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import { startTensorflow } from "../../oracles/tensorflow.ts";
import { evaluate, inputsOf, type OperationCase, valuesOf } from "./operation.ts";

export interface PeerCase extends OperationCase {
  peer(tf: typeof Tensorflow, inputs: readonly Tensorflow.Tensor[]): Tensorflow.Tensor;
  /** Why theirs are not compared. */
  readonly wrongSlopes?: string;
}

export async function startPeer(): Promise<typeof Tensorflow> {
  const tf = await startTensorflow();
  await import("@tensorflow/tfjs-backend-cpu");
  await tf.setBackend("cpu");
  return tf;
}

/** Values, and slopes of Σ r·y by the inputs, within 1e-5 of them or of 1. */
export function checkPeer(tf: typeof Tensorflow, one: PeerCase): void {
  const values = Object.fromEntries(Object.entries(valuesOf(one)).map(([name, own]) => [name, Float32Array.from(own)]));
  const inputs = inputsOf(one);
  const y = one.build(inputs);
  const by = inputs.filter((_, i) => !one.fixed?.includes(i));
  const slopes = grad(sum(multiply(y, feed("r", y.shape))), by);
  const tensors = one.shapes.map((shape, i) => tf.tensor(values[`x${i}`], [...shape]));
  const theirs = (free: readonly Tensorflow.Tensor[]) => {
    const left = [...free];
    return one.peer(
      tf,
      tensors.map((tensor, i) => (one.fixed?.includes(i) ? tensor : (left.shift() as Tensorflow.Tensor))),
    );
  };
  const free = tensors.filter((_, i) => !one.fixed?.includes(i));
  const result = theirs(free);
  expect(y.shape).toEqual(result.shape);
  const r = tf.tensor(values.r, [...y.shape]);
  const slopesOf = tf.grads((...own) => tf.sum(tf.mul(theirs(own), r)));
  const expected = one.wrongSlopes ? [result] : [result, ...slopesOf(free)];
  const found = evaluate([y, ...slopes], values, { arithmetic: float32 });
  for (const [o, own] of expected.entries())
    for (const [i, value] of own.dataSync().entries())
      expect(
        Math.abs(found[o][i] - value) / Math.max(1, Math.abs(value)),
        `${o === 0 ? "result" : `slope ${o - 1}`} [${i}] is ${found[o][i]}, theirs ${value}`,
      ).toBeLessThan(1e-5);
}
