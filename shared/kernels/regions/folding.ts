import type { ReluLayer, ReluNet } from "./net.ts";

/**
 * The net that folds each input `depth` times (Montúfar et al. 2014): a layer maps x in [0, 1] to the tent t(x) = 2·relu(x) − 4·relu(x − ½), which takes
 * every value twice, with two units per input; t applied k times has 2^k linear pieces. The output is the sum of the folded inputs. All of its numbers
 * are dyadic, so that nothing is rounded.
 */
export function foldingNet(inputs: number, depth: number): ReluNet {
  const units = 2 * inputs;
  const bias = Float64Array.from({ length: units }, (_, u) => (u % 2 === 0 ? 0 : -0.5));
  // From the two units of an input to its fold.
  const unfold = [2, -4];
  const first = new Float64Array(inputs * units);
  const next = new Float64Array(units * units);
  for (let i = 0; i < inputs; i++)
    for (const side of [0, 1]) {
      first[i * units + 2 * i + side] = 1;
      for (const to of [0, 1]) next[(2 * i + side) * units + 2 * i + to] = unfold[side];
    }
  const hidden: readonly ReluLayer[] = Array.from({ length: depth }, (_, l) => ({
    weights: l === 0 ? first : next,
    bias,
  }));
  const last = { weights: Float64Array.from({ length: units }, (_, u) => unfold[u % 2]), bias: Float64Array.of(0) };
  return { inputs, layers: [...hidden, last] };
}
