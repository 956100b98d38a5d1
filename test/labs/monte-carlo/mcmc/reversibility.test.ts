import { expect, test } from "vitest";
import { makeChain, startChain } from "../../../../shared/kernels/mcmc/chain.ts";
import { flawed } from "../../../../shared/kernels/mcmc/flawed.ts";
import type { Place } from "../../../../shared/kernels/mcmc/hamiltonian.ts";
import { foldIn, type Key, normal } from "../../../../shared/random/index.ts";
import { nutsParams, standardNormal } from "./models.ts";

/** Between them lie sixths of a standard normal distribution. */
const EDGES = [-0.967422, -0.430727, 0, 0.430727, 0.967422];
const cellOf = (x: number) => EDGES.filter((edge) => edge < x).length;
const PAIRS = 6000;

/**
 * The matrix of flows π_i P_ij, counted from exact draws of π and one transition each: detailed balance makes it symmetric. Bowker's statistic of the
 * differences is χ² with 15 degrees of freedom.
 */
function asymmetry(step: (key: Key, state: Place) => void, state: Place): number {
  const flows = Array.from({ length: 6 }, () => new Float64Array(6));
  for (let n = 0; n < PAIRS; n++) {
    const x = normal([12, 34], n);
    state.position[0] = x;
    state.logDensity = standardNormal.logDensity(state.position, state.gradient);
    step(foldIn([5, 6], n), state);
    flows[cellOf(x)][cellOf(state.position[0])]++;
  }
  let sum = 0;
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < i; j++)
      if (flows[i][j] + flows[j][i] > 0) sum += (flows[i][j] - flows[j][i]) ** 2 / (flows[i][j] + flows[j][i]);
  return sum;
}

const samplers = ["metropolis", "adaptive-metropolis", "slice", "mala", "hmc", "nuts", "walnuts"] as const;
/** 99.9 % quantile of χ² with 15 degrees of freedom. */
const LARGE = 37.7;

test.each(samplers)("%s satisfies detailed balance", (sampler) => {
  const params = { ...nutsParams, sampler, warmup: 0, adapt: false, stepSize: 0.9, leapfrogs: 2, maxError: 0.02 };
  const state = startChain([1, 1], standardNormal, params);
  expect(asymmetry((key) => makeChain(key, standardNormal, params)(state), state)).toBeLessThan(LARGE);
});

test("a proposal whose asymmetry is not corrected does not", () => {
  const state = startChain([1, 1], standardNormal, nutsParams);
  expect(asymmetry(flawed("uncorrected", standardNormal, 1.2), state)).toBeGreaterThan(2 * LARGE);
});
