/** The slow, obvious version of inference: every combination of states, one after the other. */
import type { Finding } from "../../shared/kernels/bayes-net/exact.ts";
import { type Model, offsetsOf, stridesOf } from "../../shared/kernels/bayes-net/model.ts";

export function enumerate({ sizes, factors }: Model, findings: readonly Finding[]) {
  const offsets = offsetsOf(sizes);
  const marginals = new Float64Array(offsets[sizes.length]);
  const weightOf = (states: ArrayLike<number>) => {
    let product = 1;
    for (const { scope, table } of factors) {
      const strides = stridesOf(sizes, scope);
      product *= table[scope.reduce((at, v, i) => at + states[v] * strides[i], 0)];
    }
    for (const { variable, weights } of findings) product *= weights[states[variable]];
    return product;
  };
  let [sum, most] = [0, 0];
  const states = new Int32Array(sizes.length);
  for (;;) {
    const weight = weightOf(states);
    sum += weight;
    most = Math.max(most, weight);
    for (let v = 0; v < sizes.length; v++) marginals[offsets[v] + states[v]] += weight;
    let v = sizes.length - 1;
    while (v >= 0 && ++states[v] === sizes[v]) states[v--] = 0;
    if (v < 0) break;
  }
  if (sum > 0) for (let i = 0; i < marginals.length; i++) marginals[i] /= sum;
  return {
    logEvidence: Math.log(sum),
    logMost: Math.log(most),
    marginals,
    logOf: (chosen: ArrayLike<number>) => Math.log(weightOf(chosen)),
  };
}
