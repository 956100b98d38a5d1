import { expect, test } from "vitest";
import { type ChainParams, makeChain, startChain } from "../../../../shared/kernels/mcmc/chain.ts";
import { decodeChain } from "../../../../shared/kernels/mcmc/checkpoint.ts";
import { hmc } from "../../../../shared/kernels/mcmc/hmc.ts";
import { learnMetric } from "../../../../shared/kernels/mcmc/learn-metric.ts";
import { makeMetric } from "../../../../shared/kernels/mcmc/metric.ts";
import { ROW_EXTRAS, scalarRun } from "../../../../shared/kernels/mcmc/run.ts";
import { temperingLayout } from "../../../../shared/kernels/mcmc/tempering.ts";
import {
  adaptStepSize,
  restartStepSize,
  settledStepSize,
  startWarmup,
  startWindow,
  watchDraw,
} from "../../../../shared/kernels/mcmc/warmup.ts";
import { wasmRun } from "../../../../shared/kernels/mcmc/wasm.ts";
import { symmetricEigen } from "../../../../shared/linalg/index.ts";
import { foldIn, normal, uniform } from "../../../../shared/random/index.ts";
import { fresh } from "../../../wasm.ts";
import { model, models, nutsParams, standardNormal } from "./models.ts";

const placeOf = (...position: readonly number[]) => ({
  position: Float64Array.from(position),
  gradient: new Float64Array(position.length),
});

/** Draws (from 0) that end a window. */
function windowEnds(warmup: number): number[] {
  const params = { warmup, targetAccept: 0.8 };
  const state = startWarmup(1, params);
  return Array.from({ length: warmup }, (_, draw) => draw).filter((draw) => {
    const ends = watchDraw(state, draw, placeOf(draw, 0), params);
    if (ends) startWindow(state, draw, params);
    return ends;
  });
}

test("windows of Stan's schedule: 25, 50, 100, … between the first 75 and the last 50 draws", () => {
  expect(windowEnds(1000)).toEqual([99, 149, 249, 449, 949]);
  expect(windowEnds(500)).toEqual([99, 149, 249, 449]);
  expect(windowEnds(150)).toEqual([99]);
  // Scaled down: 15 % and 10 % of the draws at both ends.
  expect(windowEnds(100)).toEqual([89]);
  expect(windowEnds(19)).toEqual([]);
});

test("the metric is the regularised variance of its window alone", () => {
  const params = { warmup: 1000, targetAccept: 0.8 };
  const state = startWarmup(2, params);
  const metric = makeMetric("diagonal", 2);
  const draws = Array.from({ length: 150 }, (_, i) => [normal([1, 1], i), 100 * normal([1, 2], i)]);
  for (const [i, draw] of draws.entries()) {
    if (!watchDraw(state, i, placeOf(...draw), params)) continue;
    learnMetric(metric, state, symmetricEigen);
    startWindow(state, i, params);
  }
  const window = draws.slice(100, 150);
  for (const i of [0, 1]) {
    const mean = window.reduce((sum, draw) => sum + draw[i], 0) / 50;
    const variance = window.reduce((sum, draw) => sum + (draw[i] - mean) ** 2, 0) / 49;
    expect(metric.scale[i] ** 2 / metric.inverseDiagonal[i]).toBeCloseTo(1, 14);
    expect(metric.inverseDiagonal[i] / ((50 / 55) * variance + (1e-3 * 5) / 55)).toBeCloseTo(1, 12);
  }
});

test("dual averaging follows equation 6 of Hoffman and Gelman (2014)", () => {
  const params = { warmup: 1000, targetAccept: 0.65 };
  const state = startWarmup(1, params);
  restartStepSize(state, 0.3);
  let sum = 0;
  let logMean = 0;
  for (let t = 1; t <= 40; t++) {
    const accept = uniform([5, 5], t);
    const stepSize = adaptStepSize(state, accept, params);
    // H̄_t as the recursion of the paper, x_t and its average.
    sum = (1 - 1 / (t + 10)) * sum + (0.65 - accept) / (t + 10);
    const x = Math.log(3) - (Math.sqrt(t) / 0.05) * sum;
    logMean = t ** -0.75 * x + (1 - t ** -0.75) * logMean;
    expect(stepSize / Math.exp(x)).toBeCloseTo(1, 11);
  }
  expect(settledStepSize(state) / Math.exp(logMean)).toBeCloseTo(1, 11);
});

const LEARNING = ["nuts", "walnuts", "hmc", "mala", "adaptive-metropolis", "slice", "tempering"] as const;

test.each(LEARNING)("%s learns in warm-up, and nothing after it", (sampler) => {
  const model = models.banana;
  const params: ChainParams = { ...nutsParams, sampler, warmup: 200, levels: 3, hottest: 0.1 };
  const run = scalarRun([4, 4], model, params);
  const width = model.target.names.length + ROW_EXTRAS.length;
  const stepSizes = (draws: number) => {
    const rows = run.draw(draws);
    return Array.from({ length: draws }, (_, i) => rows[i * width + model.target.names.length + 2]);
  };
  /** What proposals are made of: for a ladder the log scale and the deviations of each level. */
  const learnt = () => {
    const { memory, metric } = decodeChain(run.checkpoint(), 2, params);
    if (sampler !== "tempering")
      return { metric, memory: sampler === "slice" ? memory.slice(0, 4) : sampler.startsWith("a") ? memory : [] };
    const { first, width: of } = temperingLayout(2, 3);
    const levels = [0, 1, 2].map((k) => memory.slice(first + k * of, first + (k + 1) * of));
    return { metric, memory: levels.map((level) => [level[1], ...level.slice(-2)]) };
  };
  expect(new Set(stepSizes(200)).size).toBeGreaterThan(2);
  const [after, before] = [stepSizes(1)[0], learnt()];
  expect(new Set(stepSizes(100))).toEqual(new Set([after]));
  expect(learnt()).toEqual(before);
});

