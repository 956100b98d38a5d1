import { describe, expect, test } from "vitest";
import { firstVisible, sweepDraw } from "../../../../shared/kernels/rbm/leading.ts";
import type { Parameters, RbmMachine, States } from "../../../../shared/kernels/rbm/machine.ts";
import { softplusGain, stepsOf, sumSoftplus } from "../../../../shared/kernels/rbm/scalar-annealing.ts";
import { softplus } from "../../../../shared/math/index.ts";
import { foldIn, philox } from "../../../../shared/random/index.ts";
import { bruteForce } from "../../../oracles/rbm.ts";
import { fresh } from "../../../wasm.ts";
import { devices, normals, randomParameters } from "./machines.ts";

const upward = (steps: number) => Float64Array.from({ length: steps + 1 }, (_, k) => k / steps);

function standing(make: typeof devices.wasm, parameters: Parameters, base: Float32Array, chains: number) {
  const machine = make(parameters.visibleBias.length, parameters.hiddenBias.length, chains);
  machine.setParameters(parameters);
  machine.setBase(base);
  for (let n = 0; n < chains; n++) machine.startAtBase(n, [5, 6]);
  return machine;
}

/** Log weights and states of all chains after `betas`, all at once or one by one. */
function annealed(machine: RbmMachine<States>, chains: number, betas: Float64Array, together: boolean, step = 0) {
  const logWeights = new Float64Array(chains);
  if (together) machine.annealAll([8, 8], step, betas, logWeights);
  else
    for (let s = 0; s + 1 < betas.length; s++)
      for (let n = 0; n < chains; n++) logWeights[n] += machine.anneal(n, betas[s], betas[s + 1], step + s, [8, 8]);
  return { logWeights, states: machine.chains(chains) };
}

/** Biases that leave whole stretches of units quiet, as the edges of pictures are. */
function withEdges(parameters: Parameters, low: number): Parameters {
  return {
    ...parameters,
    visibleBias: parameters.visibleBias.map((b, i) => (i % 28 < 6 || i % 28 > 22 ? b + low : b)),
  };
}

