import { describe, expect, it } from "vitest";
import { float32 } from "../../../shared/nets/arithmetic.ts";
import { attention, multiHeadAttention } from "../../../shared/nets/attention.ts";
import { attentionLayer } from "../../../shared/nets/layers/index.ts";
import { feed, input } from "../../../shared/nets/leaves.ts";
import { parametersOf } from "../../../shared/nets/plan.ts";
import { checkBits, checkDerivatives, evaluate, type OperationCase, valuesOf } from "./operation.ts";

const [samples, length, width] = [2, 3, 4];
const sequences = [samples, length, width];

const cases: readonly OperationCase[] = [
  {
    name: "attention, other length of keys",
    shapes: [
      [2, 2, 2],
      [2, 3, 2],
      [2, 3, 1],
    ],
    samples: [0, 1, 2],
    build: ([q, k, v]) => attention(q, k, v).outputs,
  },
  {
    name: "causal attention in two heads",
    shapes: [sequences, sequences, sequences],
    samples: [0, 1, 2],
    build: ([q, k, v]) => multiHeadAttention(q, k, v, 2, { causal: true }).outputs,
  },
];

describe("attention", () => {
  it.each(cases)("has the slopes of differences: $name", (one) => checkDerivatives(one));
  it.each(cases)("has the same bits on both machines: $name", (one) => checkBits(one));

  it.each([false, true])("computes its formula in each head, causal: %s", (causal) => {
    const [q, k, v] = ["x0", "x1", "x2"].map((name) => feed(name, sequences));
    const { outputs, weights } = multiHeadAttention(q, k, v, 2, { causal });
    expect(weights.shape).toEqual([samples, 2, length, length]);
    const values = valuesOf(cases[1]);
    const [found, shares] = evaluate([outputs, weights], values);
    const at = (of: Float64Array, n: number, t: number, i: number) => of[(n * length + t) * width + i];
    for (const n of [0, 1])
      for (const t of [0, 1, 2])
        for (const head of [0, 1]) {
          const scores = [0, 1, 2].map((s) =>
            causal && s > t
              ? 0
              : Math.exp(
                  [0, 1].reduce(
                    (a, i) => a + at(values.x0, n, t, 2 * head + i) * at(values.x1, n, s, 2 * head + i),
                    0,
                  ) / Math.SQRT2,
                ),
          );
          const total = scores.reduce((a, b) => a + b);
          for (const s of [0, 1, 2])
            expect(shares[((n * 2 + head) * length + t) * length + s]).toBeCloseTo(scores[s] / total, 7);
          for (const i of [2 * head, 2 * head + 1]) {
            const mixed = scores.reduce((a, score, s) => a + score * at(values.x2, n, s, i), 0) / total;
            expect(at(found as Float64Array, n, t, i)).toBeCloseTo(mixed, 7);
          }
        }
  });

  it("sees nothing of what comes later, to the bit", () => {
    const [q, k, v] = ["x0", "x1", "x2"].map((name) => input(name, sequences));
    const y = multiHeadAttention(q, k, v, 2, { causal: true }).outputs;
    const values = valuesOf(cases[1]);
    const last = (own: Float64Array) =>
      own.map((value, i) => (Math.floor(i / width) % length === 2 ? 7 * value + 1 : value));
    const changed = { ...values, x1: last(values.x1), x2: last(values.x2) };
    const [before, after] = [values, changed].map((own) => evaluate([y], own, { arithmetic: float32 })[0]);
    for (const n of [0, 1]) {
      const seen = [n * length * width, (n * length + 2) * width] as const;
      expect(after.subarray(...seen)).toEqual(before.subarray(...seen));
    }
    expect(after).not.toEqual(before);
  });

  it("is a layer with four matrices", () => {
    const { outputs } = attentionLayer("a", input("x", sequences), { heads: 2, causal: true });
    expect(outputs).toMatchObject({ shape: sequences, perSample: 1 });
    expect(parametersOf([outputs]).parts.map(({ name }) => name)).toEqual(
      ["queries", "keys", "values", "mixture"].flatMap((what) => [`a.${what}.weights`, `a.${what}.bias`]),
    );
    expect(() => attentionLayer("b", input("x", sequences), { heads: 3 })).toThrow(
      "layer b: attention of shape 2 × 3 × 4 with 3 heads (must be samples × steps × units, units a multiple of the heads)",
    );
  });
});
