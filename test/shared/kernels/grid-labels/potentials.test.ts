import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  byBrightness,
  contrastWeight,
  flippedCosts,
  mixtureStep,
  normalCosts,
  startMixture,
} from "../../../../shared/kernels/grid-labels/index.ts";
import { uniforms } from "./enumerated.ts";

describe("potentials", () => {
  test("are −log of what is likely", () => {
    const costs = flippedCosts([0, 1], 0.2);
    expect([...costs].map((cost) => Math.exp(-cost).toFixed(6))).toEqual([
      "0.800000",
      "0.200000",
      "0.200000",
      "0.800000",
    ]);
    const classes = { means: Float64Array.of(0, 1, 0.5, 0.25), variances: Float64Array.of(1, 0.5, 0.1, 2) };
    const normal = (y: number, m: number, v: number) =>
      Math.exp(-((y - m) ** 2) / (2 * v)) / Math.sqrt(2 * Math.PI * v);
    const found = normalCosts({ values: [0.3, 0.7], channels: 2 }, classes);
    expect(Math.exp(-found[0])).toBeCloseTo(normal(0.3, 0, 1) * normal(0.7, 1, 0.5), 12);
    expect(Math.exp(-found[1])).toBeCloseTo(normal(0.3, 0.5, 0.1) * normal(0.7, 0.25, 2), 12);
  });

  test("weights fall with contrast, and do not where there is none", () => {
    const weight = contrastWeight({ values: [0, 0, 1, 1], channels: 1 }, 2, 2, 1);
    // In the rows there is no contrast: a mean of 0.
    expect(weight(0, 1, 1)).toBe(2);
    const other = contrastWeight({ values: [0, 1, 0, 1], channels: 1 }, 2, 2, 0.5);
    expect(other(0, 1, 1)).toBeCloseTo(2 * (0.5 + 0.5 * Math.exp(-0.5)), 12);
    expect(other(0, 2, Math.SQRT2)).toBeCloseTo(Math.SQRT2, 12);
  });
});

describe("classes learnt by EM", () => {
  test("the likelihood never falls, and nothing is NaN, whatever the picture", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 0.1, 0.5, 0.52, 1), { minLength: 6, maxLength: 60 }),
        fc.integer({ min: 2, max: 4 }),
        fc.constantFrom(1, 3),
        (values, labels, channels) => {
          const observed = { values: values.slice(0, values.length - (values.length % 3)), channels };
          fc.pre(observed.values.length / channels >= labels);
          let mixture = startMixture(observed, labels);
          let before = Number.NEGATIVE_INFINITY;
          for (let n = 0; n < 15; n++) {
            const next = mixtureStep(observed, mixture);
            // The floor of the variance may take back what rounding cannot show.
            expect(next.logLikelihood).toBeGreaterThanOrEqual(before - 1e-9);
            before = next.logLikelihood;
            mixture = next.mixture;
          }
          for (const numbers of Object.values(byBrightness(mixture)))
            for (const x of numbers) expect(Number.isFinite(x)).toBe(true);
          expect(mixture.shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("finds three levels in noise", () => {
    const next = uniforms(7);
    const noise = () => Array.from({ length: 12 }, next).reduce((a, b) => a + b, -6);
    const levels = [0.2, 0.5, 0.9];
    const values = Array.from({ length: 3000 }, (_, i) => levels[i % 3] + 0.06 * noise());
    let mixture = startMixture({ values, channels: 1 }, 3);
    for (let n = 0; n < 40; n++) mixture = mixtureStep({ values, channels: 1 }, mixture).mixture;
    for (const [k, level] of levels.entries()) {
      // 1,000 values of deviation 0.06 a class: five standard errors.
      expect(Math.abs(byBrightness(mixture).means[k] - level)).toBeLessThan((5 * 0.06) / Math.sqrt(1000));
    }
  });
});
