import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  autocorrelations,
  autocorrelationTime,
  bell,
  chainOf,
  cube,
  cumulativeRows,
  cycle,
  discardErrors,
  drawStates,
  EveryStart,
  expectation,
  type FiniteChain,
  matrixOf,
  metropolis,
  moveAll,
  SeveralPartsError,
  shuffle,
  spectrumOf,
  stepDistribution,
  thinnedError,
  totalVariation,
  wells,
} from "../../../shared/kernels/finite-chain/index.ts";
import { multiply } from "../../../shared/linalg/index.ts";

const chains: Readonly<Record<string, FiniteChain>> = {
  bell: metropolis(bell(20), 3, 0),
  wells: metropolis(wells(24, 3), 2, 0.1),
  cycle: cycle(7, 0),
  cube: cube(4, 0.5),
  shuffle: shuffle(4, 0),
};
const all = Object.entries(chains);
const first = ({ states }: FiniteChain) => Float64Array.from({ length: states }, (_, i) => (i === 0 ? 1 : 0));

/** Rows of a random chain of 2 to 6 states, all of which lead to each other. */
const rowsOf = fc
  .integer({ min: 2, max: 6 })
  .chain((n) =>
    fc.array(fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    }),
  )
  .map((weights) =>
    weights.map((row) => {
      const total = row.reduce((a, b) => a + b, 0);
      return new Map(row.map((weight, j) => [j, weight / total] as const));
    }),
  );

describe.each(all)("%s", (_, chain) => {
  test("rows sum to 1, and the equilibrium stays", () => {
    const matrix = matrixOf(chain);
    const n = chain.states;
    for (let i = 0; i < n; i++)
      expect(matrix.subarray(i * n, (i + 1) * n).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 13);
    const next = new Float64Array(n);
    stepDistribution(chain, chain.stationary, next);
    expect(totalVariation(next, chain.stationary)).toBeLessThan(1e-14);
    expect(chain.stationary.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 13);
  });

  test("the distance equals that of matrix powers, from one start and from the worst", () => {
    const n = chain.states;
    const p = matrixOf(chain);
    const every = new EveryStart(chain);
    const mu = first(chain);
    const next = new Float64Array(n);
    let power = p;
    for (let t = 1; t <= 9; t++) {
      if (t > 1) power = multiply(power, p, n, n, n);
      every.step();
      stepDistribution(chain, mu, next);
      mu.set(next);
      const rows = Array.from({ length: n }, (_, i) =>
        totalVariation(power.subarray(i * n, (i + 1) * n), chain.stationary),
      );
      expect(totalVariation(mu, chain.stationary)).toBeCloseTo(rows[0], 12);
      expect(every.distance()).toBeCloseTo(Math.max(...rows), 12);
    }
  });

  test("the bound by the spectrum holds, and the distance decays at its rate in the end", () => {
    const spectrum = spectrumOf(chain);
    const mu = first(chain);
    const next = new Float64Array(chain.states);
    let before = 1;
    let ratio = 0;
    for (let t = 1; t <= 120; t++) {
      stepDistribution(chain, mu, next);
      mu.set(next);
      const distance = totalVariation(mu, chain.stationary);
      expect(distance).toBeLessThanOrEqual(spectrum.start(0) * spectrum.second ** t + 1e-12);
      if (distance > 1e-11) ratio = distance / before;
      before = distance;
    }
    if (chain.reversible) expect(Math.abs(ratio - spectrum.second)).toBeLessThan(0.02);
  });
});

test("eigenvalues of a ring are the cosines, those of a cube 1 − k/d, and a bell is in balance while a shuffle is not", () => {
  const ring = spectrumOf(cycle(9, 0)).values;
  const cosines = Array.from({ length: 9 }, (_, k) => Math.cos((2 * Math.PI * k) / 9)).sort((a, b) => b - a);
  ring.forEach((value, k) => {
    expect(value).toBeCloseTo(cosines[k], 12);
  });
  const corners = spectrumOf(cube(3, 0.5)).values;
  [1, 2 / 3, 2 / 3, 2 / 3, 1 / 3, 1 / 3, 1 / 3, 0].forEach((value, k) => {
    expect(corners[k]).toBeCloseTo(value, 12);
  });
  expect(all.map(([name, { reversible }]) => [name, reversible])).toEqual([
    ["bell", true],
    ["wells", true],
    ["cycle", true],
    ["cube", true],
    ["shuffle", false],
  ]);
});

test("an even ring that never waits keeps its distance of one half", () => {
  const chain = cycle(6, 0);
  const mu = first(chain);
  const next = new Float64Array(6);
  for (let t = 0; t < 200; t++) {
    stepDistribution(chain, mu, next);
    mu.set(next);
  }
  expect(totalVariation(mu, chain.stationary)).toBeCloseTo(0.5, 12);
  expect(spectrumOf(chain).second).toBe(1);
});

