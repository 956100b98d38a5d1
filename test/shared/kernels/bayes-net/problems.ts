import fc from "fast-check";
import type { Finding } from "../../../../shared/kernels/bayes-net/exact.ts";
import type { Model } from "../../../../shared/kernels/bayes-net/model.ts";

export interface RandomProblem {
  readonly model: Model;
  readonly parents: readonly (readonly number[])[];
  readonly findings: readonly Finding[];
}

const entry = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 1000 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);

/** Up to so many nodes of up to 3 states, parents among the nodes before, some entries zero; findings hard and soft. `rows`: whether rows sum to 1. */
const problemsOf = (nodes: number, rows: fc.Arbitrary<boolean>): fc.Arbitrary<RandomProblem> =>
  fc
    .integer({ min: 1, max: nodes })
    .chain((n) =>
      fc.record({
        sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: n, maxLength: n }),
        drawn: fc.array(fc.array(fc.nat(nodes - 1), { maxLength: 3 }), { minLength: n, maxLength: n }),
        numbers: fc.infiniteStream(entry),
        isNet: rows,
        found: fc.array(fc.record({ variable: fc.nat(n - 1), soft: fc.boolean(), state: fc.nat(2) }), { maxLength: 3 }),
      }),
    )
    .map(({ sizes, drawn, numbers, isNet, found }) => {
      const next = () => Number(numbers.next().value) / 1000;
      const parents = drawn.map((own, v) => [...new Set(own.filter((p) => p < v))]);
      const factors = sizes.map((size, v) => {
        const rows = parents[v].reduce((product, p) => product * sizes[p], 1);
        const table = new Float64Array(rows * size);
        for (let row = 0; row < rows; row++) {
          const entries = Array.from({ length: size }, next);
          const sum = entries.reduce((a, b) => a + b, 0);
          for (const [s, x] of entries.entries()) table[row * size + s] = isNet ? (sum > 0 ? x / sum : 1 / size) : x;
        }
        return { scope: [...parents[v], v], table };
      });
      const findings = found.map(({ variable, soft, state }) => ({
        variable,
        weights: Float64Array.from({ length: sizes[variable] }, (_, s) =>
          soft ? next() : Number(s === state % sizes[variable]),
        ),
      }));
      return { model: { sizes: Int32Array.from(sizes), factors }, parents, findings };
    });

export const problems = problemsOf(8, fc.boolean());
/** Bayesian networks: rows sum to 1. */
export const nets = problemsOf(6, fc.constant(true));
export const smallNets = problemsOf(4, fc.constant(true));

/** Within 1e-10, relative to what is larger than 1. */
export const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-10 * Math.max(1, Math.abs(b)) || a === b;
