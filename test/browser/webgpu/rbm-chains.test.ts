/** Chains of restricted Boltzmann machines on a GPU: beside those of the processor, beside all states counted, and beside the known log Z. */
import { expect, test } from "vitest";
import { logBase } from "../../../shared/kernels/rbm/ais.ts";
import { type GpuChains, gpuChains, partsOf } from "../../../shared/kernels/rbm/gpu/chains.ts";
import type { Kind, Parameters, RbmMachine, States } from "../../../shared/kernels/rbm/machine.ts";
import { scalarMachine } from "../../../shared/kernels/rbm/scalar.ts";
import { foldIn } from "../../../shared/random/index.ts";
import type { Key } from "../../../shared/random/key.ts";
import { logMean, lowerLimit } from "../../../shared/stats/betting.ts";
import { chiSquareTail } from "../../../shared/stats/incomplete-gamma.ts";
import { mixture } from "../../oracles/gaussian-rbm.ts";
import { bruteForce } from "../../oracles/rbm.ts";
import { randomParameters, randomReal } from "../../oracles/rbm-parameters.ts";
import { thorough } from "../../thorough.ts";
import { theGpu } from "./gpu.ts";

const KEY: Key = [3, 4];
const [START, OTHER] = [foldIn(KEY, 1), foldIn(KEY, 2)];

interface Pair {
  readonly machine: RbmMachine<States>;
  readonly chains: GpuChains;
}

/** The same chains on both, from draws of the base. */
async function both(parameters: Parameters, count: number, options = {}): Promise<Pair> {
  const [visible, hidden] = [parameters.visibleBias.length, parameters.hiddenBias.length];
  const kind: Kind = { gaussian: parameters.logVariance !== undefined };
  const machine = scalarMachine(visible, hidden, count, kind);
  const base = baseOf(parameters);
  machine.setParameters(parameters);
  machine.setBase(base.visibleBias, base.logVariance);
  for (let n = 0; n < count; n++) machine.startAtBase(n, START);
  const chains = await gpuChains(await theGpu(), parameters, base, count, options);
  chains.setStates(machine.chains(count));
  return { machine, chains };
}

/** Something else than the machine's own biases and variances. */
function baseOf({ visibleBias, logVariance }: Parameters) {
  return {
    visibleBias: visibleBias.map((b, i) => 0.5 * b + 0.1 * (i % 3)),
    ...(logVariance && { logVariance: logVariance.map((log) => log + 0.3) }),
  };
}

const upward = (steps: number) => Float64Array.from({ length: steps + 1 }, (_, k) => k / steps);

function annealHere({ machine }: Pair, key: Key, betas: Float64Array, logWeights: Float64Array, step = 0) {
  for (let s = 0; s + 1 < betas.length; s++)
    for (let n = 0; n < logWeights.length; n++)
      logWeights[n] += machine.anneal(n, betas[s], betas[s + 1], step + s, key);
}

/** Sizes beside whole workgroups, and below one. */
test.each([
  [5, 3, 7],
  [130, 70, 4],
  [64, 200, 3],
] as const)(
  "%i × %i binary units: the very states of the processor, and its weights",
  async (visible, hidden, count) => {
    const pair = await both(randomParameters(visible, hidden, 1, 0.3), count);
    const [here, there] = [new Float64Array(count), new Float64Array(count)];
    // Up, then down again; few temperatures make large differences, many small ones.
    const ways = [upward(60), upward(4).reverse()];
    let step = 0;
    for (const betas of ways) {
      annealHere(pair, KEY, betas, here, step);
      await pair.chains.anneal(KEY, step, betas, there);
      expect(await pair.chains.states()).toEqual(pair.machine.chains(count));
      step += betas.length - 1;
    }
    for (let n = 0; n < count; n++) expect(Math.abs(there[n] - here[n])).toBeLessThan(2e-4);
  },
);

test("Gaussian units: the states of the processor, but for rounding, and its weights", async () => {
  const count = 5;
  const pair = await both(randomReal(70, 9, 2, 0.2), count);
  const [here, there] = [new Float64Array(count), new Float64Array(count)];
  annealHere(pair, KEY, upward(50), here);
  await pair.chains.anneal(KEY, 0, upward(50), there);
  const own = await pair.chains.states();
  for (const [at, value] of pair.machine.chains(count).entries())
    expect(Math.abs(own[at] - value)).toBeLessThan(1e-4 * (1 + Math.abs(value)));
  for (let n = 0; n < count; n++) expect(Math.abs(there[n] - here[n])).toBeLessThan(2e-3);
});

