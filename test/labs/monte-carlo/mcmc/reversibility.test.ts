import { expect, test } from "vitest";
import { makeChain, startChain } from "../../../../shared/kernels/mcmc/chain.ts";
import { flawed } from "../../../../shared/kernels/mcmc/flawed.ts";
import type { Place } from "../../../../shared/kernels/mcmc/hamiltonian.ts";
import { makeMetric } from "../../../../shared/kernels/mcmc/metric.ts";
import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import { walnuts } from "../../../../shared/kernels/mcmc/walnuts.ts";
import { foldIn, type Key, normal, uniform } from "../../../../shared/random/index.ts";
import { nutsParams, standardNormal } from "./models.ts";

/** A density on the line that can be drawn from, and what divides the line into six cells. */
interface Known {
  readonly target: Target;
  readonly draw: (key: Key, index: number) => number;
  readonly edges: readonly number[];
}

/** Between the edges lie sixths of the distribution. */
const bell: Known = {
  target: standardNormal,
  draw: normal,
  edges: [-0.967422, -0.430727, 0, 0.430727, 0.967422],
};

/** Half a normal on the left and one of a tenth of its width on the right: a step that fits one side does not fit the other. */
const NARROW = 10;
const steep: Known = {
  target: {
    ...standardNormal,
    logDensity([x], gradient) {
      const precision = x > 0 ? NARROW * NARROW : 1;
      gradient[0] = -precision * x;
      return -0.5 * precision * x * x;
    },
  },
  draw(key, index) {
    const size = Math.abs(normal(key, index));
    return uniform(foldIn(key, 1), index) < 1 / (1 + NARROW) ? size / NARROW : -size;
  },
  edges: [-1, -0.5, -0.2, 0, 0.06],
};
const PAIRS = 6000;

/**
 * The matrix of flows π_i P_ij, counted from exact draws of π and one transition each: detailed balance makes it symmetric. Bowker's statistic of the
 * differences is χ² with 15 degrees of freedom.
 */
function asymmetry(
  { target, draw, edges }: Known,
  step: (key: Key, state: Place) => void,
  state: Place,
  pairs = PAIRS,
): number {
  const cellOf = (x: number) => edges.filter((edge) => edge < x).length;
  const flows = Array.from({ length: 6 }, () => new Float64Array(6));
  for (let n = 0; n < pairs; n++) {
    const x = draw([12, 34], n);
    state.position[0] = x;
    state.logDensity = target.logDensity(state.position, state.gradient);
    step(foldIn([5, 6], n), state);
    flows[cellOf(x)][cellOf(state.position[0])]++;
  }
  let sum = 0;
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < i; j++)
      if (flows[i][j] + flows[j][i] > 0) sum += (flows[i][j] - flows[j][i]) ** 2 / (flows[i][j] + flows[j][i]);
  return sum;
}

const samplers = ["metropolis", "adaptive-metropolis", "slice", "mala", "hmc", "nuts"] as const;
/** 99.9 % quantile of χ² with 15 degrees of freedom. */
const LARGE = 37.7;

test.each(samplers)("%s satisfies detailed balance", (sampler) => {
  const params = { ...nutsParams, sampler, warmup: 0, adapt: false, stepSize: 0.9, leapfrogs: 2 };
  const state = startChain([1, 1], standardNormal, params);
  expect(asymmetry(bell, (key) => makeChain(key, standardNormal, params)(state), state)).toBeLessThan(LARGE);
});

test("a proposal whose asymmetry is not corrected does not", () => {
  const state = startChain([1, 1], standardNormal, nutsParams);
  expect(asymmetry(bell, flawed("uncorrected", standardNormal, 1.2), state)).toBeGreaterThan(2 * LARGE);
});

test("WALNUTS satisfies detailed balance where its steps are divided on one side alone", () => {
  const state = startChain([1, 1], steep.target, { ...nutsParams, adapt: false });
  const kernel = walnuts(steep.target, 5, 0.3);
  const metric = makeMetric("diagonal", 1);
  expect(asymmetry(steep, (key) => kernel(key, state, 0.8, metric), state)).toBeLessThan(LARGE);
});
