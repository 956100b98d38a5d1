import { expect, test } from "vitest";
import { DIVERGENCE, type Kernel, makePhasePoint, UNIFORMS } from "../../../../shared/kernels/mcmc/hamiltonian.ts";
import { hmc } from "../../../../shared/kernels/mcmc/hmc.ts";
import { mala } from "../../../../shared/kernels/mcmc/mala.ts";
import { makeMetric } from "../../../../shared/kernels/mcmc/metric.ts";
import { nuts } from "../../../../shared/kernels/mcmc/nuts.ts";
import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import { walnuts } from "../../../../shared/kernels/mcmc/walnuts.ts";
import { foldIn, normal, uniform } from "../../../../shared/random/index.ts";
import { type Density, nutsTransition } from "../../../oracles/nuts.ts";
import { models, standardNormal } from "./models.ts";

/** The density of a target, on plain lists. */
const densityOf =
  ({ dimension, logDensity }: Target): Density =>
  (position) => {
    const [at, gradient] = [makePhasePoint(dimension).position, makePhasePoint(dimension).gradient];
    at.set(position);
    return [logDensity(at, gradient), Array.from(gradient.subarray(0, dimension))];
  };

test.each([
  ["gaussian", 0.15, undefined],
  ["banana", 0.2, undefined],
  ["funnel", 0.4, undefined],
  ["eight-schools-noncentered", 0.3, undefined],
  ["gaussian", 0.8, 0.2],
  ["banana", 0.9, 0.3],
  ["funnel", 1.2, 0.1],
] as const)(
  "on %s, step %d, energies within %s: trajectories, choices and ends of the definition",
  (name, step, maxError) => {
    const { target } = models[name];
    const d = target.dimension;
    const density = densityOf(target);
    const kernel = maxError === undefined ? nuts(target, 6) : walnuts(target, 6, maxError);
    const state = makePhasePoint(d);
    for (let i = 0; i < d; i++) state.position[i] = 0.4 * normal([8, 8], i);
    state.logDensity = target.logDensity(state.position, state.gradient);
    const depths = new Set<number>();
    for (let n = 0; n < 60; n++) {
      const key = foldIn([5, 9], n);
      const q = Array.from(state.position.subarray(0, d));
      const p = Array.from({ length: d }, (_, i) => normal(key, i));
      let used = UNIFORMS;
      const expected = nutsTransition(density, q, p, step, 6, () => uniform(key, used++), maxError);
      const { treeDepth, leapfrogs } = kernel(key, state, step, makeMetric("diagonal", d));
      expect([treeDepth, leapfrogs], `transition ${n}`).toEqual([expected.depth, expected.leapfrogs]);
      for (let i = 0; i < d; i++) expect(state.position[i]).toBeCloseTo(expected.position[i], 9);
      depths.add(treeDepth);
    }
    expect(depths.size).toBeGreaterThan(2);
  },
);

test("a trajectory is divergent where the energy has grown by more than 1000, and then ends", () => {
  const key = [2, 5] as const;
  const r = normal(key, 0);
  // From 0 a leapfrog step of ε leads to q = ±εr with momentum r(1 − ε²/2).
  const growth = (step: number) => 0.5 * step ** 2 * r ** 2 + 0.5 * r ** 2 * ((1 - step ** 2 / 2) ** 2 - 1);
  let [low, high] = [1, 1e4];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (growth(middle) < 1000) low = middle;
    else high = middle;
  }
  expect(DIVERGENCE).toBe(1000);
  const of = (kernel: Kernel, step: number) => {
    const state = makePhasePoint(1);
    state.logDensity = standardNormal.logDensity(state.position, state.gradient);
    return kernel(key, state, step, makeMetric("diagonal", 1));
  };
  for (const make of [() => hmc(standardNormal, 1), () => nuts(standardNormal, 1)]) {
    expect(of(make(), low * 0.999).divergent).toBe(false);
    expect(of(make(), low * 1.001).divergent).toBe(true);
  }
  expect(of(nuts(standardNormal, 10), low * 1.001)).toMatchObject({ leapfrogs: 1, treeDepth: 0 });
});

test("MALA proposes a step of Langevin's diffusion and accepts by both of its densities", () => {
  const { target } = models.banana;
  const [step, scale] = [0.6, [0.8, 1.5]];
  const metric = makeMetric("diagonal", 2);
  metric.scale.set(scale);
  const visited: number[][] = [];
  const kernel = mala(target, (position) => visited.push([...position]));
  const density = densityOf(target);
  for (let n = 0; n < 20; n++) {
    const key = foldIn([3, 3], n);
    const state = makePhasePoint(2);
    const q = [normal([4, n], 0), normal([4, n], 1)];
    state.position.set(q);
    state.logDensity = target.logDensity(state.position, state.gradient);
    visited.length = 0;
    const { accept, leapfrogs } = kernel(key, state, step, metric);
    expect([leapfrogs, visited.length]).toEqual([1, 1]);
    const [to] = visited;
    const drift = (from: readonly number[], i: number) =>
      from[i] + 0.5 * step ** 2 * scale[i] ** 2 * density(from)[1][i];
    const logProposal = (from: readonly number[], there: readonly number[]) =>
      there.reduce((sum, x, i) => sum - 0.5 * ((x - drift(from, i)) / (step * scale[i])) ** 2, 0);
    for (const i of [0, 1]) expect(to[i]).toBeCloseTo(drift(q, i) + step * scale[i] * normal(key, i), 12);
    const ratio = density(to)[0] + logProposal(to, q) - density(q)[0] - logProposal(q, to);
    expect(accept).toBeCloseTo(Math.min(1, Math.exp(ratio)), 10);
  }
});
