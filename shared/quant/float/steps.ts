/** Recurrent steps and attention in float64, as shared/nets/layers/recurrent.ts and attention.ts define them. What is kept goes from row to row. */
import { exp, sigmoid, tanh } from "../../math/index.ts";
import type { FloatOf } from "./graph.ts";

export type FloatStepNode = FloatOf<"gru"> | FloatOf<"lstm"> | FloatOf<"attention"> | FloatOf<"place">;

/** A step that remembers, from nothing. */
export function stepOf(node: FloatStepNode): (x: readonly Float64Array[]) => Float64Array {
  if (node.op === "attention") return attending(node);
  if (node.op === "place") return placing(node);
  return node.op === "gru" ? gru(node) : lstm(node);
}

/** bias + xᵀ W for gates [from, to). */
function sums(
  x: Float64Array,
  weights: Float32Array,
  bias: Float32Array | undefined,
  gates: number,
  from: number,
  to: number,
) {
  return Float64Array.from({ length: to - from }, (_, at) => {
    let sum = bias?.[from + at] ?? 0;
    for (let i = 0; i < x.length; i++) sum += x[i] * weights[i * gates + from + at];
    return sum;
  });
}

function gru({ units, reset, weights, bias, recurrentWeights, recurrentBias }: FloatOf<"gru">) {
  let h = new Float64Array(units);
  const gates = 3 * units;
  return ([x]: readonly Float64Array[]) => {
    const own = sums(x, weights, bias, gates, 0, gates);
    const back = sums(h, recurrentWeights, reset === "after" ? recurrentBias : undefined, gates, 0, gates);
    const [z, r] = [0, 1].map((gate) => h.map((_, i) => sigmoid(own[gate * units + i] + back[gate * units + i])));
    const candidate =
      reset === "after"
        ? r.map((share, i) => share * back[2 * units + i])
        : sums(
            h.map((value, i) => r[i] * value),
            recurrentWeights,
            undefined,
            gates,
            2 * units,
            gates,
          );
    h = h.map((value, i) => {
      const n = tanh(own[2 * units + i] + candidate[i]);
      return n + z[i] * (value - n);
    });
    return h;
  };
}

function lstm({ units, weights, bias, recurrentWeights }: FloatOf<"lstm">) {
  let h = new Float64Array(units);
  let cell = new Float64Array(units);
  const gates = 4 * units;
  return ([x]: readonly Float64Array[]) => {
    const own = sums(x, weights, bias, gates, 0, gates);
    const back = sums(h, recurrentWeights, undefined, gates, 0, gates);
    const [i, f, g, o] = [sigmoid, sigmoid, tanh, sigmoid].map((gate, part) =>
      h.map((_, at) => gate(own[part * units + at] + back[part * units + at])),
    );
    cell = cell.map((c, at) => f[at] * c + i[at] * g[at]);
    h = cell.map((c, at) => o[at] * tanh(c));
    return h;
  };
}

function placing({ units, steps, weights }: FloatOf<"place">) {
  let seen = 0;
  return () => {
    const at = Math.min(seen++, steps - 1);
    return Float64Array.from(weights.subarray(at * units, (at + 1) * units));
  };
}

function attending({ heads, steps }: FloatOf<"attention">) {
  const seen: { readonly key: Float64Array; readonly value: Float64Array }[] = [];
  return ([query, key, value]: readonly Float64Array[]) => {
    seen.push({ key, value });
    if (seen.length > steps) seen.shift();
    const each = query.length / heads;
    const out = new Float64Array(query.length);
    for (let from = 0; from < query.length; from += each) {
      const scores = seen.map((one) => {
        let score = 0;
        for (let i = from; i < from + each; i++) score += query[i] * one.key[i];
        return score / Math.sqrt(each);
      });
      const most = Math.max(...scores);
      const shares = scores.map((score) => exp(score - most));
      const sum = shares.reduce((a, b) => a + b, 0);
      for (const [t, share] of shares.entries())
        for (let i = from; i < from + each; i++) out[i] += (share / sum) * seen[t].value[i];
    }
    return out;
  };
}
