import { describe, expect, test } from "vitest";
import { inFloat32, isInFloat32 } from "../../../../shared/densities/float32.ts";
import type { ChainParams } from "../../../../shared/kernels/mcmc/chain.ts";
import { type Model, modelOf } from "../../../../shared/kernels/mcmc/model.ts";
import { ROW_EXTRAS, scalarRun } from "../../../../shared/kernels/mcmc/run.ts";
import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import { wasmRun } from "../../../../shared/kernels/mcmc/wasm.ts";
import { exp } from "../../../../shared/math/elementary.ts";
import { foldIn, normal, uniform } from "../../../../shared/random/index.ts";
import { mcseMean, mcseSd, rhat } from "../../../../shared/stats/convergence.ts";
import { gaussianScale } from "../../../bench/peer/targets/gaussian.ts";
import { thorough } from "../../../thorough.ts";
import { fresh } from "../../../wasm.ts";
import { models, nutsParams, standardNormal } from "./models.ts";

/** Draws after warm-up of the quantity `of` of each parameter vector, chain by chain. */
function sample(model: Model, params: ChainParams, draws: number, chains = 4, seed = 20): Float64Array[][] {
  const { names } = model.target;
  const width = names.length + ROW_EXTRAS.length;
  const rows = Array.from({ length: chains }, (_, chain) => {
    const run = wasmRun(fresh("mcmc"), foldIn([seed, 0], chain), model, params);
    run.draw(params.warmup);
    return run.draw(draws);
  });
  return names.map((_, column) =>
    rows.map((values) => Float64Array.from({ length: draws }, (_, i) => values[i * width + column])),
  );
}

const meanOf = (chains: readonly Float64Array[]) => {
  const all = chains.flatMap((chain) => [...chain]);
  return all.reduce((a, b) => a + b, 0) / all.length;
};

/** |estimate − truth| in Monte Carlo standard errors of a mean. */
const standardErrors = (chains: readonly Float64Array[], truth: number) =>
  Math.abs(meanOf(chains) - truth) / (mcseMean(chains) as number);

// Means of posteriordb's reference draws (10 chains of Stan, thinned), posterior eight_schools-eight_schools_noncentered,
// reference_posteriors/summary_statistics/mean_value.
const REFERENCE: Readonly<Record<string, number>> = {
  "theta[1]": 6.15050229334425,
  "theta[2]": 4.9395811407422,
  "theta[3]": 3.90590609001582,
  "theta[4]": 4.79601675138494,
  "theta[5]": 3.6144363246799,
  "theta[6]": 4.0511475789675,
  "theta[7]": 6.31716975886893,
  "theta[8]": 4.88399694353288,
  mu: 4.41051833695493,
  tau: 3.60205952364059,
};

test("eight schools, non-centred, NUTS 4 × 1,000: means of posteriordb within 4 MCSE, R-hat at most 1.01", () => {
  const model = models["eight-schools-noncentered"];
  const parameters = sample(model, { ...nutsParams, warmup: 1000 }, 1000);
  model.target.names.forEach((name, i) => {
    expect(standardErrors(parameters[i], REFERENCE[name])).toBeLessThan(4);
    expect(rhat(parameters[i])).toBeLessThanOrEqual(1.01);
  });
});

test("100-D Gaussian: means, standard deviations and a correlation within 4.5 Monte Carlo standard errors", () => {
  const parameters = sample(models["gaussian-100"], { ...nutsParams, warmup: 600 }, 500);
  // 201 numbers: 4.5 standard errors are passed by chance in one run of 700.
  parameters.forEach((chains, i) => {
    expect(standardErrors(chains, 0)).toBeLessThan(4.5);
    const second = chains.map((chain) => chain.map((x) => (x / gaussianScale(i)) ** 2));
    expect(standardErrors(second, 1)).toBeLessThan(4.5);
  });
  const product = parameters[40].map((chain, c) => chain.map((x, i) => (x * parameters[41][c][i]) / (4.1 * 4.2)));
  expect(standardErrors(product, 0.9)).toBeLessThan(4.5);
});

describe("closed-form moments in the plane", () => {
  test.each(["nuts", "hmc", "metropolis"] as const)("%s: correlated Gaussian", (sampler) => {
    const params = { ...nutsParams, sampler, warmup: 500, thin: sampler === "metropolis" ? 20 : 1 };
    const [x, y] = sample(models.gaussian, params, 1500);
    expect(standardErrors(x, 0)).toBeLessThan(4);
    expect(standardErrors(y, 0)).toBeLessThan(4);
    const product = x.map((chain, c) => chain.map((value, i) => value * y[c][i]));
    expect(standardErrors(product, 0.95)).toBeLessThan(4);
    const deviation = Math.sqrt(meanOf(x.map((chain) => chain.map((value) => value * value))));
    expect(Math.abs(deviation - 1) / (mcseSd(x) as number)).toBeLessThan(4);
  });

  test("NUTS: banana, E x = E y = 0, E x² = 1, E y² = 2.09", () => {
    const [x, y] = sample(models.banana, { ...nutsParams, warmup: 600, targetAccept: 0.95 }, 3000);
    const square = (chains: Float64Array[]) => chains.map((chain) => chain.map((value) => value * value));
    for (const [chains, truth] of [
      [x, 0],
      [y, 0],
      [square(x), 1],
      [square(y), 2.09],
    ] as const) {
      expect(standardErrors(chains, truth)).toBeLessThan(4);
    }
  });

  test("NUTS: squiggle, E x² = 2", () => {
    const [x] = sample(models.squiggle, { ...nutsParams, warmup: 600, targetAccept: 0.95 }, 2000);
    expect(standardErrors(x, 0)).toBeLessThan(4);
    expect(
      standardErrors(
        x.map((chain) => chain.map((value) => value * value)),
        2,
      ),
    ).toBeLessThan(4);
  });
});

