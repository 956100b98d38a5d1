import { expect, test } from "vitest";
import { devices, randomParameters, zeroes } from "./machines.ts";

const DECAY = 19 / 20;

/** A machine whose minibatch and chains are given states, after both phases without a sweep. */
function standing(fast: boolean) {
  const machine = devices.wasm(6, 4, 2, { fast });
  machine.setParameters(randomParameters(6, 4, 3, 0.5));
  machine.loadPixels(Uint8Array.of(255, 255, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0));
  for (const n of [0, 1]) machine.present(n, n, false, [0, 0]);
  machine.setChains(Uint8Array.of(0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0));
  machine.positivePhase(2);
  machine.negativePhase(2, 0, true, [0, 0]);
  return machine;
}

test("fast weights take the gradient at their own rate, forget a twentieth per step, and leave the machine's own step as it is", () => {
  const plain = standing(false);
  const machine = standing(true);
  plain.update(2, { rate: 1, momentum: 0, decay: 0 });
  machine.update(2, { rate: 1, momentum: 0, decay: 0, fast: { rate: 0.5, decay: DECAY } });
  expect(machine.parameters()).toEqual(plain.parameters());
  const gradient = plain.velocities();
  for (const name of ["weights", "visibleBias", "hiddenBias"] as const)
    for (const [at, value] of machine.fast()[name].entries()) expect(value).toBeCloseTo(0.5 * gradient[name][at], 6);
  const before = machine.fast();
  machine.update(2, { rate: 0, momentum: 0, decay: 0, fast: { rate: 0, decay: DECAY } });
  for (const [at, value] of machine.fast().weights.entries()) expect(value).toBeCloseTo(DECAY * before.weights[at], 6);
});

test("chains are drawn with fast weights added, the data with the machine's own", () => {
  const machine = standing(true);
  const own = machine.parameters();
  const fast = randomParameters(6, 4, 8, 1);
  machine.setFast(fast);
  machine.positivePhase(2);
  machine.negativePhase(2, 5, true, [3, 3]);
  const positive = machine.hiddenProbabilities("positive", 2);
  const sum = standing(false);
  const add = (a: Float32Array, b: Float32Array) => a.map((value, at) => value + b[at]);
  sum.setParameters({
    weights: add(own.weights, fast.weights),
    visibleBias: add(own.visibleBias, fast.visibleBias),
    hiddenBias: add(own.hiddenBias, fast.hiddenBias),
  });
  sum.negativePhase(2, 5, true, [3, 3]);
  expect(machine.chains(2)).toEqual(sum.chains(2));
  expect(machine.hiddenProbabilities("negative", 2)).toEqual(sum.hiddenProbabilities("negative", 2));
  sum.setParameters(own);
  sum.positivePhase(2);
  expect(positive).toEqual(sum.hiddenProbabilities("positive", 2));
});

test("both twins have the same bits over many steps", () => {
  const [a, b] = [devices.scalar, devices.wasm].map((make) => {
    const machine = make(37, 21, 7, { fast: true });
    machine.setParameters(randomParameters(37, 21, 3, 0.2));
    machine.setVelocities(zeroes(37, 21));
    machine.loadPixels(Uint8Array.from({ length: 37 * 9 }, (_, at) => (at * 89) % 256));
    for (let t = 0; t < 15; t++) {
      for (let n = 0; n < 7; n++) machine.present(n, (t + n) % 9, true, [5, t]);
      if (t === 0) machine.startChains(7);
      machine.positivePhase(7);
      machine.negativePhase(7, 1, true, [6, t]);
      machine.update(7, { rate: 0.02, momentum: 0.5, decay: 0.001, fast: { rate: 0.05, decay: DECAY } });
    }
    return { own: machine.parameters(), fast: machine.fast(), chains: machine.chains(7) };
  });
  expect(b).toEqual(a);
});
