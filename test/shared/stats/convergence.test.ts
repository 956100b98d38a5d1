import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { foldIn, normal, uniform } from "../../../shared/random/index.ts";
import {
  ebfmi,
  essBulk,
  essMean,
  essQuantile,
  essSd,
  essTail,
  mcseMean,
  mcseQuantile,
  mcseSd,
  rhat,
} from "../../../shared/stats/convergence.ts";
import { essCap } from "../../../shared/stats/ess-cap.ts";
import { summarise } from "../../../shared/stats/summary.ts";
import * as oracle from "../../oracles/mcmc-diagnostics.ts";

type Chains = readonly Float64Array[];

/** Relative difference, at most 10^-8 throughout. */
function expectClose(actual: number | undefined, expected: number): void {
  expect(actual).toBeDefined();
  if (expected === 0) expect(actual).toBe(0);
  else expect(Math.abs((actual as number) / expected - 1)).toBeLessThan(1e-8);
}

/** Fixed draws with the values that ArviZ 0.23.4 gives for them. */
interface Published {
  readonly name: string;
  readonly chains: readonly (readonly number[])[];
  readonly expected: Readonly<Record<string, number>>;
}
const published: readonly Published[] = JSON.parse(readFileSync(new URL("./arviz.json", import.meta.url), "utf8"));

describe.each(published)("$name", ({ chains, expected }) => {
  const draws = chains.map((chain) => Float64Array.from(chain));
  const known: Readonly<Record<string, number | undefined>> = expected;
  test.each([
    ["rhat", rhat],
    ["essBulk", essBulk],
    ["essTail", essTail],
    ["essMean", essMean],
    ["mcseMean", mcseMean],
    ["mcseSd", mcseSd],
    ["essQuantile90", (c: Chains) => essQuantile(c, 0.9)],
  ] as const)("%s as ArviZ", (name, diagnostic) => {
    // ArviZ gives no R̂ of a single chain.
    if (known[name] === undefined) expect(`${name} of ${chains.length} chain`).toBe("rhat of 1 chain");
    else expectClose(diagnostic(draws), known[name]);
  });
});

/** As above, by posterior 1.4.0 (posterior.R); null: no value. */
interface Posterior {
  readonly name: string;
  readonly chains: readonly (readonly (number | "Infinity")[])[];
  readonly expected: Readonly<Record<string, number | null>>;
}
const posterior: readonly Posterior[] = JSON.parse(readFileSync(new URL("./posterior.json", import.meta.url), "utf8"));

describe.each(posterior)("$name, as posterior", ({ chains, expected }) => {
  const draws = chains.map((chain) => Float64Array.from(chain, Number));
  const known = (name: string, value: number | undefined) => {
    const published = expected[name];
    if (published === null) expect(value, name).toBeUndefined();
    else expectClose(value, published);
  };
  test.each([
    ["rhat", rhat],
    ["essBulk", essBulk],
    ["essTail", essTail],
    ["essMean", essMean],
    ["essSd", essSd],
    ["essMedian", (c: Chains) => essQuantile(c, 0.5)],
    ["mcseMean", mcseMean],
    ["mcseSd", mcseSd],
    ["mcseQ5", (c: Chains) => mcseQuantile(c, 0.05)],
    ["mcseQ50", (c: Chains) => mcseQuantile(c, 0.5)],
    ["mcseQ95", (c: Chains) => mcseQuantile(c, 0.95)],
  ] as const)("%s", (name, diagnostic) => known(name, diagnostic(draws)));
  test("all of them at once", () => {
    const { mcse, ...summary } = summarise(draws);
    for (const name of ["rhat", "essBulk", "essTail", "mcseSd", "mcseQ5", "mcseQ50", "mcseQ95"] as const)
      known(name, summary[name]);
    known("mcseMean", mcse);
  });
});

test("effective sizes of short chains: half the draws from 6 to 11, none of 4 and 5", () => {
  const sizes = (draws: number) => {
    const chains = autoregressive(7, 4, draws, 0.9);
    return [essBulk(chains), essTail(chains), essMean(chains)];
  };
  for (const draws of [4, 5]) expect(sizes(draws), `${draws}`).toEqual([undefined, undefined, undefined]);
  for (const draws of [6, 8, 10]) expect(sizes(draws), `${draws}`).toEqual([2 * draws, 2 * draws, 2 * draws]);
  for (const draws of [7, 9, 11]) {
    const halves = 2 * (draws - 1);
    expect(sizes(draws), `${draws}`).toEqual([halves, halves, halves]);
  }
});