describe("all chains at once", () => {
  const sizes = [
    // visible, hidden, size of weights, bias at the edges, chains: quiet units or none, windows that are short, sums kept or not, more chains than go together.
    [61, 30, 0.5, 0, 12],
    [100, 64, 0.3, -9, 12],
    [113, 9, 0.2, -7, 70],
    [784, 64, 0.1, -7, 3],
    [300, 150, 0.02, -7, 3],
    [1, 1, 1, 0, 5],
    [8, 3, 0.1, -9, 5],
  ] as const;
  test.each(sizes)(
    "%i × %i units, weights of %f, edges at %f: as one by one, on both twins",
    (visible, hidden, scale, low, chains) => {
      const parameters = withEdges(randomParameters(visible, hidden, 7, scale), low);
      const base = parameters.visibleBias.map((b) => 0.7 * b);
      const betas = upward(50);
      const found = (make: typeof devices.wasm, together: boolean) =>
        annealed(standing(make, parameters, base, chains), chains, betas, together);
      const expected = found(devices.scalar, false);
      expect(found(devices.scalar, true)).toEqual(expected);
      expect(found(devices.wasm, false)).toEqual(expected);
      expect(found(devices.wasm, true)).toEqual(expected);
    },
  );

  test("weights so large that rough probabilities say nothing, and numbers that are none", () => {
    for (const scale of [30, 1e4, 1e30, Number.NaN]) {
      const parameters = randomParameters(37, 22, 3, scale);
      const base = new Float32Array(37);
      const found = (make: typeof devices.wasm) => annealed(standing(make, parameters, base, 5), 5, upward(20), true);
      expect(found(devices.wasm)).toEqual(found(devices.scalar));
    }
  });

  test("down again, beyond [0, 1], after new weights and from new states", () => {
    const base = normals(60, 4, 4);
    const [scalar, wasm] = [devices.scalar, devices.wasm].map((make) => {
      const machine = standing(make, withEdges(randomParameters(60, 20, 1, 0.2), -8), base, 6);
      const found = [annealed(machine, 6, upward(9), true), annealed(machine, 6, upward(9).reverse(), true, 9)];
      found.push(annealed(machine, 6, Float64Array.of(0, -0.1, 0.5, 1.2), true, 18));
      machine.setParameters(withEdges(randomParameters(60, 20, 2, 0.2), 8));
      found.push(annealed(machine, 6, upward(9), true, 21));
      machine.setChains(Uint8Array.from({ length: 360 }, (_, at) => (at % 3 === 0 ? 1 : 0)));
      machine.setBase(base.map((b) => -b));
      found.push(annealed(machine, 6, upward(9), true, 30));
      return found;
    });
    expect(wasm).toEqual(scalar);
  });

  test("units that fall quiet where lively ones have been before", () => {
    const base = new Float32Array(60).fill(-6);
    const [scalar, wasm] = [devices.scalar, devices.wasm].map((make) => {
      const machine = standing(make, withEdges(randomParameters(60, 20, 1, 0.2), 8), base, 40);
      const found = [annealed(machine, 40, upward(3), true)];
      machine.setParameters(withEdges(randomParameters(60, 20, 1, 0.05), -8));
      found.push(annealed(machine, 40, upward(30), true, 3));
      return found;
    });
    expect(wasm).toEqual(scalar);
  });

  // σ(−5.545) is 1/256: with −5.5 some of 200,000 units are on though their leading byte is 1, with −5.6 none is.
  test.each([-5.5, -5.54, -5.55, -5.6])("units that are nearly quiet, at %f", (bias) => {
    const parameters = {
      weights: new Float32Array(200),
      visibleBias: new Float32Array(200).fill(bias),
      hiddenBias: new Float32Array(1),
    };
    const [scalar, wasm] = [devices.scalar, devices.wasm].map((make) =>
      annealed(standing(make, parameters, parameters.visibleBias, 1000), 1000, Float64Array.of(1, 1), true),
    );
    expect(wasm).toEqual(scalar);
  });

  test("cut into pieces, they go the same way", () => {
    const parameters = withEdges(randomParameters(100, 30, 5, 0.2), -8);
    const base = normals(100, 4, 5);
    const whole = annealed(standing(devices.wasm, parameters, base, 70), 70, upward(30), true);
    const machine = standing(devices.wasm, parameters, base, 70);
    const logWeights = new Float64Array(70);
    const cuts = [0, 1, 17, 17, 30];
    for (let c = 0; c + 1 < cuts.length; c++)
      machine.annealAll([8, 8], cuts[c], upward(30).subarray(cuts[c], cuts[c + 1] + 1), logWeights);
    expect({ logWeights, states: machine.chains(70) }).toEqual(whole);
  });

  test("states have their probabilities at β = 1, counted over all of them", () => {
    const parameters = withEdges(randomParameters(5, 4, 6), -1);
    const { visible, probability } = bruteForce(parameters);
    const machine = standing(devices.wasm, parameters, new Float32Array(5), 20_000);
    machine.annealAll([3, 4], 0, new Float64Array(41).fill(1), new Float64Array(20_000));
    const states = machine.chains(20_000);
    const seen = new Float64Array(visible.length);
    for (let n = 0; n < 20_000; n++)
      seen[[...states.subarray(5 * n, 5 * n + 5)].reduce((s, on, i) => s + (on << i), 0)]++;
    let [square, cells] = [0, -1];
    for (const [s, count] of seen.entries()) {
      const expected = 20_000 * probability[s];
      if (expected < 5) continue;
      square += (count - expected) ** 2 / expected;
      cells++;
    }
    // χ² of n degrees of freedom is below n + 4 √(2 n) + 8 with probability above 99.99 %.
    expect(cells).toBeGreaterThan(10);
    expect(square).toBeLessThan(cells + 4 * Math.sqrt(2 * cells) + 8);
  });
});

describe("random numbers of a sweep", () => {
  const own = foldIn([1, 2], 6, 3);
  const unitAt = (unit: number, chain: number) => {
    const lead = (philox([unit >> 4, chain, 0, 0], own)[(unit >> 2) & 3] >>> (8 * (unit & 3))) & 255;
    const rest = (philox([unit >> 3, chain, 1, 0], own)[(unit >> 1) & 3] >>> (16 * (unit & 1))) & 65_535;
    return (65_536 * lead + rest) / 2 ** 24;
  };

  test("a unit is on where its uniform of 24 bits is below p, however close", () => {
    for (const chain of [0, 1, 999])
      for (let unit = 0; unit < 300; unit++) {
        const u = unitAt(unit, chain);
        const draw = sweepDraw([1, 2], 3, chain);
        for (const p of [u, u - 2 ** -24, u - 2 ** -9, 0, 0.5, Math.floor(256 * u) / 256])
          expect(draw(unit, p)).toBe(u < p ? 1 : 0);
        for (const p of [u + 2 ** -24, u + 2 ** -9, 1, Math.floor(256 * u + 1) / 256]) expect(draw(unit, p)).toBe(1);
        expect(draw(unit, Number.NaN)).toBe(0);
      }
    expect([1, 16, 17, 64].map(firstVisible)).toEqual([16, 16, 32, 64]);
  });

  // A hidden unit's lead is that of its probability in a 256th of draws: chosen so that all are, and the rest decides.
  test.each(["scalar", "wasm"] as const)(
    "ties and doubts on %s: inputs just above and below each unit's own uniform",
    (name) => {
      const [visible, hidden] = [90, 40];
      const logit = (u: number) => Math.log(u / (1 - u));
      for (const off of [-1e-3, -1e-6, 0, 1e-6, 1e-3])
        for (const chain of [0, 2]) {
          // No weights: the inputs are the biases, and the machine is at β = 1.
          const bias = (unit: number) => logit(Math.max(unitAt(unit, chain), 2 ** -24)) + off;
          const parameters = {
            weights: new Float32Array(visible * hidden),
            visibleBias: Float32Array.from({ length: visible }, (_, i) => bias(firstVisible(hidden) + i)),
            hiddenBias: Float32Array.from({ length: hidden }, (_, j) => bias(j)),
          };
          const machine = standing(devices[name], parameters, new Float32Array(visible), 3);
          machine.annealAll([1, 2], 3, [1, 1], new Float64Array(3));
          const states = machine.chains(3);
          for (let i = 0; i < visible; i++) {
            const u = unitAt(firstVisible(hidden) + i, chain);
            // Within float32's rounding of the input and of σ it may be either.
            const p = 1 / (1 + Math.exp(-parameters.visibleBias[i]));
            if (Math.abs(p - u) > 3e-7 * p + 2 ** -24)
              expect(states[chain * visible + i], `${off} ${i}`).toBe(u < p ? 1 : 0);
          }
        }
    },
  );
});

