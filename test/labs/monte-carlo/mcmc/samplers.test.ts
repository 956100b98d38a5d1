import { describe, expect, test } from "vitest";
import type { ChainParams } from "../../../../shared/kernels/mcmc/chain.ts";
import { decodeChain } from "../../../../shared/kernels/mcmc/checkpoint.ts";
import { conditionalsNumber } from "../../../../shared/kernels/mcmc/conditional-targets.ts";
import { conditionalsOf } from "../../../../shared/kernels/mcmc/conditionals.ts";
import { ROW_EXTRAS, scalarRun } from "../../../../shared/kernels/mcmc/run.ts";
import { swapRates } from "../../../../shared/kernels/mcmc/tempering.ts";
import { wasmRun } from "../../../../shared/kernels/mcmc/wasm.ts";
import { foldIn, normal } from "../../../../shared/random/index.ts";
import { mcseMean } from "../../../../shared/stats/convergence.ts";
import { gaussianScale } from "../../../bench/peer/targets/gaussian.ts";
import { thorough } from "../../../thorough.ts";
import { fresh } from "../../../wasm.ts";
import { models, nutsParams } from "./models.ts";

const WALKERS = 20;
const LADDER = { levels: 6, hottest: 0.02 };
const CHAINS = 4;

type Sampler = ChainParams["sampler"];

/** Draws of each chain after warm-up as a function of a parameter vector. */
function sample(target: string, sampler: Sampler, draws: number, changes: Partial<ChainParams> = {}) {
  const model = models[target];
  const params: ChainParams = {
    ...nutsParams,
    ...LADDER,
    sampler,
    warmup: 1000,
    targetAccept: sampler === "mala" ? 0.574 : 0.8,
    walkers: WALKERS,
    conditionals: conditionalsNumber(target) ?? -1,
    ...changes,
  };
  const width = model.target.names.length + ROW_EXTRAS.length;
  const runs = Array.from({ length: CHAINS }, (_, chain) => {
    const run = wasmRun(fresh("mcmc"), foldIn([31, 7], chain), model, params);
    run.draw(params.warmup);
    return { rows: run.draw(draws), checkpoint: run.checkpoint() };
  });
  const of = (f: (parameters: Float64Array) => number) =>
    runs.map(({ rows }) =>
      Float64Array.from({ length: draws }, (_, i) => f(rows.subarray(i * width, i * width + width))),
    );
  return { of, runs };
}

/** |mean − truth| in Monte Carlo standard errors; of an ensemble those of the means of its rounds, since neighbours are other walkers. */
function errors(chains: readonly Float64Array[], truth: number, sampler: Sampler): number {
  const round = sampler === "ensemble" ? WALKERS : 1;
  const series = chains.map((chain) =>
    Float64Array.from({ length: Math.floor(chain.length / round) }, (_, i) =>
      mean(chain.subarray(i * round, (i + 1) * round)),
    ),
  );
  return Math.abs(mean(series.flatMap((one) => [...one])) - truth) / (mcseMean(series) as number);
}

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;

/** Functions of (x, y) and their exact means. */
const MOMENTS: Readonly<Record<string, readonly (readonly [string, (q: Float64Array) => number, number])[]>> = {
  gaussian: [
    ["x", ([x]) => x, 0],
    ["x²", ([x]) => x * x, 1],
    ["y²", ([, y]) => y * y, 1],
    ["xy", ([x, y]) => x * y, 0.95],
  ],
  banana: [
    ["x", ([x]) => x, 0],
    ["y", ([, y]) => y, 0],
    ["x²", ([x]) => x * x, 1],
    ["y²", ([, y]) => y * y, 2.09],
  ],
  funnel: [
    ["y", ([, y]) => y, 0],
    ["y²", ([, y]) => y * y, 9],
    // ∫ normal(y | 0, 3) (2 Φ(e^{−y/2}) − 1) dy
    ["|x| < 1", ([x]) => Number(Math.abs(x) < 1), 0.622316],
  ],
  // By the symmetry of the centres (±2.5, −1.5), (0, 3): the lines between them are four standard deviations away.
  mixture: [
    ["top", ([x, y]) => Number(y > 0.75 + 0.9 * Math.abs(x)), 1 / 3],
    ["left", ([x, y]) => Number(x < 0 && y < 0.75 + 0.9 * Math.abs(x)), 1 / 3],
  ],
};

