import { expect, test } from "vitest";
import { foldIn, normal } from "../../../shared/random/index.ts";
import { nestedMcse, nestedRhat, nestedSd, superchainOf } from "../../../shared/stats/nested-rhat.ts";

/** Two superchains of two chains of four draws; by the definition B = 8, B̃ = 2, W̃ = 4/3. */
const shifted = [0, 2, 4, 6].map((c) => [-1, 1, -1, 1].map((x) => x + c));

test("follows the definition, of single draws too", () => {
  const superchains = [superchainOf(shifted.slice(0, 2)), superchainOf(shifted.slice(2))];
  expect(nestedRhat(superchains)).toBeCloseTo(Math.sqrt(17 / 5), 12);
  expect(nestedRhat([superchainOf([[0], [2]]), superchainOf([[4], [6]])])).toBeCloseTo(Math.sqrt(5), 12);
  expect(nestedMcse(superchains)).toBeCloseTo(2, 12);
});

test("the standard deviation is that of all draws", () => {
  const all = shifted.flat();
  const mean = all.reduce((a, b) => a + b) / all.length;
  const sd = Math.sqrt(all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (all.length - 1));
  expect(nestedSd([superchainOf(shifted.slice(0, 2)), superchainOf(shifted.slice(2))], 2, 4)).toBeCloseTo(sd, 12);
});

test("has no value of one superchain, and where nothing moves", () => {
  expect(nestedRhat([superchainOf(shifted)])).toBeUndefined();
  expect(nestedMcse([superchainOf(shifted)])).toBeUndefined();
  const still = [superchainOf([[1, 1], [1, 1]]), superchainOf([[2, 2], [2, 2]])]; // biome-ignore format: two superchains
  expect(nestedRhat(still)).toBeUndefined();
});

/**
 * Chains x ← ρx + √(1 − ρ²) z from one point of N(0, s²) for each superchain. After t steps B = ρ^2t s² + (1 − ρ^2t)/M and W = 1 − ρ^2t in expectation. The relative error
 * of B is √(2/K), that of W √(2/(K(M − 1))): four of them are allowed.
 */
test.each([1, 4, 40])("has its closed form for autoregressive chains after %i steps", (t) => {
  const [K, M, rho, s] = [1000, 8, 0.9, 3];
  const superchains = Array.from({ length: K }, (_, k) => {
    const start = s * normal(foldIn([1, 2], k, t), 0);
    const chains = Array.from({ length: M }, (_, m) => {
      const key = foldIn([3, 4], k, m, t);
      let x = start;
      for (let i = 0; i < t; i++) x = rho * x + Math.sqrt(1 - rho * rho) * normal(key, i);
      return [x];
    });
    return superchainOf(chains);
  });
  const kept = rho ** (2 * t);
  const expected = kept * s * s + (1 - kept) / M;
  const ratio = (nestedRhat(superchains) as number) ** 2 - 1;
  const error = Math.sqrt(2 / K + 2 / (K * (M - 1)));
  expect(Math.abs(ratio / (expected / (1 - kept)) - 1)).toBeLessThan(4 * error);
});