test("chains that stand still at different places have no R-hat", () => {
  for (const places of [
    [0.1, 0.2, 0.3, 0.7],
    [1e-8, 1, 1e8],
    [0.1, 0.1, 0.3],
  ]) {
    for (const draws of [4, 21, 100]) {
      const chains = places.map((place) => new Float64Array(draws).fill(place));
      expect(rhat(chains), `${places} × ${draws}`).toBeUndefined();
    }
  }
  const moving = [...autoregressive(8, 3, 40, 0.2), new Float64Array(40).fill(0.1)];
  expect(rhat(moving)).toBeGreaterThan(1);
});

test("draws that repel each other have S log10 S, a cap that is told", () => {
  const chains = autoregressive(9, 4, 400, -0.99);
  expect(essMean(chains)).toBe(essCap(1600));
  expect(essCap(1600)).toBeCloseTo(1600 * Math.log10(1600), 9);
});

/** Autoregressive draws, shifted and scaled chain by chain, rounded when `steps` is given (ties). */
function autoregressive(seed: number, chains: number, draws: number, correlation: number, steps?: number): Chains {
  return Array.from({ length: chains }, (_, c) => {
    const key = foldIn([seed, 77], c);
    let x = normal(key, draws);
    return Float64Array.from({ length: draws }, (_, i) => {
      x = correlation * x + normal(key, i);
      const value = x * (1 + 0.2 * c) + 0.1 * c;
      return steps === undefined ? value : Math.round(value * steps) / steps;
    });
  });
}

describe.each([
  { name: "odd length", chains: autoregressive(1, 4, 51, 0.5) },
  { name: "ties", chains: autoregressive(2, 3, 60, 0.3, 2) },
  { name: "slow", chains: autoregressive(3, 2, 120, 0.97) },
  { name: "antithetic", chains: autoregressive(4, 2, 64, -0.9) },
  { name: "one short chain", chains: autoregressive(5, 1, 12, 0) },
])("$name, against the literal definition", ({ chains }) => {
  const plain = chains.map((chain) => [...chain]);
  test("R-hat", () => expectClose(rhat(chains), oracle.rhat(plain)));
  test("bulk ESS", () => expectClose(essBulk(chains), oracle.essBulk(plain)));
  test("tail ESS", () => expectClose(essTail(chains), oracle.essTail(plain)));
  test("MCSE of the mean", () => expectClose(mcseMean(chains), oracle.mcseMean(plain)));
  test("MCSE of the standard deviation", () => expectClose(mcseSd(chains), oracle.mcseSd(plain)));
  test("MCSE of quantiles", () => {
    for (const p of [0.1, 0.5]) expectClose(mcseQuantile(chains, p), oracle.mcseQuantile(plain, p));
  });
});

test("the transform beyond the direct lags continues the direct sums", () => {
  const chains = autoregressive(6, 2, 400, 0.99);
  expectClose(essMean(chains), oracle.essMean(chains.map((chain) => [...chain])));
});

test("no value for constant, infinite and too few draws", () => {
  const constant = [Float64Array.of(2, 2, 2, 2, 2, 2, 2, 2)];
  const infinite = [Float64Array.of(1, 2, 3, Infinity, 5, 6, 7, 8)];
  const few = [Float64Array.of(1, 2, 3)];
  for (const chains of [constant, infinite, few]) {
    expect(essMean(chains)).toBeUndefined();
    expect(mcseMean(chains)).toBeUndefined();
  }
  expect(rhat(constant)).toBeUndefined();
  expect(essBulk(constant)).toBeUndefined();
});

test("E-BFMI of independent energies is near 2 and equals its formula", () => {
  const energy = Float64Array.from({ length: 4000 }, (_, i) => uniform([9, 9], i));
  const centre = energy.reduce((a, b) => a + b, 0) / energy.length;
  let steps = 0;
  let spread = 0;
  energy.forEach((e, i) => {
    if (i > 0) steps += (e - energy[i - 1]) ** 2;
    spread += (e - centre) ** 2;
  });
  expectClose(ebfmi(energy), steps / spread);
  // Standard error of a lag-1 autocorrelation, 1/√n, twice; five of them.
  expect(Math.abs(steps / spread - 2)).toBeLessThan((5 * 2) / Math.sqrt(4000));
  expect(ebfmi(new Float64Array(5).fill(3))).toBeUndefined();
});