const CASES: readonly (readonly [Sampler, string, number, Partial<ChainParams>])[] = [
  ["adaptive-metropolis", "gaussian", 2000, { thin: 4 }],
  ["adaptive-metropolis", "banana", 1500, { thin: 40 }],
  ["slice", "gaussian", 2000, {}],
  ["slice", "funnel", 3000, {}],
  ["gibbs", "gaussian", 2000, { thin: 5 }],
  ["gibbs", "mixture", 2000, { thin: 10 }],
  ["mala", "gaussian", 2000, { thin: 20 }],
  ["tempering", "gaussian", 2000, {}],
  ["tempering", "banana", 2000, { thin: 5 }],
  ["tempering", "mixture", 3000, {}],
  ["ensemble", "gaussian", 20_000, {}],
  ["ensemble", "banana", 30_000, {}],
];

describe.each(CASES)("%s on %s", (sampler, target, draws, changes) => {
  const { of } = sample(target, sampler, thorough ? 5 * draws : draws, changes);
  // 38 numbers, each beyond 4 standard errors once in 16,000.
  test.each(MOMENTS[target])("mean of %s within 4 Monte Carlo standard errors", (_name, f, truth) => {
    expect(errors(of(f), truth, sampler)).toBeLessThan(4);
  });
});

describe("full conditionals of Gibbs sampling", () => {
  const normalOnes = [
    ["gaussian", 2],
    ["gaussian-100", 100],
    ["eight-schools-centered", 9],
  ] as const;
  test.each(normalOnes)(
    "%s: the density is highest at their mean, and falls as their deviation says",
    (name, known) => {
      const { target } = models[name];
      const conditionals = conditionalsOf(conditionalsNumber(name) as number);
      const gradient = new Float64Array(target.dimension);
      // Without noise a coordinate becomes its mean; with one deviation of noise its slope there is −1/deviation.
      const slopes = (noise: number) => {
        const position = Float64Array.from({ length: target.dimension }, (_, i) => 0.3 + 0.1 * ((i * 7) % 5));
        const found: { x: number; slope: number }[] = [];
        conditionals.sweep(position, Float64Array.of(1), { normal: () => noise, uniform: () => 0.5 }, (i) => {
          target.logDensity(position, gradient);
          found.push({ x: position[i], slope: gradient[i] });
          // Later coordinates are to be drawn given the same values of this one.
          position[i] = 0.5;
        });
        return found;
      };
      const [means, beyond] = [slopes(0), slopes(1)];
      for (let i = 0; i < known; i++) {
        expect(means[i].slope).toBeCloseTo(0, 10);
        expect(beyond[i].slope * (beyond[i].x - means[i].x)).toBeCloseTo(-1, 10);
      }
    },
  );

  test("mixture: the second moment of a coordinate given the other is that of the density along it", () => {
    const { target } = models.mixture;
    const conditionals = conditionalsOf(conditionalsNumber("mixture") as number);
    for (const other of [0.4, 0.9]) {
      // Uniforms in a fine grid, and for the normal the two points that have its first three moments.
      const grid = 4000;
      let drawn = 0;
      for (let k = 0; k < grid; k++)
        for (const noise of [-1, 1]) {
          const position = Float64Array.of(0, other);
          let first = Number.NaN;
          const u = { normal: () => noise, uniform: () => (k + 0.5) / grid };
          conditionals.sweep(position, new Float64Array(0), u, (i) => {
            if (i === 0) first = position[0];
          });
          drawn += first ** 2 / (2 * grid);
        }
      let [all, squares] = [0, 0];
      for (let x = -8; x < 8; x += 0.01) {
        const mass = Math.exp(target.logDensity(Float64Array.of(x, other), new Float64Array(2)));
        all += mass;
        squares += mass * x * x;
      }
      // A point of the grid on the wrong side of a border between modes is worth 2.5² of it.
      expect(Math.abs(drawn - squares / all)).toBeLessThan(2 * (6.25 / grid));
    }
  });

  test("eight schools: means of posteriordb within 4 Monte Carlo standard errors", () => {
    const { of } = sample("eight-schools-centered", "gibbs", 1200, { thin: 40 });
    expect(
      errors(
        of((q) => q[0]),
        6.15050229334425,
        "gibbs",
      ),
    ).toBeLessThan(4);
    expect(
      errors(
        of((q) => q[8]),
        4.41051833695493,
        "gibbs",
      ),
    ).toBeLessThan(4);
    expect(
      errors(
        of((q) => q[9]),
        3.60205952364059,
        "gibbs",
      ),
    ).toBeLessThan(4);
  });
});

