/** Crowds on the processor: what they sample, and what they tell. */
import { expect, test } from "vitest";
import { type CrowdParams, JITTER, transitionKey, UNIFORMS } from "../../../../../shared/kernels/mcmc/crowd/params.ts";
import { makeCrowd, overChains, startCrowd, superchainsOf } from "../../../../../shared/kernels/mcmc/crowd/scalar.ts";
import { startsOf } from "../../../../../shared/kernels/mcmc/crowd/starts.ts";
import { identity, type Target } from "../../../../../shared/kernels/mcmc/target.ts";
import { normal, normal32, uniform32 } from "../../../../../shared/random/index.ts";
import { nestedMcse, nestedRhat, nestedSd, superchainOf } from "../../../../../shared/stats/nested-rhat.ts";
import { models, standardNormal } from "../models.ts";

const plain: CrowdParams = {
  ...{ sampler: "hmc", superchains: 32, chains: 6, warmup: 60, stepSize: 0.5, leapfrogs: 6 },
  ...{ targetAccept: 0.8, initRadius: 2 },
};

function run(target: Target, params: CrowdParams, draws: number) {
  const state = startCrowd(target, params, startsOf([5, 6], target, params));
  const crowd = makeCrowd([5, 6], target, params);
  const rows = Array.from({ length: params.warmup + draws }, (_, n) => crowd.step(state, n));
  const superchains = superchainsOf(state.mean, state.squares, params, target.names.length, draws);
  return { state, rows, of: (p: number) => superchains.map((one) => one[p]) };
}

const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** Means within five standard errors of the truth, and standard deviations within five of the same. */
test.each([
  ["metropolis", "gaussian", [0, 0], [1, 1]],
  ["hmc", "gaussian", [0, 0], [1, 1]],
  ["hmc", "banana", [0, 0], [1, Math.sqrt(2.09)]],
  ["hmc", "squiggle", [0], [Math.SQRT2]],
] as const)("%s samples %s", (sampler, id, means, sds) => {
  const draws = 40;
  const params = { ...plain, sampler, warmup: sampler === "hmc" ? 60 : 120 };
  const { rows, of } = run(models[id].target, params, draws);
  for (const [p, mean] of means.entries()) {
    const error = nestedMcse(of(p)) as number;
    expect(error).toBeLessThan(0.25);
    expect(Math.abs(average(of(p).map((one) => one.mean)) - mean)).toBeLessThan(5 * error);
    expect(Math.abs(nestedSd(of(p), params.chains, draws) - sds[p])).toBeLessThan(5 * error);
    expect(nestedRhat(of(p))).toBeLessThan(1.1);
  }
  const accept = average(rows.slice(params.warmup).map((row) => row.accept));
  expect(Math.abs(accept - (sampler === "hmc" ? 0.8 : 0.337))).toBeLessThan(0.05);
});

test.each([
  ["metropolis", 2.4, 15],
  ["hmc", 1.5, 10],
] as const)("%s keeps a normal distribution from exact draws of it", (sampler, stepSize, steps) => {
  const chains = 20_000;
  const params = { ...plain, ...{ sampler, stepSize, superchains: chains, chains: 1, warmup: 0, leapfrogs: 3 } };
  const starts = Float64Array.from({ length: chains }, (_, c) => normal([7, 7], c));
  const state = startCrowd(standardNormal, params, starts);
  const crowd = makeCrowd([7, 8], standardNormal, params);
  let accept = 0;
  for (let n = 0; n < steps; n++) accept += crowd.step(state, n).accept / steps;
  // Whatever accepts too often or too seldom has many proposals to show it.
  expect(accept).toBeLessThan(0.9);
  const moment = (power: number) => average(Array.from(state.position, (x) => x ** power));
  // Chains are independent: four standard errors, with E x⁸ = 105.
  expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / chains));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / chains));
});

