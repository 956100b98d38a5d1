/**
 * Detailed balance by the whole matrix: the kernels as they are, on densities of a few whole numbers, with every random number they may draw tried in turn.
 * What normals and uniforms are replaced by keeps a chain on the lattice, so that the flows π_i P_ij are sums of finitely many terms.
 */
import { expect, test, vi } from "vitest";
import { type Flaw, flawed } from "../../../../shared/kernels/mcmc/flawed.ts";
import {
  type Kernel,
  makePhasePoint,
  type Place,
  UNIFORMS,
  type Visit,
} from "../../../../shared/kernels/mcmc/hamiltonian.ts";
import { hmc } from "../../../../shared/kernels/mcmc/hmc.ts";
import { mala } from "../../../../shared/kernels/mcmc/mala.ts";
import { makeMetric } from "../../../../shared/kernels/mcmc/metric.ts";
import { metropolis } from "../../../../shared/kernels/mcmc/metropolis.ts";
import { PATH } from "../../../../shared/kernels/mcmc/path.ts";
import { slice } from "../../../../shared/kernels/mcmc/slice.ts";
import { identity, type Target } from "../../../../shared/kernels/mcmc/target.ts";

/** What stands for the generator: a number for each that is asked for. */
const dice = vi.hoisted(() => ({ normal: (): number => 0, uniform: (_used: number): number => 0 }));
vi.mock("../../../../shared/random/index.ts", async (original) => ({
  ...(await original<typeof import("../../../../shared/random/index.ts")>()),
  normal: () => dice.normal(),
  uniform: (_key: unknown, index: number) => dice.uniform(index - UNIFORMS),
}));

/** π on 0 … 4 times 10: ratios are quarters, so that few equally likely uniforms accept as often as all. */
const WEIGHTS = [1, 4, 2, 1, 2];
const STATES = WEIGHTS.length;
const total = WEIGHTS.reduce((sum, weight) => sum + weight);
/** Even, so that half a step of a momentum is whole; they need not be those of the density. Beyond the states there is none. */
const SLOPES = [2, 2, 0, 0, -2];

const target: Target = {
  dimension: 1,
  names: ["x"],
  logDensity(position, gradient) {
    const state = Math.round(position[0]);
    gradient[0] = SLOPES[state] ?? 0;
    return Math.log(WEIGHTS[state] ?? 0);
  },
  constrain: identity,
};

/** Goes through all that can be drawn, as one walks the leaves of a tree. */
class Draws {
  probability = 1;
  #taken: number[] = [];
  #ways: number[] = [];
  #depth = 0;