test("Gibbs on a hundred coordinates: variances and a correlation", () => {
  const { of } = sample("gaussian-100", "gibbs", 1500, { thin: 3 });
  for (const i of [0, 40, 99])
    expect(
      errors(
        of((q) => (q[i] / gaussianScale(i)) ** 2),
        1,
        "gibbs",
      ),
    ).toBeLessThan(4);
  expect(
    errors(
      of((q) => (q[40] * q[41]) / (4.1 * 4.2)),
      0.9,
      "gibbs",
    ),
  ).toBeLessThan(4);
});

test("adaptive Metropolis proposes along the covariance of the last draws of its warm-up that were due", () => {
  const warmup = 400;
  const key = [6, 2] as const;
  const params: ChainParams = { ...nutsParams, sampler: "adaptive-metropolis", warmup };
  const run = scalarRun(key, models.gaussian, params);
  const width = 2 + ROW_EXTRAS.length;
  const rows = run.draw(warmup);
  const { memory } = decodeChain(run.checkpoint(), 2, params);
  // Scale, its logarithm, count and when the next factor is due, mean, scatter; then the factor.
  const [scale, factor] = [memory[0], memory.subarray(10)];
  // Forgotten after a quarter, due after 80 and 160 draws from there.
  const n = 160;
  const draws = [0, 1].map((i) => Array.from({ length: n }, (_, k) => rows[(warmup / 4 + k) * width + i]));
  const covariance = (i: number, j: number) => {
    const products = draws[i].map((x, k) => (x - mean(draws[i])) * (draws[j][k] - mean(draws[j])));
    return (n / (n + 5)) * (products.reduce((sum, one) => sum + one) / (n - 1));
  };
  const ridge = (1e-3 * 5) / (n + 5);
  expect(factor[0] ** 2).toBeCloseTo(covariance(0, 0) + ridge, 12);
  expect(factor[2] * factor[0]).toBeCloseTo((covariance(1, 0) * n) / (n + 10), 12);
  expect(factor[2] ** 2 + factor[3] ** 2).toBeCloseTo(covariance(1, 1) + ridge, 12);
  const [x, y] = rows.subarray((warmup - 1) * width);
  run.draw(1);
  const transition = foldIn(key, warmup, 0, 3);
  const z = [normal(transition, 0), normal(transition, 1)];
  const [toX, toY] = run.path();
  expect(toX).toBeCloseTo(x + scale * factor[0] * z[0], 12);
  expect(toY).toBeCloseTo(y + scale * (factor[2] * z[0] + factor[3] * z[1]), 12);
});

test("tempering carries every chain through all three modes, and swaps at every pair", () => {
  const { of, runs } = sample("mixture", "tempering", 1500);
  const modes = [0, 1].map((k) => of(MOMENTS.mixture[k][1]).map(mean));
  for (let chain = 0; chain < CHAINS; chain++) {
    const [top, left] = modes.map((shares) => shares[chain]);
    for (const share of [top, left, 1 - top - left]) expect(share).toBeGreaterThan(0.2);
  }
  for (const { checkpoint } of runs) {
    const { memory } = decodeChain(checkpoint, 2, nutsParams);
    const rates = swapRates(memory, 2, LADDER.levels);
    expect(rates).toHaveLength(LADDER.levels - 1);
    for (const rate of rates) expect(rate).toBeGreaterThan(0.2);
  }
});

test("a walker of an ensemble moves along the line through another one, each of them as likely", () => {
  const walkers = 5;
  const run = scalarRun([3, 8], models.gaussian, { ...nutsParams, sampler: "ensemble", walkers, warmup: 0 });
  const met = new Float64Array(walkers);
  const rounds = 200;
  for (let step = 0; step < rounds * walkers; step++) {
    const { memory } = decodeChain(run.checkpoint(), 2, nutsParams);
    const places = Array.from({ length: walkers }, (_, walker) => memory.slice(2 + 3 * walker, 4 + 3 * walker));
    const at = (x: number, y: number) => places.findIndex((place) => place[0] === x && place[1] === y);
    run.draw(1);
    const [px, py, , , fromX, fromY, , , toX, toY] = run.path();
    const [partner, moved] = [at(px, py), at(fromX, fromY)];
    expect(moved).toBe(step % walkers);
    expect(partner).not.toBe(moved);
    expect((toX - px) * (fromY - py)).toBeCloseTo((toY - py) * (fromX - px), 9);
    met[partner]++;
  }
  // Binomial counts, four of their deviations.
  for (const count of met) expect(Math.abs(count - rounds)).toBeLessThan(4 * Math.sqrt(rounds * (1 - 1 / walkers)));
});
