import { describe, expect, test } from "vitest";
import type { Parameters } from "../../../../shared/kernels/rbm/machine.ts";
import { makeLadders, startLadders, temperedSweep } from "../../../../shared/kernels/rbm/tempering.ts";
import { foldIn } from "../../../../shared/random/index.ts";
import { bruteForce } from "../../../oracles/rbm.ts";
import { devices, normals, randomParameters, randomReal, zeroes } from "./machines.ts";

/** Two patterns far apart, each as likely as the other, with a deep valley between them: one strong hidden unit says which. */
function twoModes(visible: number, strength: number): Parameters {
  return {
    weights: new Float32Array(visible).fill(strength),
    visibleBias: new Float32Array(visible).fill(-strength / 2),
    hiddenBias: Float32Array.of((-strength * visible) / 2),
  };
}

/** Chi-squared of the states that chains are in against the machine's probabilities, over those expected at least five times. */
function chiSquared(counts: Float64Array, probability: readonly number[]): { value: number; cells: number } {
  const total = counts.reduce((a, b) => a + b, 0);
  let [value, cells, restSeen, restExpected] = [0, 0, 0, 0];
  for (const [s, p] of probability.entries()) {
    if (p * total < 5) {
      restSeen += counts[s];
      restExpected += p * total;
      continue;
    }
    value += (counts[s] - p * total) ** 2 / (p * total);
    cells++;
  }
  if (restExpected > 5) {
    value += (restSeen - restExpected) ** 2 / restExpected;
    cells++;
  }
  return { value, cells };
}

describe.each(Object.entries(devices))("tempered chains on %s", (name, make) => {
  test("visit states by their probability at β = 1, and by the base rates at β = 0", () => {
    const parameters = randomParameters(5, 3, 1, 1.5);
    const truth = bruteForce(parameters);
    const ladders = makeLadders(name === "wasm" ? 400 : 100, 5);
    const machine = make(5, 3, 1, { chains: ladders.ladders * 5 });
    const base = normals(5, 9, 9, 0.5);
    machine.setParameters(parameters);
    machine.setBase(base);
    startLadders(machine, ladders, [1, 9]);
    const counts = [0, 4].map(() => new Float64Array(32));
    const rounds = 60;
    for (let sweep = 0; sweep < 20 + 4 * rounds; sweep++) {
      temperedSweep(machine, ladders, sweep, foldIn([2, 9], sweep));
      if (sweep < 20 || sweep % 4 > 0) continue;
      const all = machine.chains(ladders.ladders * 5);
      for (const [which, t] of [0, 4].entries())
        for (let n = 0; n < ladders.ladders; n++) {
          const from = 5 * (t * ladders.ladders + n);
          counts[which][[0, 1, 2, 3, 4].reduce((s, i) => s | (all[from + i] << i), 0)]++;
        }
    }
    const ofBase = bruteForce({ ...zeroes(5, 1), visibleBias: base }).probability;
    for (const [which, probability] of [truth.probability, ofBase].entries()) {
      const { value, cells } = chiSquared(counts[which], probability);
      // Of so many degrees of freedom, six deviations above the mean; rounds four sweeps apart are a little correlated: twice that.
      expect(value).toBeLessThan(2 * (cells + 6 * Math.sqrt(2 * cells)));
    }
  });

  test("swaps and walkers are counted: every place has one walker, and those from the base arrive", () => {
    const ladders = makeLadders(20, 6);
    const machine = make(6, 3, 1, { chains: 120 });
    machine.setParameters(randomParameters(6, 3, 2, 0.5));
    machine.setBase(new Float32Array(6));
    startLadders(machine, ladders, [1, 1]);
    for (let sweep = 0; sweep < 60; sweep++) temperedSweep(machine, ladders, sweep, foldIn([4, 4], sweep));
    for (let n = 0; n < 20; n++) {
      const column = Array.from({ length: 6 }, (_, t) => ladders.walkers[t * 20 + n]);
      expect([...column].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    }
    expect([...ladders.tried]).toEqual(Array.from({ length: 5 }, () => 600));
    for (const made of ladders.made) expect(made).toBeGreaterThan(300);
    expect(ladders.arrivals[0]).toBeGreaterThan(20);
  });
});

test("tempered chains cross between modes that plain chains never leave", () => {
  const parameters = twoModes(12, 8);
  const base = new Float32Array(12);
  const ladders = makeLadders(100, 10);
  const machine = devices.wasm(12, 1, 100, { chains: 1000 });
  machine.setParameters(parameters);
  machine.setBase(base);
  // All chains of the machine begin in the mode where everything is off.
  machine.setChains(new Uint8Array(12 * 1000));
  const share = () => {
    const all = machine.chains(100);
    return Array.from({ length: 100 }, (_, n) => all[12 * n]).reduce((a, b) => a + b, 0) / 100;
  };
  machine.negativePhase(100, 500, true, [1, 2]);
  expect(share()).toBeLessThan(0.05);
  machine.setChains(new Uint8Array(12 * 1000));
  for (let sweep = 0; sweep < 200; sweep++) temperedSweep(machine, ladders, sweep, foldIn([1, 3], sweep));
  // Half of them, within five standard errors of a proportion of 100.
  expect(share()).toBeGreaterThan(0.25);
  expect(share()).toBeLessThan(0.75);
});

test("both twins have the same bits, binary and Gaussian", () => {
  for (const gaussian of [false, true]) {
    const [a, b] = [devices.scalar, devices.wasm].map((make) => {
      const machine = make(13, 6, 1, { gaussian, chains: 40 });
      machine.setParameters(gaussian ? randomReal(13, 6, 3, 0.5) : randomParameters(13, 6, 3, 0.8));
      machine.setBase(normals(13, 4, 4, 0.3), normals(13, 4, 5, 0.2));
      const ladders = makeLadders(8, 5);
      startLadders(machine, ladders, [5, 5]);
      for (let sweep = 0; sweep < 30; sweep++) temperedSweep(machine, ladders, sweep, foldIn([6, 6], sweep));
      return { chains: machine.chains(40), ladders };
    });
    expect(b).toEqual(a);
  }
});