  /** One of so many ways, by their probabilities or all alike. */
  take(ways: number, probabilities?: readonly number[]): number {
    const depth = this.#depth++;
    if (depth === this.#taken.length) this.#taken.push(0);
    this.#ways[depth] = ways;
    const way = this.#taken[depth];
    this.probability *= probabilities ? probabilities[way] : 1 / ways;
    return way;
  }

  /** Runs `one` for each leaf. */
  all(one: () => void): void {
    do {
      this.probability = 1;
      this.#depth = 0;
      one();
      while (this.#taken.length > 0 && (this.#taken.at(-1) ?? 0) + 1 === this.#ways[this.#taken.length - 1])
        this.#taken.pop();
      if (this.#taken.length > 0) this.#taken[this.#taken.length - 1]++;
    } while (this.#taken.length > 0);
  }
}

/** The flows π_i P_ij of a transition, which returns with what probability it moved: 1 where it drew that itself. */
function flows(step: (state: Place, draws: Draws) => number): number[][] {
  return WEIGHTS.map((weight, from) => {
    const row = new Array<number>(STATES).fill(0);
    const draws = new Draws();
    draws.all(() => {
      const state = makePhasePoint(1);
      state.position[0] = from;
      state.logDensity = target.logDensity(state.position, state.gradient);
      const moved = step(state, draws);
      const flow = (weight / total) * draws.probability;
      row[Math.round(state.position[0])] += flow * moved;
      row[from] += flow * (1 - moved);
    });
    return row;
  });
}

/** The largest |π_i P_ij − π_j P_ji|, and the largest |(π P)_j − π_j|. */
function imbalance(matrix: number[][]) {
  const pairs = matrix.flatMap((row, i) => row.map((flow, j) => Math.abs(flow - matrix[j][i])));
  const kept = WEIGHTS.map((weight, j) => Math.abs(matrix.reduce((sum, row) => sum + row[j], 0) - weight / total));
  return { balance: Math.max(...pairs), stationarity: Math.max(...kept) };
}

/** From a few values that lie about zero in pairs. */
function normalsFrom(draws: Draws, values: readonly number[], probabilities: readonly number[]): void {
  dice.normal = () => values[draws.take(values.length, probabilities)];
}

const STEP = 1;
const key = [0, 0] as const;
const unit = makeMetric("diagonal", 1);
const noise = { values: [-2, -1, 0, 1, 2], probabilities: [1, 2, 3, 2, 1].map((n) => n / 9) };
/** Whole numbers so far out that nothing is missing of their masses, which are as the densities of a normal variable. */
const momenta = Array.from({ length: 19 }, (_, i) => i - 9);
const massOf = (p: number) => Math.exp(-0.5 * p * p);
const masses = momenta.map((p) => massOf(p) / momenta.reduce((sum, q) => sum + massOf(q), 0));

/** Of a kernel that moves where it can, and says how often it would have. */
const told = (kernel: Kernel, values: readonly number[], probabilities: readonly number[]) => {
  return (state: Place, draws: Draws) => {
    normalsFrom(draws, values, probabilities);
    dice.uniform = () => 0;
    return kernel(key, state, STEP, unit).accept;
  };
};

/** Of one that decides itself: the flows are of what it does. */
const done = (kernel: Kernel) => (state: Place, draws: Draws) => {
  normalsFrom(draws, noise.values, noise.probabilities);
  dice.uniform = () => (draws.take(4) + 0.5) / 4;
  kernel(key, state, STEP, unit);
  return 1;
};

/** The interval is known from what the sampler shows: its next place is any whole number within, and it shrinks to one where that is refused. */
function sliced(state: Place, draws: Draws): number {
  const from = state.position[0];
  let [left, right] = [Number.NaN, Number.NaN];
  const visit: Visit = ([x], _coordinate, mark) => {
    const place = Math.round(2 * x) / 2;
    if (mark === PATH.interval) [left, right] = Number.isNaN(left) ? [place, right] : [left, place];
    else if (place < from) left = place;
    else right = place;
  };
  const { step, start, size } = slice(target, { sampler: "slice", warmup: 0, stepSize: 2, initRadius: 0 }, visit);
  const memory = new Float64Array(size);
  start(key, state, memory);
  const places = () => {
    const first = Math.floor(left) + 1;
    return (first + draws.take(Math.ceil(right) - first) - left) / (right - left);
  };
  // Of the 64 steps that both sides share, only where one side has fewer than it takes does it matter how many.
  const shares = [0, 1, 2, 3, 32, 60, 61, 62, 63];
  const likely = shares.map((share) => (share === 32 ? 56 : 1) / 64);
  const numbers = [
    () => (draws.take(4) + 0.5) / 4,
    () => (draws.take(2) + 0.5) / 2,
    () => (shares[draws.take(shares.length, likely)] + 0.5) / 64,
  ];
  dice.uniform = (used) => (numbers[used] ?? places)();
  step(key, state, memory, 0);
  return 1;
}

const right = {
  metropolis: done(metropolis(target)),
  "metropolis, by its acceptance": told(metropolis(target), noise.values, noise.probabilities),
  slice: sliced,
  mala: told(mala(target), momenta, masses),
  hmc: told(hmc(target, 4), momenta, masses),
};

test.each(Object.entries(right))("all flows of %s go both ways alike", (_, step) => {
  const matrix = flows(step);
  expect(matrix.flat().reduce((sum, flow) => sum + flow)).toBeCloseTo(1, 12);
  // It moves, from everywhere.
  expect(matrix.every((row, i) => row[i] < (0.95 * WEIGHTS[i]) / total)).toBe(true);
  const { balance, stationarity } = imbalance(matrix);
  expect(balance).toBeLessThan(1e-14);
  expect(stationarity).toBeLessThan(1e-14);
});

test.each<Flaw>(["uncorrected", "unadjusted"])("%s does not keep the density", (flaw) => {
  const matrix = flows((state, draws) => {
    normalsFrom(draws, momenta, masses);
    dice.uniform = () => (draws.take(4) + 0.5) / 4;
    flawed(flaw, target, STEP)(key, state);
    return 1;
  });
  expect(imbalance(matrix).stationarity).toBeGreaterThan(0.01);
});