test("after warm-up the step size is the average that dual averaging keeps, not its last trial", () => {
  const model = models["eight-schools-noncentered"];
  const params: ChainParams = { ...nutsParams, warmup: 100 };
  const run = scalarRun([4, 5], model, params);
  run.draw(100);
  const { warmup, stepSize } = decodeChain(run.checkpoint(), model.target.dimension, params);
  expect(warmup.adapted).toBe(10);
  expect(stepSize).toBe(settledStepSize(warmup));
});

/** Where Hoffman and Gelman's algorithm 4, with Stan's threshold, takes the step size of N(0, 1) from q, of momenta for trial after trial. */
function foundStepSize(q: number, momentum: (trial: number) => number, first: number, scale = 1): number {
  let step = first;
  const accepts = (trial: number) => {
    const r = momentum(trial);
    const half = r - 0.5 * step * scale * q;
    const to = q + step * scale * half;
    const end = half - 0.5 * step * scale * to;
    return 0.5 * (q * q + r * r - to * to - end * end) > Math.log(0.8);
  };
  const grows = accepts(0);
  for (let trial = 1; accepts(trial) === grows; trial++) step = grows ? 2 * step : step / 2;
  return step;
}

test.each([0.001, 0.3, 1, 20, 5000])(
  "from %f the first step size is where one step is accepted with 0.8",
  (stepSize) => {
    for (let c = 0; c < 5; c++) {
      const key = [8, c] as const;
      const { position, stepSize: found, warmup } = startChain(key, standardNormal, { ...nutsParams, stepSize });
      expect(found).toBe(foundStepSize(position[0], (trial) => normal(foldIn(key, 0, trial, 2), 0), stepSize));
      expect(warmup.shrinkTo).toBeCloseTo(Math.log(10 * found), 14);
    }
  },
);

test("a window that ends begins dual averaging anew, from a step size that is found with the new metric", () => {
  const key = [8, 8] as const;
  const params: ChainParams = { ...nutsParams, warmup: 1000 };
  const state = startChain(key, standardNormal, params);
  const next = makeChain(key, standardNormal, params);
  let [last, before] = [0, { ...state.warmup }];
  for (let draw = 0; draw < 100; draw++) {
    before = { ...state.warmup };
    const { accept } = next(state);
    last = accept;
  }
  const tried = adaptStepSize(before, last, params);
  const found = foundStepSize(
    state.position[0],
    (trial) => normal(foldIn(key, 100, trial, 2), 0),
    tried,
    state.metric.scale[0],
  );
  expect(state.stepSize).toBe(found);
  expect(state.warmup).toMatchObject({ adapted: 0, shortfall: 0, logStepMean: 0, count: 0 });
  expect(state.warmup.shrinkTo).toBeCloseTo(Math.log(10 * found), 14);
  expect(state.metric.scale[0]).not.toBe(1);
});

test("after warm-up a draw is the last of so many transitions, and tells of all of them", () => {
  const params: ChainParams = { ...nutsParams, sampler: "hmc", warmup: 3, thin: 4, leapfrogs: 5, adapt: false };
  const key = [9, 1] as const;
  const state = startChain(key, standardNormal, params);
  const next = makeChain(key, standardNormal, params);
  expect([1, 2, 3].map(() => next(state).leapfrogs)).toEqual([5, 5, 5]);
  const kernel = hmc(standardNormal, 5);
  const expected = { ...state, position: state.position.slice(), gradient: state.gradient.slice() };
  const accepts = [0, 1, 2, 3].map((i) => kernel(foldIn(key, 3, i, 3), expected, params.stepSize, state.metric).accept);
  const told = next(state);
  expect(told.leapfrogs).toBe(20);
  expect(told.accept).toBeCloseTo(accepts.reduce((sum, one) => sum + one) / 4, 14);
  expect(state.position).toEqual(expected.position);
});

/** √2x for x > 0; the slope of what is below is not a number. */
const HALF_KNOWN = "parameter x in (-4, 4)\ntarget += sqrt(x + abs(x)) - x^2";

test.each([
  ["the reference", scalarRun],
  [
    "the module",
    (...args: Parameters<typeof scalarRun>) => wasmRun(fresh("mcmc"), args[0], model(HALF_KNOWN), args[2]),
  ],
] as const)("%s starts where the gradient is finite", (_, run) => {
  for (let c = 0; c < 10; c++) {
    const rows = run([7, c], model(HALF_KNOWN), {
      ...nutsParams,
      sampler: "metropolis",
      stepSize: 1e-9,
      warmup: 0,
    }).draw(1);
    expect(rows[0]).toBeGreaterThan(0);
  }
});
