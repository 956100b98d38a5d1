import { describe, expect, test } from "vitest";
import type { PhasePoint } from "../../../../shared/kernels/mcmc/hamiltonian.ts";
import { leapfrog, makePhasePoint, totalEnergy } from "../../../../shared/kernels/mcmc/hamiltonian.ts";
import { normal } from "../../../../shared/random/index.ts";
import { models } from "./models.ts";

function startPoint(name: string): { point: PhasePoint; metric: Float64Array } {
  const { target } = models[name];
  const point = makePhasePoint(target.dimension);
  for (let i = 0; i < target.dimension; i++) {
    point.position[i] = 0.5 * normal([1, 7], i);
    point.momentum[i] = normal([2, 7], i);
  }
  point.logDensity = target.logDensity(point.position, point.gradient);
  return { point, metric: point.position.map((_, i) => 0.5 + 0.1 * (i % 5)) };
}

describe.each(["eight-schools-noncentered", "banana", "logistic-regression"])("leapfrog on %s", (name) => {
  const { target } = models[name];

  test("is undone by a step with the opposite sign", () => {
    const { point, metric } = startPoint(name);
    const before = { position: point.position.slice(), momentum: point.momentum.slice() };
    for (let i = 0; i < 20; i++) leapfrog(target, point, 0.02, metric);
    expect(Math.abs(point.position[0] - before.position[0])).toBeGreaterThan(1e-3);
    for (let i = 0; i < 20; i++) leapfrog(target, point, -0.02, metric);
    for (const [i, x] of point.position.entries()) expect(x).toBeCloseTo(before.position[i], 11);
    for (const [i, p] of point.momentum.entries()) expect(p).toBeCloseTo(before.momentum[i], 9);
  });

  test("drifts in energy with the square of the step size", () => {
    const drift = (steps: number) => {
      const { point, metric } = startPoint(name);
      const before = totalEnergy(point, metric);
      for (let i = 0; i < steps; i++) leapfrog(target, point, 0.08 / steps, metric);
      return totalEnergy(point, metric) - before;
    };
    // Halving the step divides the error by 4, up to terms of the next even order.
    expect(drift(32) / drift(64)).toBeGreaterThan(3.9);
    expect(drift(32) / drift(64)).toBeLessThan(4.1);
  });
});
