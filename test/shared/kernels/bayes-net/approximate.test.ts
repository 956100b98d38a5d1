import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactEngine } from "../../../../shared/kernels/bayes-net/exact.ts";
import {
  beginLoopy,
  beliefs,
  betheFreeEnergy,
  type Loopy,
  type LoopyOptions,
  loopyRound,
} from "../../../../shared/kernels/bayes-net/loopy.ts";
import { boundOf, meanFieldSweep } from "../../../../shared/kernels/bayes-net/mean-field.ts";
import type { Model } from "../../../../shared/kernels/bayes-net/model.ts";
import { bestElimination } from "../../../../shared/kernels/bayes-net/order.ts";
import {
  forward,
  gibbsSweep,
  neighbourhoods,
  topological,
  weighted,
  weightsOf,
} from "../../../../shared/kernels/bayes-net/sampling.ts";
import { junctionTree } from "../../../../shared/kernels/bayes-net/tree.ts";
import { foldIn, keyOfSeed, uniform } from "../../../../shared/random/index.ts";

/** A network whose node v has these parents; tables from the seed, between 0.05 and 0.95. */
function network(sizes: readonly number[], parents: readonly (readonly number[])[], seed: number) {
  const key = keyOfSeed(seed);
  let draw = 0;
  const tables = parents.map((own, v) => {
    const rows = own.reduce((product, p) => product * sizes[p], 1);
    const table = new Float64Array(rows * sizes[v]);
    for (let row = 0; row < rows; row++) {
      const numbers = Array.from({ length: sizes[v] }, () => 0.05 + uniform(key, draw++));
      const sum = numbers.reduce((a, b) => a + b, 0);
      for (const [s, x] of numbers.entries()) table[row * sizes[v] + s] = x / sum;
    }
    return { scope: [...own, v], table };
  });
  return { sizes: Int32Array.from(sizes), tables, order: topological(parents) };
}

const withFindings = (
  { sizes, tables }: ReturnType<typeof network>,
  findings: readonly { variable: number; weights: number[] }[],
): Model => ({
  sizes,
  factors: [
    ...tables,
    ...findings.map(({ variable, weights }) => ({ scope: [variable], table: Float64Array.from(weights) })),
  ],
});

function exact(model: Model) {
  return exactEngine(model, junctionTree(bestElimination(model))).posterior([]);
}

const loopy = network([2, 3, 2, 2, 2], [[], [0], [0], [1, 2], [3]], 11);
const findings = [
  { variable: 4, weights: [0, 1] },
  { variable: 1, weights: [0.2, 0.5, 0.9] },
];

describe("belief propagation", () => {
  const trees = fc.integer({ min: 1, max: 7 }).chain((n) =>
    fc.record({
      sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: n, maxLength: n }),
      parents: fc.tuple(
        ...Array.from({ length: n }, (_, v) => (v === 0 ? fc.constant([]) : fc.nat(v - 1).map((p) => [p]))),
      ),
      seed: fc.nat(1000),
    }),
  );
  test.each(["flooding", "sequential"] as const)(
    "is exact on trees, its free energy −log of the sum, %s",
    (schedule) => {
      fc.assert(
        fc.property(trees, fc.constantFrom(0, 0.4), ({ sizes, parents, seed }, damping) => {
          const model = withFindings(network(sizes, parents, seed), [
            { variable: sizes.length - 1, weights: [0.3, 0.9, 0.5].slice(0, sizes[sizes.length - 1]) },
          ]);
          const options: LoopyOptions = { damping, schedule, product: "sum" };
          let state: Loopy = beginLoopy(model);
          for (let round = 0; round < 200 && state.residual > 1e-14; round++) state = loopyRound(model, state, options);
          const { marginals, logEvidence } = exact(model);
          const found = beliefs(model, state).flatMap((own) => [...own]);
          for (const [i, p] of found.entries()) expect(Math.abs(p - marginals[i])).toBeLessThan(1e-10);
          expect(betheFreeEnergy(model, state)).toBeCloseTo(-logEvidence, 9);
        }),
        { numRuns: 200 },
      );
    },
  );

  test("comes near on a graph with a loop", () => {
    const model = withFindings(loopy, findings);
    let state = beginLoopy(model);
    for (let round = 0; round < 100; round++)
      state = loopyRound(model, state, { damping: 0.2, schedule: "sequential", product: "sum" });
    const { marginals } = exact(model);
    expect(state.residual).toBeLessThan(1e-10);
    for (const [i, p] of beliefs(model, state)
      .flatMap((own) => [...own])
      .entries())
      expect(Math.abs(p - marginals[i])).toBeLessThan(0.05);
  });
});

