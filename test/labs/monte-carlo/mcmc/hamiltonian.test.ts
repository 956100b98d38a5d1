import { describe, expect, test } from "vitest";
import {
  makeLeapfrog,
  makePhasePoint,
  type PhasePoint,
  totalEnergy,
} from "../../../../shared/kernels/mcmc/hamiltonian.ts";
import { forceOf, METRIC_KINDS, type Metric } from "../../../../shared/kernels/mcmc/metric.ts";
import { normal } from "../../../../shared/random/index.ts";
import { someMetric } from "./metrics.ts";
import { models } from "./models.ts";

function startPoint(name: string, metric: Metric): PhasePoint {
  const { target } = models[name];
  const point = makePhasePoint(target.dimension);
  for (let i = 0; i < target.dimension; i++) {
    point.position[i] = 0.5 * normal([1, 7], i);
    point.momentum[i] = normal([2, 7], i);
  }
  point.logDensity = target.logDensity(point.position, point.gradient);
  forceOf(metric, point.gradient, point.force);
  return point;
}

describe.each(["eight-schools-noncentered", "banana", "logistic-regression"])("leapfrog on %s", (name) => {
  const { target } = models[name];
  const leapfrog = makeLeapfrog(target);

  test.each(METRIC_KINDS)("with a %s metric is undone by a step with the opposite sign", (kind) => {
    const metric = someMetric(kind, target.dimension);
    const point = startPoint(name, metric);
    const before = { position: point.position.slice(), momentum: point.momentum.slice() };
    for (let i = 0; i < 20; i++) leapfrog(point, 0.02, metric);
    expect(Math.abs(point.position[0] - before.position[0])).toBeGreaterThan(1e-3);
    for (let i = 0; i < 20; i++) leapfrog(point, -0.02, metric);
    for (const [i, x] of point.position.entries()) expect(x).toBeCloseTo(before.position[i], 11);
    for (const [i, r] of point.momentum.entries()) expect(r).toBeCloseTo(before.momentum[i], 9);
  });

  test.each(METRIC_KINDS)("with a %s metric drifts in energy with the square of the step size", (kind) => {
    const metric = someMetric(kind, target.dimension);
    const drift = (steps: number) => {
      const point = startPoint(name, metric);
      const before = totalEnergy(point);
      for (let i = 0; i < steps; i++) leapfrog(point, 0.08 / steps, metric);
      return totalEnergy(point) - before;
    };
    // Halving the step divides the error by 4, up to terms of the next even order.
    expect(drift(32) / drift(64)).toBeGreaterThan(3.9);
    expect(drift(32) / drift(64)).toBeLessThan(4.1);
  });
});
