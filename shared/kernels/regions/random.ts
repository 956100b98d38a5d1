import { fillNormal, foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { ReluNet } from "./net.ts";

/** A net of one output with weights from the key: normal of variance 2 / inputs, biases normal of a given deviation. */
export function randomNet(inputs: number, hidden: readonly number[], biasDeviation: number, key: Key): ReluNet {
  const widths = [inputs, ...hidden, 1];
  const layers = widths.slice(1).map((units, l) => {
    const weights = new Float64Array(widths[l] * units);
    const bias = new Float64Array(units);
    fillNormal(foldIn(key, l, 0), 0, weights);
    fillNormal(foldIn(key, l, 1), 0, bias);
    const spread = Math.sqrt(2 / widths[l]);
    return { weights: weights.map((w) => spread * w), bias: bias.map((b) => biasDeviation * b) };
  });
  return { inputs, layers };
}
