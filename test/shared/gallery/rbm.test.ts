import fc from "fast-check";
import { expect, test } from "vitest";
import { CERTAIN, openChain } from "../../../shared/gallery/rbm/gibbs.ts";
import { encodeMachine, parseMachine, quantisedMachine, type RbmMachine } from "../../../shared/gallery/rbm/machine.ts";
import { exp, sigmoid } from "../../../shared/math/index.ts";
import { fillNormal, keyOfSeed } from "../../../shared/random/index.ts";

function drawn(visible: number, hidden: number, seed: number, spread: number): RbmMachine {
  const values = new Float64Array(visible * hidden + visible + hidden);
  fillNormal(keyOfSeed(seed), 0, values);
  const scaled = values.map((value) => spread * value);
  const [w, b] = [visible * hidden, visible * hidden + visible];
  return quantisedMachine(scaled.subarray(0, w), scaled.subarray(w, b), scaled.subarray(b));
}

const machines = fc
  .tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 6 }),
    fc.nat(1e6),
    fc.double({ min: 0.01, max: 3, noNaN: true }),
  )
  .map(([visible, hidden, seed, spread]) => drawn(visible, hidden, seed, spread));

test("a machine comes back from its file as it was", () => {
  fc.assert(
    fc.property(machines, (machine) => {
      expect(parseMachine(encodeMachine(machine))).toEqual(machine);
    }),
  );
});

test("weights and biases are off by half a step at most", () => {
  const weights = Float64Array.of(0.9, -1.27, 0.004, 0.3, 0.3, -0.6);
  const { scale, ...machine } = quantisedMachine(weights, [0.5, -3, 2], [0.25, 0]);
  expect(scale).toBe(1.27 / 127);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 2; j++)
      expect(Math.abs(machine.weights[j * 3 + i] * scale - weights[i * 2 + j])).toBeLessThanOrEqual(scale / 2 + 1e-12);
    expect(Math.abs(machine.visibleBias[i] * scale - [0.5, -3, 2][i])).toBeLessThanOrEqual(scale / 2 + 1e-12);
  }
});

/** A digit of its format changed: "…/1" to "…/2". */
function withFormat(bytes: Uint8Array): Uint8Array {
  const at = Buffer.from(bytes).indexOf("int8/1") + 5;
  return bytes.map((byte, i) => (i === at ? 0x32 : byte));
}

test.each([
  ["format", (m: RbmMachine) => withFormat(encodeMachine(m))],
  ["a bias", (m: RbmMachine) => encodeMachine({ ...m, visibleBias: m.visibleBias.map(() => 2 ** 20 + 1) })],
  ["scale", (m: RbmMachine) => encodeMachine({ ...m, scale: 0 })],
  ["weights have shape", (m: RbmMachine) => encodeMachine({ ...m, hiddenBias: new Int32Array(m.hidden + 1) })],
])("a file with another %s is refused by name", (what, damaged) => {
  expect(() => parseMachine(damaged(drawn(4, 3, 1, 1)))).toThrow(what);
});

function biased(machine: RbmMachine, hiddenBias: readonly number[]): RbmMachine {
  return { ...machine, hiddenBias: Int32Array.from(hiddenBias, (bias) => Math.round(bias / machine.scale)) };
}

/** Marginals of the visible units at a temperature, by enumeration of all states. */
function marginals({ visible, hidden, weights, visibleBias, hiddenBias, scale }: RbmMachine, temperature: number) {
  const sums = new Float64Array(visible);
  let total = 0;
  for (let v = 0; v < 2 ** visible; v++) {
    for (let h = 0; h < 2 ** hidden; h++) {
      let negative = 0;
      for (let i = 0; i < visible; i++) if ((v >> i) & 1) negative += visibleBias[i];
      for (let j = 0; j < hidden; j++) {
        if (((h >> j) & 1) === 0) continue;
        negative += hiddenBias[j];
        for (let i = 0; i < visible; i++) if ((v >> i) & 1) negative += weights[j * visible + i];
      }
      const mass = exp((scale * negative) / temperature);
      total += mass;
      for (let i = 0; i < visible; i++) if ((v >> i) & 1) sums[i] += mass;
    }
  }
  return sums.map((sum) => sum / total);
}

// Of averages over chains that are independent of each other: 5 standard errors. The table is off by 1/2048, and so is what a chain goes to by some of that.
test.each([0.5, 1, 2])("chains reach the marginals that enumeration gives, at temperature %d", (temperature) => {
  // Hidden biases far from 0: what leaves them out lands elsewhere.
  const machine = biased(drawn(5, 4, 7, 1), [2, -2, 2, 2]);
  const [chains, sweeps] = [4000, 25];
  const ones = new Float64Array(5);
  for (let n = 0; n < chains; n++) {
    const chain = openChain(machine, 11, n);
    for (let s = 0; s < sweeps; s++) chain.sweep(temperature);
    for (let i = 0; i < 5; i++) ones[i] += chain.v[i];
  }
  const exact = marginals(machine, temperature);
  for (let i = 0; i < 5; i++) {
    const p = exact[i];
    const error = Math.sqrt((p * (1 - p)) / chains);
    expect(Math.abs(ones[i] / chains - p), `unit ${i}: ${ones[i] / chains}, ${p}`).toBeLessThan(5 * error + 1 / 512);
  }
});

test("the probabilities of a sweep are those of the hidden units that it drew", () => {
  const machine = drawn(6, 5, 3, 1);
  const chain = openChain(machine, 1, 0);
  for (const temperature of [0.3, 1, 1.7]) {
    chain.sweep(temperature);
    for (let i = 0; i < 6; i++) {
      let sum = machine.visibleBias[i];
      for (let j = 0; j < 5; j++) sum += chain.h[j] * machine.weights[j * 6 + i];
      const p = sigmoid((machine.scale * sum) / temperature);
      expect(Math.abs(chain.probabilities[i] / CERTAIN - p)).toBeLessThan(1 / 2048 + 1 / CERTAIN);
    }
  }
});

test("at temperature 0 a unit is 1 where it is driven up, and a coin where it is not driven", () => {
  const still = quantisedMachine([0, 0], [1, 0], [0]);
  const chain = openChain(still, 1, 0);
  const seen = Array.from({ length: 200 }, () => {
    chain.sweep(0);
    return chain.v.slice();
  });
  expect(seen.every(([first]) => first === 1)).toBe(true);
  const coins = seen.filter(([, second]) => second === 1).length;
  // 200 fair coins: 5 standard deviations.
  expect(Math.abs(coins - 100)).toBeLessThan(36);
});
