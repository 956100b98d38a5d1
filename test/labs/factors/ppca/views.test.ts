/** What the views of probabilistic PCA are given instead of computing it. */
import { expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import { bestDimension } from "../../../../shared/labs/factors/ppca/curves.ts";
import { flatRank, spectrumOf } from "../../../../shared/labs/factors/ppca/spectrum.ts";
import { symmetricEigen } from "../../../../shared/linalg/index.ts";

test("a model's spectrum is that of its covariance along the loadings; the data's own where it is known", () => {
  // Orthogonal columns (2, 2, 0) and (0, 0, 1), σ² = 0.5.
  const fit = { loadings: array(Float64Array.of(2, 0, 2, 0, 0, 1), [3, 2]), sigma2: array(Float64Array.of(0.5)) };
  const covariance = Float64Array.of(4.5, 4, 0, 4, 4.5, 0, 0, 0, 1.5);
  const found = spectrumOf(fit);
  expect(found?.whole).toBe(false);
  const [first, second] = symmetricEigen(covariance, 3).values;
  expect(found?.values[0]).toBeCloseTo(first, 12);
  expect(found?.values[1]).toBeCloseTo(second, 12);
  expect(spectrumOf({ ...fit, eigenvalues: array(Float64Array.of(9, 4, 1)) })).toEqual({
    values: [9, 4, 1],
    whole: true,
  });
  expect(spectrumOf(undefined)).toBeUndefined();
  expect(spectrumOf({ mean: array(new Float64Array(3)) })).toBeUndefined();
});

test("a flat has as many dimensions as directions with a variance, and only where no noise is left", () => {
  const spectrum = { values: [10, 2, 1e-12, 0], whole: true };
  expect(flatRank(spectrum, 1e-12)).toBe(2);
  expect(flatRank(spectrum, 1e-6)).toBeUndefined();
});

test("the best dimension is the first of the largest or smallest values that are known", () => {
  expect(bestDimension([undefined, -3, -1, -1, Number.NaN], 1)).toBe(2);
  expect(bestDimension([undefined, 3, 1, 1, Number.NEGATIVE_INFINITY], -1)).toBe(2);
  expect(bestDimension([undefined, undefined], 1)).toBeUndefined();
  expect(bestDimension([], -1)).toBeUndefined();
});
