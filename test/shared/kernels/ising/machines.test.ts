import { expect, test } from "vitest";
import type { SpinMachine, Update } from "../../../../shared/kernels/ising/machine.ts";
import { openMachine } from "../../../../shared/kernels/ising/open.ts";
import { foldIn, keyOfSeed } from "../../../../shared/random/index.ts";
import { fresh } from "../../../wasm.ts";
import { alignedOf, numberOf, probabilitiesOf, type Torus } from "./enumerate.ts";

const UPDATES = ["gibbs", "metropolis", "swendsen-wang", "wolff"] as const;
const place = (device: string) => ({ device, wasm: fresh }) as never;

function run(machine: SpinMachine, update: Update, weights: { coupling: number; field: number }, sweeps: number) {
  const key = keyOfSeed(7);
  machine.setWeights(weights);
  let offered = 0;
  for (let n = 0; n < sweeps; n++) offered += machine.sweep(update, foldIn(key, n));
  return { offered, spins: machine.spins(), counts: machine.counts() };
}

test.each(UPDATES)("%s gives the same bits on both devices, and counts what is there", (update) => {
  // Sides whose rows fill words, and whose rows do not; two states with a field, and several.
  const cases = [
    [2, 2, 0.3],
    [6, 2, 0],
    [64, 2, 0.1],
    [70, 2, -0.2],
    [200, 2, 0],
    [8, 3, 0],
    [34, 10, 0],
  ] as const;
  for (const [side, states, field] of cases) {
    const weights = { coupling: states === 2 ? 0.85 : 1.3, field };
    const start = Uint8Array.from({ length: side * side }, (_, i) => (i * 7919 + (i >> 3)) % states);
    const found = ["scalar", "wasm"].map((device) => {
      const machine = openMachine(side, states, update, place(device));
      machine.setSpins(start);
      expect(machine.spins()).toEqual(start);
      return run(machine, update, weights, 4);
    });
    expect(found[1], `${side}, ${states} states`).toEqual(found[0]);
    const { spins, counts } = found[0];
    expect(spins).not.toEqual(start);
    expect(counts.aligned).toBe(alignedOf(spins, side));
    expect(counts.states).toEqual(Array.from({ length: states }, (_, s) => spins.filter((spin) => spin === s).length));
  }
});

/**
 * χ² of how often each state was drawn, each `every` sweeps so that draws are nearly independent; states that are expected fewer than ten times stand together. It
 * lies within five standard deviations of its mean.
 */
function expectDistribution(update: Update, torus: Torus, draws: number, every: number) {
  const machine = openMachine(torus.side, torus.states, update, place("wasm"));
  machine.setWeights(torus);
  const { probabilities } = probabilitiesOf(torus);
  const seen = new Float64Array(probabilities.length);
  const key = keyOfSeed(3);
  for (let n = 0; n < draws * every; n++) {
    machine.sweep(update, foldIn(key, n));
    if (n % every === every - 1) seen[numberOf(machine.spins(), torus.states)]++;
  }
  let [chi2, cells, rareSeen, rareExpected] = [0, 0, 0, 0];
  for (const [n, p] of probabilities.entries()) {
    const expected = p * draws;
    if (expected < 10) {
      rareSeen += seen[n];
      rareExpected += expected;
      continue;
    }
    cells++;
    chi2 += (seen[n] - expected) ** 2 / expected;
  }
  if (rareExpected >= 10) {
    cells++;
    chi2 += (rareSeen - rareExpected) ** 2 / rareExpected;
  }
  expect(cells).toBeGreaterThan(8);
  const deviation = (chi2 - (cells - 1)) / Math.sqrt(2 * (cells - 1));
  expect(Math.abs(deviation), `${update}, ${torus.states} states: χ² ${chi2} of ${cells} cells`).toBeLessThan(5);
}

test.each(UPDATES)("%s draws every state of small lattices as often as its weight says", (update) => {
  const clusters = update === "wolff" || update === "swendsen-wang";
  const every = clusters ? 4 : 12;
  // Ising 4 × 4 near the transition, without and with a field.
  expectDistribution(update, { side: 4, states: 2, coupling: 2 / 2.4, field: 0 }, 20_000, every);
  expectDistribution(update, { side: 4, states: 2, coupling: 2 / 2.8, field: 0.2 }, 20_000, every);
  // Potts 2 × 2, whose pairs are joined twice; and 3 × 3, which has no checkerboard.
  expectDistribution(update, { side: 2, states: 4, coupling: 0.5, field: 0 }, 20_000, every);
  if (clusters) expectDistribution(update, { side: 3, states: 3, coupling: 0.9, field: 0 }, 20_000, every);
});
