import fc from "fast-check";
import { expect, test } from "vitest";
import { SingularInnovationError } from "../../../../shared/kernels/kalman/array-steps.ts";
import { squareOf } from "../../../../shared/kernels/kalman/factors.ts";
import { kalmanFilter } from "../../../../shared/kernels/kalman/filter.ts";
import { modelOf } from "../../../../shared/kernels/kalman/model.ts";
import { drawPath, lagOne, smooth } from "../../../../shared/kernels/kalman/smoother.ts";
import { multiply, transpose } from "../../../../shared/linalg/index.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { dense } from "./dense.ts";
import { problems, simulate } from "./problems.ts";

const off = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let most = 0;
  for (let i = 0; i < b.length; i++) most = Math.max(most, Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(b[i])));
  return most;
};

test("filter, smoother, lag-one covariances and likelihood of 300 random models are those of dense conditioning, to 1e-8", () => {
  fc.assert(
    fc.property(problems, ({ model, data }) => {
      const n = model.states;
      const size = data.steps * n;
      const run = kalmanFilter(model, data);
      const all = dense(model, data);
      const block = (from: Float64Array, t: number, s: number) =>
        Float64Array.from({ length: n * n }, (_, at) => from[(t * n + Math.floor(at / n)) * size + s * n + (at % n)]);
      const likely = Math.abs(run.logLikelihood - all.logLikelihood) / Math.max(1, Math.abs(all.logLikelihood));
      expect(likely).toBeLessThan(1e-8);
      const smoothed = smooth(run, n, model.outputs);
      expect(off(smoothed.means, all.means)).toBeLessThan(1e-8);
      for (let t = 0; t < data.steps; t++) {
        const covariance = squareOf(smoothed.factors, n, smoothed.slots[t] * n * n);
        expect(off(covariance, block(all.covariance, t, t))).toBeLessThan(1e-8);
        if (t + 1 < data.steps)
          expect(off(lagOne(run, smoothed, t, n), block(all.covariance, t + 1, t))).toBeLessThan(1e-8);
        for (const [until, means, factors] of [
          [t, run.predicted, run.predictedFactors],
          [t + 1, run.filtered, run.filteredFactors],
        ] as const) {
          const known = dense(model, data, until);
          expect(off(means.subarray(t * n, (t + 1) * n), known.means.subarray(t * n, (t + 1) * n))).toBeLessThan(1e-8);
          expect(off(squareOf(factors, n, run.slots[t] * n * n), block(known.covariance, t, t))).toBeLessThan(1e-8);
        }
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

test("what has settled is not computed again, and the answers are those of every step computed", () => {
  fc.assert(
    fc.property(problems, fc.nat(), ({ model }, seed) => {
      const stable = { ...model, transition: model.transition.map((value) => 0.5 * value) };
      const { y } = simulate(stable, 80, seed);
      const data = { steps: 80, values: y };
      const [some, every] = [kalmanFilter(stable, data), kalmanFilter(stable, data, { everyStep: true })];
      expect(off(some.filtered, every.filtered)).toBeLessThan(1e-10);
      expect(
        off(smooth(some, model.states, model.outputs).means, smooth(every, model.states, model.outputs).means),
      ).toBeLessThan(1e-10);
      expect(Math.abs(some.logLikelihood - every.logLikelihood)).toBeLessThan(1e-9 * Math.abs(every.logLikelihood));
    }),
    { numRuns: 60 },
  );
});

test("an ill-conditioned update keeps its variances, where the plain form loses them (Grewal and Andrews, example of rounding)", () => {
  const delta = 2 ** -27;
  const h = Float64Array.of(1, 1, 1, 1, 1, 1 + delta);
  const identity = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  const model = modelOf(3, 2, {
    observation: h,
    noiseFactor: Float64Array.of(delta, 0, 0, delta),
    factor: identity,
  });
  const run = kalmanFilter(model, { steps: 1, values: Float64Array.of(1, 1) });
  const p = squareOf(run.filteredFactors, 3);
  // By hand: det S = 8δ² + 2δ³ + 2δ⁴.
  const rest = 8 + 2 * delta + 2 * delta * delta;
  expect(p[0]).toBeCloseTo(1 - 3 / rest, 6);
  expect(p[4]).toBeCloseTo(1 - 3 / rest, 6);
  expect(p[8]).toBeCloseTo(1 - (4 + 2 * delta + delta * delta) / rest, 6);
  for (let i = 0; i < 3; i++) expect(p[i * 4]).toBeGreaterThan(0);
  // The plain form: S = H·P·Hᵀ + R has no inverse left.
  const s = multiply(h, transpose(h, 2, 3), 2, 3, 2);
  for (let i = 0; i < 2; i++) s[i * 3] += delta * delta;
  expect(plainVariance(s, h)).not.toBeCloseTo(1 - 3 / rest, 2);
});

/** P₁₁ − (P·Hᵀ·S⁻¹·H·P)₁₁ for P = I, as the plain form computes it. */
function plainVariance(s: Float64Array, h: Float64Array): number {
  const determinant = s[0] * s[3] - s[1] * s[2];
  return 1 - (h[0] * (s[3] * h[0] - s[1] * h[3]) + h[3] * (s[0] * h[3] - s[2] * h[0])) / determinant;
}

test("the prior is of the state at the first step: an update comes first", () => {
  const model = modelOf(1, 1, {
    processFactor: Float64Array.of(1),
    observation: Float64Array.of(1),
    noiseFactor: Float64Array.of(1),
    factor: Float64Array.of(1),
  });
  expect(kalmanFilter(model, { steps: 1, values: Float64Array.of(1) }).filtered[0]).toBeCloseTo(0.5, 15);
});

test("measurements without any uncertainty are refused by their step", () => {
  const model = modelOf(1, 2, { observation: Float64Array.of(1, 1), factor: Float64Array.of(1) });
  expect(() => kalmanFilter(model, { steps: 1, values: Float64Array.of(1, 1) })).toThrow(SingularInnovationError);
});

test("paths drawn given all measurements have their mean and covariance", () => {
  const model = modelOf(2, 1, {
    transition: Float64Array.of(1, 1, 0, 1),
    processFactor: Float64Array.of(0.5, 0, 0.25, 0.1),
    observation: Float64Array.of(1, 0),
    noiseFactor: Float64Array.of(1),
    factor: Float64Array.of(2, 0, 0, 1),
  });
  const { y } = simulate(model, 6, 4);
  const run = kalmanFilter(model, { steps: 6, values: y, mask: Uint8Array.of(1, 1, 0, 0, 1, 0) });
  const smoothed = smooth(run, 2, 1);
  const draws = 4000;
  const paths = Array.from({ length: draws }, (_, d) => drawPath(keyOfSeed(d), run, 2, 1));
  for (let at = 0; at < 12; at++) {
    const t = Math.floor(at / 2);
    const variance = squareOf(smoothed.factors, 2, smoothed.slots[t] * 4)[(at % 2) * 3];
    const mean = paths.reduce((sum, path) => sum + path[at] / draws, 0);
    const spread = paths.reduce((sum, path) => sum + (path[at] - smoothed.means[at]) ** 2 / draws, 0);
    // Four standard errors of a mean and of a variance.
    expect(Math.abs(mean - smoothed.means[at])).toBeLessThan(4 * Math.sqrt(variance / draws));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / draws));
  }
});