test("mean field's bound never falls and stays below the logarithm of the evidence", () => {
  const model = withFindings(loopy, findings);
  let q = Array.from(model.sizes, (size) => new Float64Array(size).fill(1 / size)) as readonly Float64Array[];
  let bound = boundOf(model, q);
  for (let sweep = 0; sweep < 50; sweep++) {
    const next = meanFieldSweep(model, q);
    expect(next.bound).toBeGreaterThanOrEqual(bound - 1e-12);
    ({ q, bound } = next);
  }
  expect(bound).toBeLessThanOrEqual(exact(model).logEvidence);
});

describe("samples", () => {
  const rows = 40_000;
  const { marginals, logEvidence } = exact(withFindings(loopy, findings));
  const offsets = [0, 2, 5, 7, 9];
  const key = keyOfSeed(7);

  test("from the priors have the priors' probabilities, within five standard errors", () => {
    const prior = exact(withFindings(loopy, []));
    const counts = new Float64Array(prior.marginals.length);
    const states = new Int32Array(5);
    for (let row = 0; row < rows; row++) {
      forward(foldIn(key, row), 0, loopy, states);
      for (const [v, s] of states.entries()) counts[offsets[v] + s]++;
    }
    for (const [i, p] of prior.marginals.entries())
      expect(Math.abs(counts[i] / rows - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / rows) + 1e-12);
  });

  test("weighted by the findings have the posterior's, and the mean weight is the probability of the findings", () => {
    const weights = weightsOf(loopy.sizes, findings);
    const sums = new Float64Array(marginals.length);
    const squares = new Float64Array(marginals.length);
    const states = new Int32Array(5);
    let total = 0;
    let totalSquares = 0;
    for (let row = 0; row < rows; row++) {
      const w = weighted(foldIn(key, row), 0, loopy, weights, states);
      total += w;
      totalSquares += w * w;
      for (const [v, s] of states.entries()) {
        sums[offsets[v] + s] += w;
        squares[offsets[v] + s] += w * w;
      }
    }
    const error = Math.sqrt(totalSquares / rows - (total / rows) ** 2) / Math.sqrt(rows);
    expect(Math.abs(total / rows - Math.exp(logEvidence))).toBeLessThan(5 * error);
    // The variance of a ratio by the delta method.
    for (const [i, p] of marginals.entries()) {
      const deviation = Math.sqrt(squares[i] * (1 - p) ** 2 + (totalSquares - squares[i]) * p ** 2) / total;
      expect(Math.abs(sums[i] / total - p)).toBeLessThan(5 * deviation + 1e-12);
    }
  });

  test("of Gibbs come to the posterior's, within five standard errors", () => {
    const weights = weightsOf(loopy.sizes, findings);
    const near = neighbourhoods(loopy);
    const states = Int32Array.of(0, 0, 0, 0, 1);
    const counts = new Float64Array(marginals.length);
    for (let sweep = 0; sweep < rows; sweep++) {
      gibbsSweep(foldIn(key, sweep), 0, loopy.sizes, near, weights, states);
      for (const [v, s] of states.entries()) counts[offsets[v] + s]++;
    }
    // Neighbours in a chain that mixes in a few sweeps: about a fifth as many independent ones.
    for (const [i, p] of marginals.entries())
      expect(Math.abs(counts[i] / rows - p)).toBeLessThan(5 * Math.sqrt((5 * p * (1 - p)) / rows) + 1e-12);
  });
});