test("a step of HMC is a leapfrog step of jittered size, accepted by a number of its own", () => {
  const params = { ...plain, superchains: 1, chains: 1, warmup: 0, leapfrogs: 1, stepSize: 1.6 };
  const state = startCrowd(standardNormal, params, Float64Array.of(0.7));
  const crowd = makeCrowd([4, 2], standardNormal, params);
  let [q, moves] = [0.7, 0];
  for (let n = 0; n < 200; n++) {
    const key = transitionKey([4, 2], 0, n);
    const step = 1.6 * (1 + JITTER * (2 * uniform32(key, UNIFORMS + 1) - 1));
    const momentum = normal32(key, 0);
    const half = momentum - 0.5 * step * q;
    const to = q + step * half;
    const end = half - 0.5 * step * to;
    const accept = Math.min(1, Math.exp(0.5 * (q * q + momentum ** 2 - to * to - end ** 2)));
    expect(crowd.step(state, n).accept).toBeCloseTo(accept, 10);
    if (uniform32(key, UNIFORMS) < accept) {
      q = to;
      moves++;
    }
    expect(state.position[0]).toBeCloseTo(q, 9);
  }
  expect(moves).toBeGreaterThan(100);
  expect(moves).toBeLessThan(195);
});

test("each coordinate gets the scale that it has", () => {
  const sds = [0.01, 1, 50];
  const target: Target = {
    dimension: 3,
    names: ["a", "b", "c"],
    logDensity(q, gradient) {
      let sum = 0;
      for (const [i, sd] of sds.entries()) {
        gradient[i] = -q[i] / (sd * sd);
        sum += 0.5 * q[i] * gradient[i];
      }
      return sum;
    },
    constrain: identity,
  };
  const { state } = run(target, plain, 10);
  // A standard deviation of 192 chains has an error of 1/√384, and the mean of the last scales less.
  for (const [i, sd] of sds.entries()) expect(Math.abs(state.scale[i] / sd - 1)).toBeLessThan(5 / Math.sqrt(384));
});

test("what it tells of its chains and superchains is what their draws say", () => {
  const values = Float64Array.from({ length: 24 }, (_, i) => (i * 7) % 11);
  const { mean, between, within } = overChains(values, { superchains: 3, chains: 4 }, 2);
  for (const p of [0, 1]) {
    const groups = [0, 1, 2].map((k) => superchainOf([0, 1, 2, 3].map((m) => [values[(4 * k + m) * 2 + p]])));
    expect(mean[p]).toBeCloseTo(average(groups.map((group) => group.mean)), 12);
    expect(within[p]).toBeCloseTo(average(groups.map((group) => group.between)), 12);
    expect(Math.sqrt(1 + between[p] / within[p])).toBeCloseTo(nestedRhat(groups) as number, 12);
  }
});

test("moments of each chain are those of its draws after warm-up", () => {
  const { target } = models.gaussian;
  const params = { ...plain, superchains: 2, chains: 2, warmup: 3 };
  const state = startCrowd(target, params, startsOf([5, 6], target, params));
  const crowd = makeCrowd([5, 6], target, params);
  const drawn: number[][] = Array.from({ length: 8 }, () => []);
  for (let n = 0; n < 12; n++) {
    crowd.step(state, n);
    if (n >= 3) for (const [i, x] of crowd.report(state).entries()) drawn[i].push(x);
  }
  const found = superchainsOf(state.mean, state.squares, params, 2, 9);
  for (const k of [0, 1])
    for (const p of [0, 1]) {
      const own = superchainOf([0, 1].map((m) => drawn[(2 * k + m) * 2 + p]));
      for (const part of ["mean", "between", "within"] as const) expect(found[k][p][part]).toBeCloseTo(own[part], 10);
    }
});

test("what diverges is counted and stays where it was", () => {
  const { target } = models.gaussian;
  const params = { ...plain, superchains: 4, chains: 4, warmup: 0, stepSize: 1000 };
  const { rows, state } = run(target, params, 3);
  expect(rows.map(({ divergent, accept }) => [divergent, accept])).toEqual(Array(3).fill([16, 0]));
  expect(state.position).toEqual(startCrowd(target, params, startsOf([5, 6], target, params)).position);
});

test("a target without a place to start says so", () => {
  const nowhere: Target = { ...models.gaussian.target, logDensity: () => Number.NaN };
  expect(() => startsOf([1, 2], nowhere, plain)).toThrow("no finite density in 100 trials within ±2");
});
