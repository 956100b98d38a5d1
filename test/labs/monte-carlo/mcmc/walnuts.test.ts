import { expect, test } from "vitest";
import { makeMetric } from "../../../../shared/kernels/mcmc/metric.ts";
import { nuts } from "../../../../shared/kernels/mcmc/nuts.ts";
import { scalarRun } from "../../../../shared/kernels/mcmc/run.ts";
import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import { walnuts } from "../../../../shared/kernels/mcmc/walnuts.ts";
import { exp } from "../../../../shared/math/elementary.ts";
import { foldIn, normal } from "../../../../shared/random/index.ts";
import { mcseMean } from "../../../../shared/stats/convergence.ts";
import { mean, standardDeviation } from "../../../../shared/stats/moments.ts";
import { thorough } from "../../../thorough.ts";
import { models, nutsParams } from "./models.ts";

const WIDTH = 9;
/** Neal's funnel (2003): v ~ normal(0, 3), x_i | v ~ normal(0, e^(v/2)), nine of them. */
const funnel: Target = {
  dimension: WIDTH + 1,
  names: ["v", ...Array.from({ length: WIDTH }, (_, i) => `x[${i + 1}]`)],
  logDensity(position, gradient) {
    const v = position[0];
    const precision = exp(-v);
    let squares = 0;
    for (let i = 1; i <= WIDTH; i++) {
      squares += position[i] * position[i];
      gradient[i] = -position[i] * precision;
    }
    gradient[0] = -v / 9 - WIDTH / 2 + 0.5 * squares * precision;
    return -(v * v) / 18 - (WIDTH / 2) * v - 0.5 * squares * precision;
  },
  constrain(position, parameters) {
    for (let i = 0; i < parameters.length; i++) parameters[i] = position[i];
  },
};

test("the mouth and the neck of the funnel stay as they are: five transitions from each of many exact draws", () => {
  const starts = thorough ? 20_000 : 1000;
  const kernel = walnuts(funnel, 5, 0.1);
  const metric = makeMetric("diagonal", funnel.dimension);
  const state = { position: new Float64Array(10), gradient: new Float64Array(10), logDensity: 0 };
  const after = Float64Array.from({ length: starts }, (_, n) => {
    state.position[0] = 3 * normal([1, n], 0);
    for (let i = 1; i <= WIDTH; i++) state.position[i] = exp(state.position[0] / 2) * normal([1, n], i);
    state.logDensity = funnel.logDensity(state.position, state.gradient);
    for (let i = 0; i < 5; i++) kernel(foldIn([2, n], i), state, 1.5, metric);
    return state.position[0];
  });
  // Draws are independent: errors are σ/√n. P(v < −3) = 0.158655.
  const within = (values: Float64Array, truth: number) =>
    expect(Math.abs(mean(values) - truth) / (standardDeviation(values) / Math.sqrt(starts))).toBeLessThan(4);
  within(after, 0);
  within(
    after.map((v) => v * v),
    9,
  );
  within(
    after.map((v) => (v < -3 ? 1 : 0)),
    0.158655,
  );
});

test("WALNUTS reaches the neck of the funnel, which NUTS misses", () => {
  const share = (sampler: "nuts" | "walnuts") => {
    const draws = thorough ? 20_000 : sampler === "nuts" ? 3000 : 2000;
    const params = { ...nutsParams, sampler, maxError: 0.3, adapt: sampler === "nuts", stepSize: 0.5, warmup: 500 };
    const chains = [0, 1, 2, 3].map((chain) => {
      const run = scalarRun(foldIn([7, 3], chain), { target: funnel }, params);
      run.draw(params.warmup);
      const rows = run.draw(draws);
      const width = rows.length / draws;
      return Float64Array.from({ length: draws }, (_, i) => (rows[i * width] < -3 ? 1 : 0));
    });
    const estimate = mean(Float64Array.from(chains.flatMap((chain) => [...chain])));
    return (estimate - 0.158655) / (mcseMean(chains) as number);
  };
  expect(Math.abs(share("walnuts"))).toBeLessThan(4);
  expect(share("nuts")).toBeLessThan(-4);
});

test("where no macro step needs dividing, WALNUTS takes the draws of NUTS", () => {
  const { target } = models["eight-schools-noncentered"];
  const metric = makeMetric("diagonal", target.dimension);
  const [one, other] = [nuts(target, 6), walnuts(target, 6, 1e6)].map((kernel) => {
    const position = new Float64Array(10).fill(0.3);
    const gradient = new Float64Array(10);
    const state = { position, gradient, logDensity: target.logDensity(position, gradient) };
    for (let n = 0; n < 50; n++) kernel([4, n], state, 0.2, metric);
    return state;
  });
  expect(other).toEqual(one);
});