test("what is long is cut into dispatches, and gives the same", async () => {
  const sizes = { visible: 784, hidden: 500, chains: 1000 };
  expect(partsOf(sizes, 2)).toEqual([
    { row: 0, sweeps: 1, first: 0, end: 240 },
    { row: 0, sweeps: 1, first: 240, end: 480 },
    { row: 0, sweeps: 1, first: 480, end: 720 },
    { row: 0, sweeps: 1, first: 720, end: 960 },
    { row: 0, sweeps: 1, first: 960, end: 1000 },
    ...[0, 240, 480, 720].map((first) => ({ row: 1, sweeps: 1, first, end: first + 240 })),
    { row: 1, sweeps: 1, first: 960, end: 1000 },
  ]);
  expect(partsOf({ ...sizes, chains: 10 }, 50)).toHaveLength(3);
  // No more workgroups than a dispatch may have: one for each chain, or for two of them.
  expect(partsOf({ visible: 64, hidden: 40, chains: 70_000 }, 1, Infinity).map(({ end }) => end)).toEqual([
    65_535, 70_000,
  ]);
  expect(partsOf({ visible: 32, hidden: 20, chains: 140_000 }, 1, Infinity).map(({ end }) => end)).toEqual([
    131_070, 140_000,
  ]);
  const parameters = randomParameters(20, 10, 3);
  const run = async (options: object, cuts: readonly number[]) => {
    const { chains } = await both(parameters, 9, options);
    const weights = new Float64Array(9);
    for (let c = 0; c + 1 < cuts.length; c++)
      await chains.anneal(KEY, cuts[c], upward(600).subarray(cuts[c], cuts[c + 1] + 1), weights);
    return { weights, states: await chains.states() };
  };
  const whole = await run({}, [0, 600]);
  expect(await run({}, [0, 1, 300, 600])).toEqual(whole);
  // Three chains at a time; all of them, a few sweeps at a time.
  const work = 2 * 20 * 10 + 200 * 30;
  expect(await run({ mostWork: 3 * work }, [0, 600])).toEqual(whole);
  expect(await run({ mostWork: 30 * work }, [0, 600])).toEqual(whole);
});

test.runIf(thorough)("more chains than a dispatch has workgroups", async () => {
  const { machine, chains } = await both(randomParameters(33, 2, 4), 66_000);
  const weights = new Float64Array(66_000);
  await chains.anneal(KEY, 0, [0.5, 0.5], weights);
  for (let n = 65_500; n < 66_000; n++) machine.anneal(n, 0.5, 0.5, 0, KEY);
  expect((await chains.states()).subarray(33 * 65_500)).toEqual(machine.chains(66_000).subarray(33 * 65_500));
});

test("a number that is none stays one, in the weights of its chain", async () => {
  const parameters = randomParameters(4, 3, 5);
  parameters.weights[5] = Number.NaN;
  const { chains } = await both(parameters, 2);
  chains.setStates(Uint8Array.of(0, 1, 0, 0, 1, 0, 1, 1));
  const weights = new Float64Array(2);
  await chains.anneal(KEY, 0, [0, 0.5], weights);
  expect([...weights]).toEqual([Number.NaN, Number.NaN]);
});

/** Independent chains: what each ends with after so many sweeps at β = 1 is a draw of its own. */
async function drawn(parameters: Parameters, count: number): Promise<States> {
  const { chains } = await both(parameters, count);
  await chains.anneal(KEY, 0, new Float64Array(41).fill(1), new Float64Array(count));
  return chains.states();
}

test("block Gibbs leaves the chains at the distribution that all states counted have (χ²)", async () => {
  const parameters = randomParameters(5, 4, 6);
  const { visible, probability } = bruteForce(parameters);
  const count = thorough ? 20_000 : 4000;
  const states = await drawn(parameters, count);
  const seen = new Float64Array(visible.length);
  for (let n = 0; n < count; n++) seen[[...states.subarray(5 * n, 5 * n + 5)].reduce((s, on, i) => s + (on << i), 0)]++;
  const square = seen.reduce((sum, c, s) => sum + (c - count * probability[s]) ** 2 / (count * probability[s]), 0);
  expect(Math.min(...probability) * count).toBeGreaterThan(5);
  expect(chiSquareTail(square, visible.length - 1)).toBeGreaterThan(1e-3);
});