test("Metropolis visits each of three equal modes a third of the time", () => {
  const params = { ...nutsParams, sampler: "metropolis" as const, stepSize: 2.5, warmup: 200, thin: 10 };
  const [x, y] = sample(models.mixture, params, 2500);
  // By symmetry of the centres (±2.5, −1.5), (0, 3), and because the lines x = 0 (y < 0.6) and so on are 4 standard deviations away.
  const top = y.map((chain, c) => chain.map((value, i) => (value > 0.75 + 0.9 * Math.abs(x[c][i]) ? 1 : 0)));
  const left = x.map((chain, c) => chain.map((value, i) => (top[c][i] === 0 && value < 0 ? 1 : 0)));
  expect(standardErrors(left, 1 / 3)).toBeLessThan(4);
  expect(standardErrors(top, 1 / 3)).toBeLessThan(4);
});

test("simulation-based calibration: ranks of the true rate among posterior draws are uniform", () => {
  // λ ~ gamma(2, 1), y_i ~ exponential(λ), five of them; sampled as log λ. Talts et al. (2018).
  const exponentials = (key: readonly [number, number], rate: number, n: number) =>
    Array.from({ length: n }, (_, i) => -Math.log(1 - uniform(key, i)) / rate);
  const counts = new Array<number>(10).fill(0);
  const simulations = thorough ? 300 : 120;
  for (let s = 0; s < simulations; s++) {
    const key = foldIn([8, 15], s);
    const rate = exponentials(foldIn(key, 0), 1, 2).reduce((a, b) => a + b, 0);
    const total = exponentials(foldIn(key, 1), rate, 5).reduce((a, b) => a + b, 0);
    const target: Target = {
      dimension: 1,
      names: ["lambda"],
      logDensity(position, gradient) {
        const lambda = exp(position[0]);
        gradient[0] = 7 - lambda * (1 + total);
        return 7 * position[0] - lambda * (1 + total);
      },
      constrain: (position, parameters) => {
        parameters[0] = exp(position[0]);
      },
    };
    const params = { ...nutsParams, warmup: 100, thin: 3 };
    const run = scalarRun(foldIn(key, 2), { target }, params);
    run.draw(params.warmup);
    const rows = run.draw(99);
    const rank = Array.from({ length: 99 }, (_, i) => rows[i * 8]).filter((lambda) => lambda < rate).length;
    counts[Math.floor(rank / 10)]++;
  }
  const expected = simulations / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 99.9 % quantile of chi-square with 9 degrees of freedom.
  expect(chiSquare).toBeLessThan(27.88);
});

test("NUTS draws from a one-dimensional normal, whose distribution function is known", () => {
  const run = scalarRun([3, 3], { target: standardNormal }, { ...nutsParams, thin: 4 });
  run.draw(nutsParams.warmup);
  const rows = run.draw(2000);
  const draws = Float64Array.from({ length: 2000 }, (_, i) => rows[i * 8]).sort();
  // Kolmogorov–Smirnov against as many direct draws; 1.95 √(2/n) is the 99.9 % level of the two-sample statistic.
  const direct = Float64Array.from({ length: 2000 }, (_, i) => normal([4, 4], i)).sort();
  let distance = 0;
  for (let i = 0, j = 0; i < 2000 && j < 2000; ) {
    if (draws[i] < direct[j]) i++;
    else j++;
    distance = Math.max(distance, Math.abs(i - j) / 2000);
  }
  expect(distance).toBeLessThan(1.95 * Math.sqrt(2 / 2000));
});

test("logistic regression with its rows in float32: posterior means within 0.05 standard deviations of those in float64", () => {
  const double = models["logistic-regression"];
  const single = modelOf(inFloat32(double.program));
  expect(isInFloat32(single.program)).toBe(true);
  // 4 chains × 3,000 draws: a mean is known to about 0.01 standard deviations.
  const [own, exact] = [single, double].map((model) => sample(model, { ...nutsParams, warmup: 300 }, 3000));
  double.target.names.forEach((_, i) => {
    const all = exact[i].flatMap((chain) => [...chain]);
    const mean = meanOf(exact[i]);
    const sd = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length);
    expect(mcseMean(exact[i]) as number).toBeLessThan(0.012 * sd);
    expect(Math.abs(meanOf(own[i]) - mean)).toBeLessThan(0.05 * sd);
  });
});
