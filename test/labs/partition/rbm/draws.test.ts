import { expect, test } from "vitest";
import type { Parameters } from "../../../../shared/kernels/rbm/machine.ts";
import { scalarMachine } from "../../../../shared/kernels/rbm/scalar.ts";
import { wasmMachine } from "../../../../shared/kernels/rbm/wasm.ts";
import { fresh } from "../../../wasm.ts";
import { randomParameters } from "./machines.ts";

const CHAINS = 12;

/** Both twins with the same parameters, their chains at the base-rate machine of `rate` (logits). */
function twins(parameters: Parameters, rate = 0) {
  const [visible, hidden] = [parameters.visibleBias.length, parameters.hiddenBias.length];
  const both = [scalarMachine(visible, hidden, CHAINS), wasmMachine(fresh("rbm"), visible, hidden, CHAINS)] as const;
  for (const machine of both) {
    machine.setParameters(parameters);
    machine.setBase(new Float32Array(visible).fill(rate));
    for (let n = 0; n < CHAINS; n++) machine.startAtBase(n, [5, 6]);
  }
  return both;
}

// The wasm machine computes a probability only where a rough one does not decide: 330,000 draws, a hundredth of them close.
test.each([0.05, 0.5, 5, 60, 1e4])("weights of size %f: units are drawn on by the exact probability", (scale) => {
  const [scalar, wasm] = twins(randomParameters(61, 30, 7, scale));
  const betas = Float64Array.from({ length: 301 }, (_, k) => k / 300);
  const gains = [scalar, wasm].map((machine) => {
    const logWeights = new Float64Array(CHAINS);
    machine.annealAll([8, 8], 0, betas, logWeights);
    return logWeights;
  });
  expect(gains[1]).toEqual(gains[0]);
  expect(wasm.chains(CHAINS)).toEqual(scalar.chains(CHAINS));
});

/**
 * Weights of some ±1000 steps, which cancel where all hidden units are on, so that half of the visible ones are. In steps all but one lie just beyond the middle between
 * two whole numbers, and are all rounded down (up in every other four visible units, which are drawn together).
 */
function misleading(visible: number, hidden: number, step: number): Parameters {
  const half = hidden / 2;
  const most = 32_000;
  const positive = Math.floor((0.9 * most) / half) + 0.49;
  const negative = Math.floor((0.99 * most) / half) + 0.51;
  const row = [most - (half - 1) * positive, ...Array(half - 1).fill(positive), ...Array(half).fill(-negative)];
  const signs = Array.from({ length: visible }, (_, i) => ((i & 4) === 0 ? 1 : -1));
  const rest = row.reduce((sum, w) => sum + w, 0);
  return {
    weights: Float32Array.from(signs.flatMap((sign) => row.map((w) => sign * step * w))),
    visibleBias: Float32Array.from(signs, (sign) => -sign * step * rest),
    hiddenBias: new Float32Array(hidden).fill(1e6),
  };
}

test.each([1e-38, 1e-6, 0.001, 0.02, 0.05, 0.1, 0.2, 1, 20])(
  "steps of %f that mislead sums of integers most",
  (step) => {
    const both = twins(misleading(24, 64, step));
    // At the same β again and again, since no chain remembers the last sweep.
    const betas = Float64Array.from({ length: 121 }, (_, k) => Math.ceil((k + 1) / 2) / 61);
    for (const machine of both) machine.annealAll([8, 8], 0, betas, new Float64Array(CHAINS));
    const [scalar, wasm] = both;
    expect(wasm.chains(CHAINS)).toEqual(scalar.chains(CHAINS));
  },
);

test("draws follow new weights, and a new base-rate machine", () => {
  const both = twins(randomParameters(37, 22, 1));
  const agree = () => {
    for (const machine of both) machine.annealAll([3, 4], 0, new Float64Array(41).fill(0.4), new Float64Array(CHAINS));
    expect(both[1].chains(CHAINS)).toEqual(both[0].chains(CHAINS));
  };
  agree();
  for (const machine of both) machine.setParameters(randomParameters(37, 22, 2, 3));
  agree();
  for (const machine of both) machine.setBase(new Float32Array(37).fill(-3));
  agree();
  for (const machine of both) {
    machine.loadPixels(new Uint8Array(37).fill(255));
    machine.present(0, 0, false, [0, 0]);
    machine.positivePhase(1);
    machine.negativePhase(1, 1, false, [1, 1]);
    machine.update(1, { rate: 0.5, momentum: 0, decay: 0 });
  }
  agree();
});

test.each([1, 2, 3, 5, 9, 18, 35])("chains of %i units that are all on do not write into each other", (visible) => {
  const quiet = randomParameters(visible, 3, 1, 0);
  const [, wasm] = twins(quiet, 30);
  expect(wasm.chains(CHAINS)).toEqual(new Uint8Array(CHAINS * visible).fill(1));
  // All off, but for one that is drawn anew with every unit on.
  wasm.setChains(new Uint8Array(CHAINS * visible));
  wasm.startAtBase(CHAINS - 2, [1, 1]);
  const states = wasm.chains(CHAINS);
  for (let n = 0; n < CHAINS; n++) {
    const own = states.subarray(n * visible, (n + 1) * visible);
    expect(own.every((v) => v === (n === CHAINS - 2 ? 1 : 0))).toBe(true);
  }
  // States of the next chain stay where they are written.
  wasm.setChains(new Uint8Array(CHAINS * visible).fill(1));
  wasm.startAtBase(0, [1, 1]);
  expect(wasm.chains(CHAINS)).toEqual(new Uint8Array(CHAINS * visible).fill(1));
});

test("inputs that are not finite turn no unit on", () => {
  const broken = randomParameters(9, 4, 3);
  broken.visibleBias.fill(Number.NaN);
  const [scalar, wasm] = twins(broken);
  for (const machine of [scalar, wasm]) machine.drawVisible(0, new Uint8Array(4), [1, 2]);
  expect(wasm.chains(1)).toEqual(new Uint8Array(9));
  expect(scalar.chains(1)).toEqual(new Uint8Array(9));
});