test("Gaussian units: means and covariances within four errors of those of the mixture", async () => {
  const parameters = randomReal(3, 4, 7);
  const { parts } = mixture(parameters);
  const count = thorough ? 20_000 : 4000;
  const states = await drawn(parameters, count);
  const expected = (of: (mean: readonly number[]) => number) =>
    parts.reduce((sum, { probability, mean }) => sum + probability * of(mean), 0);
  const check = (of: (v: ArrayLike<number>) => number, truth: number) => {
    const values = Float64Array.from({ length: count }, (_, n) => of(states.subarray(3 * n, 3 * n + 3)));
    const mean = values.reduce((a, b) => a + b, 0) / count;
    const error = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / count;
    expect(Math.abs(mean - truth)).toBeLessThan(4 * error);
  };
  for (let i = 0; i < 3; i++) {
    check(
      (v) => v[i],
      expected((mean) => mean[i]),
    );
    for (let k = 0; k <= i; k++) {
      const noise = i === k ? Math.exp(parameters.logVariance[i]) : 0;
      check((v) => v[i] * v[k], expected((mean) => mean[i] * mean[k]) + noise);
    }
  }
});

/** Log weights of chains from the base, less log Z / Z_0: their exponentials have the mean 1. */
async function annealed(parameters: Parameters, logZ: number, count: number, steps: number) {
  const pair = await both(parameters, count);
  const base = baseOf(parameters);
  const known = logZ - logBase(base.visibleBias, parameters.hiddenBias.length, base.logVariance);
  const there = new Float64Array(count);
  await pair.chains.anneal(KEY, 0, upward(steps), there);
  return { pair, there, known };
}

const MACHINES: readonly (readonly [string, Parameters, number])[] = [
  ["binary", randomParameters(8, 6, 8), bruteForce(randomParameters(8, 6, 8)).logZ],
  ["Gaussian", randomReal(4, 5, 9), mixture(randomReal(4, 5, 9)).logZ],
];

test.each(MACHINES)(
  "%s units: annealed importance sampling finds the exact log Z, with weights as those of the processor",
  async (_, parameters, logZ) => {
    const [count, steps] = thorough ? [2000, 100] : [400, 40];
    const { pair, there, known } = await annealed(parameters, logZ, count, steps);
    const w = there.map((log) => Math.exp(log - known));
    const mean = w.reduce((a, b) => a + b, 0) / count;
    const error = Math.sqrt(w.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / count;
    expect(Math.abs(mean - 1)).toBeLessThan(4 * error);
    expect(lowerLimit(there, 1e-3)).toBeLessThan(known);
    expect(Math.abs(logMean(there) - known)).toBeLessThan(0.2);
    // Other random numbers on the processor: the two samples of weights are of one distribution.
    for (let n = 0; n < count; n++) pair.machine.startAtBase(n, OTHER);
    const here = new Float64Array(count);
    annealHere(pair, OTHER, upward(steps), here);
    expect(kolmogorovSmirnov(here, there)).toBeGreaterThan(1e-3);
  },
);

/** p-value of the two-sample test of as many numbers each, by the limiting distribution. */
function kolmogorovSmirnov(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const [x, y] = [a.slice().sort(), b.slice().sort()];
  let [i, j, apart] = [0, 0, 0];
  while (i < n && j < n) {
    if (x[i] <= y[j]) i++;
    else j++;
    apart = Math.max(apart, Math.abs(i - j) / n);
  }
  const square = 2 * apart * apart * (n / 2);
  return Math.min(
    1,
    Array.from({ length: 100 }, (_, k) => k + 1).reduce(
      (sum, k) => sum + 2 * (k % 2 === 1 ? 1 : -1) * Math.exp(-square * k * k),
      0,
    ),
  );
}

test("ten thousand temperatures: sums of float32 differences stay within 1e-3 nats of those of float64", async () => {
  const [count, steps] = thorough ? [8, 10_000] : [4, 1000];
  const pair = await both(randomParameters(30, 20, 10), count);
  const [here, there] = [new Float64Array(count), new Float64Array(count)];
  annealHere(pair, KEY, upward(steps), here);
  await pair.chains.anneal(KEY, 0, upward(steps), there);
  expect(await pair.chains.states()).toEqual(pair.machine.chains(count));
  for (let n = 0; n < count; n++) expect(Math.abs(there[n] - here[n])).toBeLessThan(1e-3);
});