test("probabilities lie in the bytes that they are said to, for all 65,536 inputs and beside them", () => {
  const { roughSigmoid } = fresh("rbm");
  for (const off of [0, 0.001, 0.003, 0.02, 0.2])
    for (let x = -32_768; x < 32_768; x++) {
      const found = roughSigmoid(x, off);
      if (found < 0) expect.fail(`bytes differ from whole bounds at ${x}`);
      const [most, width] = [found & 0xffff, found >>> 16];
      const lowest = (most >> 8) - width;
      for (const at of off === 0 ? [0] : [-off, off]) {
        const exact = 65_536 / (1 + Math.exp(Math.abs((3 * x) / 4096) + at));
        if (!(exact <= most && exact >= 256 * lowest))
          expect.fail(`65,536 σ(−|3 · ${x} / 4096| − ${at}) is ${exact}, and not within 256 · ${lowest} … ${most}`);
      }
      if (off <= 0.003 && width !== 1) expect.fail(`${width} bytes below`);
    }
});

describe("sums in whole steps", () => {
  test("inputs are as near to those of float64 as half a step of each term", () => {
    for (const [seed, scale] of [
      [1, 0.01],
      [2, 1],
      [3, 1e-20],
      [4, 1e6],
    ] as const) {
      const parameters = randomParameters(300, 11, seed, scale);
      const v = Uint8Array.from({ length: 300 }, (_, i) => (normals(300, seed, 9)[i] > 0 ? 1 : 0));
      const base = normals(300, seed, 8, scale);
      const { input, gain } = stepsOf(parameters, base);
      for (const [j, x] of input(v).entries()) {
        let [exact, size] = [parameters.hiddenBias[j], Math.abs(parameters.hiddenBias[j])];
        for (let i = 0; i < 300; i++) {
          const w = parameters.weights[11 * i + j];
          if (v[i]) exact += w;
          size += Math.abs(w);
        }
        // 301 terms of half a step, 2^−30 · size at most (or 2^−60), and the rounding to float32.
        expect(Math.abs(x - exact)).toBeLessThanOrEqual(
          150.5 * Math.max(size * 2 ** -29, 2 ** -60) + Math.abs(exact) * 2 ** -24,
        );
      }
      let exact = 0;
      let size = 0;
      for (let i = 0; i < 300; i++) {
        if (v[i]) exact += parameters.visibleBias[i] - base[i];
        size += Math.abs(parameters.visibleBias[i] - base[i]);
      }
      expect(Math.abs(gain(v) - exact)).toBeLessThanOrEqual(150 * Math.max(size * 2 ** -50, 2 ** -60));
    }
  });

  test("what neighbouring temperatures differ by is right to the last digits of the difference", () => {
    const x = normals(64, 1, 1, 6);
    const exactly = (from: number, to: number) =>
      x.reduce((sum, value) => sum + softplus(to * value) - softplus(from * value), 0);
    for (const [from, to] of [
      [0, 0.001],
      [0.5, 0.501],
      [0.999, 1],
      [0.7, 0.69],
      [0.3, 0.3],
    ]) {
      const exact = exactly(from, to);
      expect(Math.abs(softplusGain(x, from, to) - exact)).toBeLessThanOrEqual(
        64 * 4e-7 * Math.abs(to - from) * 6 + 1e-12,
      );
    }
    // Large differences are those of the two sums.
    expect(softplusGain(x, 0, 1)).toBe(sumSoftplus(x, 1) - sumSoftplus(x, 0));
    expect(Math.abs(softplusGain(x, 0, 1) - exactly(0, 1))).toBeLessThan(64 * 1e-6 * 10);
  });
});