test("the equilibrium of any chain that leads everywhere stays; of two states it is b/(a + b)", () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      const chain = chainOf(rows);
      const next = new Float64Array(chain.states);
      stepDistribution(chain, chain.stationary, next);
      expect(totalVariation(next, chain.stationary)).toBeLessThan(1e-14);
    }),
  );
  const two = chainOf([
    new Map([
      [0, 0.9],
      [1, 0.1],
    ]),
    new Map([
      [0, 1e-9],
      [1, 1 - 1e-9],
    ]),
  ]);
  expect(two.stationary[0] / (1e-9 / (0.1 + 1e-9))).toBeCloseTo(1, 12);
});

test("a state that is left for good has no mass; two parts that are never left are named", () => {
  const left = chainOf([
    new Map([[1, 1]]),
    new Map([
      [1, 0.5],
      [2, 0.5],
    ]),
    new Map([[1, 1]]),
  ]);
  expect(Array.from(left.stationary)).toEqual([0, expect.closeTo(2 / 3, 14), expect.closeTo(1 / 3, 14)]);
  const apart = [
    new Map([
      [0, 0.5],
      [1, 0.5],
    ]),
    new Map([[1, 1]]),
    new Map([[2, 1]]),
  ];
  expect(() => chainOf(apart)).toThrow(SeveralPartsError);
});

/** Every path of a small chain with its probability. */
function paths(chain: FiniteChain, start: Float64Array, steps: number): { states: number[]; mass: number }[] {
  const p = matrixOf(chain);
  let found = Array.from(start, (mass, i) => ({ states: [i], mass }));
  for (let t = 1; t < steps; t++)
    found = found.flatMap(({ states, mass }) =>
      Array.from({ length: chain.states }, (_, j) => ({
        states: [...states, j],
        mass: mass * p[(states.at(-1) as number) * chain.states + j],
      })),
    );
  return found;
}

test("bias and mean squared error of averages equal those over all paths, discarded and thinned", () => {
  fc.assert(
    fc.property(
      rowsOf.filter((rows) => rows.length <= 3),
      (rows) => {
        const chain = chainOf(rows);
        const f = Float64Array.from({ length: chain.states }, (_, i) => i * i - 1);
        const start = first(chain);
        const steps = 6;
        const mean = expectation(chain.stationary, f);
        const { bias, meanSquare } = discardErrors(chain, f, start, steps);
        for (const [discarded, every] of [
          [0, 1],
          [2, 1],
          [5, 1],
          [1, 2],
          [0, 4],
        ]) {
          let [b, square] = [0, 0];
          for (const { states, mass } of paths(chain, start, steps)) {
            const kept = states.filter((_, t) => t >= discarded && (t - discarded) % every === 0);
            const error = kept.reduce((sum, i) => sum + f[i], 0) / kept.length - mean;
            b += mass * error;
            square += mass * error * error;
          }
          if (every === 1) {
            expect(bias[discarded]).toBeCloseTo(b, 11);
            expect(meanSquare[discarded]).toBeCloseTo(square, 11);
          }
          expect(thinnedError(chain, f, start, { steps, discarded, every })).toBeCloseTo(square, 11);
        }
      },
    ),
    { numRuns: 20 },
  );
});

test("τ is the sum of the autocorrelations, and (1 + λ)/(1 − λ) for an eigenfunction", () => {
  for (const [, chain] of all) {
    const f = Float64Array.from({ length: chain.states }, (_, i) => Math.sin(i));
    const rho = autocorrelations(chain, f, 20_000);
    const tau = autocorrelationTime(chain, f) as number;
    expect(tau).toBeCloseTo(2 * rho.reduce((a, b) => a + b, 0) - 1, 6);
  }
  const ring = cycle(9, 0);
  const wave = Float64Array.from({ length: 9 }, (_, i) => Math.cos((2 * Math.PI * i) / 9));
  const lambda = Math.cos((2 * Math.PI) / 9);
  expect(autocorrelationTime(ring, wave)).toBeCloseTo((1 + lambda) / (1 - lambda), 9);
  expect(autocorrelationTime(ring, wave.fill(2))).toBeUndefined();
});

test("simulated chains are where the powers of the matrix say, within the error of their number", () => {
  const chain = chains.bell;
  const count = 40_000;
  const cumulative = cumulativeRows(chain);
  const at = drawStates(first(chain), [1, 1], count);
  const mu = first(chain);
  const next = new Float64Array(chain.states);
  for (let t = 0; t < 12; t++) {
    moveAll(chain, cumulative, [2, 2], t, at);
    stepDistribution(chain, mu, next);
    mu.set(next);
  }
  const counts = new Float64Array(chain.states);
  for (const state of at) counts[state]++;
  counts.forEach((found, i) => {
    // Five standard errors of a count.
    expect(Math.abs(found - count * mu[i])).toBeLessThanOrEqual(5 * Math.sqrt(count * mu[i] * (1 - mu[i])) + 1e-9);
  });
});
