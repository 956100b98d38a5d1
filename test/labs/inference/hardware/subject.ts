import { type Arrays, array } from "../../../../shared/arrays.ts";
import { classifierTensors } from "../../../../shared/labs/inference/model.ts";
import { chainOf, type NetParams } from "../../../../shared/labs/inference/net.ts";
import type { Subject } from "../../../../shared/labs/inference/ways.ts";
import { sizeOf } from "../../../../shared/labs/nets/chain/shapes.ts";
import { parametersOf } from "../../../../shared/nets/plan.ts";
import { graphOfChain, quantiseGraph } from "../../../../shared/quant/float/index.ts";
import { fillNormal32, fillUniform32 } from "../../../../shared/random/index.ts";

/** A net of random weights, of a spread that keeps numbers in range; variances are 1. */
export function randomSubject(params: NetParams, input: readonly number[], classes: number): Subject {
  const chain = chainOf(params, input, classes);
  const { parts } = parametersOf([classifierTensors(chain, 1).probabilities]);
  const weights: Arrays = Object.fromEntries(
    parts.map(({ name, tensor: { shape } }, p) => {
      const values = new Float32Array(sizeOf(shape));
      fillNormal32([7, p], 0, values);
      const inputs = shape.length > 1 ? sizeOf(shape) / shape[shape.length - 1] : 4;
      const isVariance = name.endsWith(".variance");
      return [name, array(isVariance ? values.fill(1) : values.map((x) => x / Math.sqrt(inputs)), shape)];
    }),
  );
  return { chain, weights, graph: quantiseGraph(graphOfChain(chain, weights), picturesOf(input, 40, 2)).graph };
}

/** Rows of numbers from 0 to 1. */
export function picturesOf(input: readonly number[], count: number, stream: number): Float32Array {
  const values = new Float32Array(count * sizeOf(input));
  fillUniform32([8, stream], 0, values);
  return values;
}
