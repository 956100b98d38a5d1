/** Pruning itself: asked sparsity, nested and idempotent masks, schedules in closed form, units taken out. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Connections, sparsityOf } from "../../../../shared/labs/inference/connections.ts";
import { BLOCK, heldIn, prune, thresholdOf } from "../../../../shared/labs/inference/prune.ts";
import { sparsityAt } from "../../../../shared/labs/inference/pruning/schedule.ts";
import { foldIn, type Key, normal } from "../../../../shared/random/index.ts";

const KEY: Key = [3, 0];

function layersOf(seed: number, widths: readonly number[]): readonly Connections[] {
  return widths.slice(1).map((outputs, l) => {
    const key = foldIn(foldIn([1, 2], seed), l);
    const taps = widths[l];
    // Some weights are of one size: ties must not cost the count.
    const weights = Float32Array.from({ length: taps * outputs }, (_, i) => {
      const own = normal(key, i);
      return i % 5 === 0 ? Math.sign(own) * 0.25 : own * (l + 1);
    });
    return { name: `layer${l}`, weights, bias: new Float32Array(outputs).fill(1), taps, outputs };
  });
}

const copied = (layers: readonly Connections[]) =>
  layers.map((layer) => ({ ...layer, weights: layer.weights.slice() }));
const zeros = ({ weights }: Connections) => weights.reduce((sum, weight) => sum + Number(weight === 0), 0);
const weightsOf = (layers: readonly Connections[]) => layers.map(({ weights }) => Array.from(weights));

const nets = fc.record({
  seed: fc.nat(500),
  widths: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 3, maxLength: 5 }),
  sparsity: fc.double({ min: 0, max: 1, noNaN: true }),
  method: fc.constantFrom("magnitude" as const, "random" as const),
  scope: fc.constantFrom("global" as const, "layer" as const),
});

describe("pruning", () => {
  it("reaches the sparsity asked, to the nearest weight; by layers in each", () => {
    fc.assert(
      fc.property(nets, ({ seed, widths, sparsity, method, scope }) => {
        const layers = layersOf(seed, widths);
        prune(layers, { structure: "weights", method, scope }, sparsity, KEY);
        if (scope === "layer")
          for (const layer of layers) expect(zeros(layer)).toBe(Math.round(sparsity * layer.weights.length));
        const total = layers.reduce((sum, { weights }) => sum + weights.length, 0);
        if (scope === "global") {
          const cut = layers.reduce((sum, layer) => sum + zeros(layer), 0);
          expect(cut).toBe(Math.round(sparsity * total));
          expect(Math.abs(sparsityOf(layers) * total - sparsity * total)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it("by magnitude cuts none that is larger than one it leaves", () => {
    const [before, after] = [layersOf(7, [20, 15, 10]), layersOf(7, [20, 15, 10])];
    prune(after, { structure: "weights", method: "magnitude", scope: "global" }, 0.6, KEY);
    const [fallen, left] = thresholdOf(before, after);
    expect(fallen).toBeLessThanOrEqual(left);
    expect(fallen).toBeGreaterThan(0);
  });

  it("again changes nothing, and more sparsity keeps what fell before", () => {
    fc.assert(
      fc.property(
        nets,
        fc.constantFrom("weights" as const, "blocks" as const, "units" as const),
        ({ seed, widths, sparsity, method, scope }, structure) => {
          const rule = { structure, method, scope };
          const layers = layersOf(seed, widths);
          prune(layers, rule, sparsity, KEY);
          const once = weightsOf(layers);
          prune(layers, rule, sparsity, KEY);
          expect(weightsOf(layers)).toEqual(once);
          prune(layers, rule, (1 + sparsity) / 2, KEY);
          for (const [l, weights] of once.entries())
            for (const [i, weight] of weights.entries()) if (weight === 0) expect(layers[l].weights[i]).toBe(0);
        },
      ),
      { numRuns: 150, seed: 2 },
    );
  });

  it("cuts blocks whole, to the nearest block", () => {
    const layers = layersOf(3, [14, 10, 6]);
    prune(layers, { structure: "blocks", method: "magnitude", scope: "global" }, 0.5, KEY);
    for (const { weights, taps, outputs } of layers)
      for (let tap = 0; tap < taps; tap += BLOCK)
        for (let output = 0; output < outputs; output += BLOCK) {
          const inside = new Set<boolean>();
          for (let t = tap; t < Math.min(taps, tap + BLOCK); t++)
            for (let o = output; o < Math.min(outputs, output + BLOCK); o++) inside.add(weights[t * outputs + o] === 0);
          expect(inside.size).toBe(1);
        }
    expect(Math.abs(sparsityOf(layers) - 0.5) * (140 + 60)).toBeLessThanOrEqual((BLOCK * BLOCK) / 2);
  });

  it("takes units out with their biases and what they feed, and leaves each layer one", () => {
    const layers = layersOf(4, [9, 8, 6, 3]);
    prune(layers, { structure: "units", method: "magnitude", scope: "layer" }, 0.5, KEY);
    const gone = (l: number) =>
      Array.from({ length: layers[l].outputs }, (_, o) => o).filter((o) => layers[l].bias?.[o] === 0);
    expect(gone(0).length).toBe(4);
    expect(gone(1).length).toBe(3);
    expect(gone(2).length).toBe(0);
    const { weights, taps, outputs } = layers[1];
    for (const unit of gone(0)) for (let o = 0; o < outputs; o++) expect(weights[unit * outputs + o]).toBe(0);
    for (const unit of gone(1)) for (let t = 0; t < taps; t++) expect(weights[t * outputs + unit]).toBe(0);
    const held = heldIn(layers, { structure: "units" });
    expect(held["layer0.bias"].reduce((sum, one) => sum + one, 0)).toBe(4);
    const all = copied(layers);
    prune(all, { structure: "units", method: "magnitude", scope: "global" }, 1, KEY);
    for (const l of [0, 1]) expect(all[l].weights.some((weight) => weight !== 0)).toBe(true);
  });
});

describe("schedules", () => {
  const base = { sparsity: 0.9, rounds: 4, every: 7, steps: 100 };
  const seen = (schedule: "one-shot" | "iterative" | "gradual") =>
    Array.from({ length: base.steps }, (_, n) => [n, sparsityAt({ ...base, schedule }, n)] as const).filter(
      (row): row is readonly [number, number] => row[1] !== undefined,
    );

  it("one-shot: all at the beginning", () => {
    expect(seen("one-shot")).toEqual([[0, 0.9]]);
  });

  it("in rounds: each takes the same share of what is left", () => {
    const rounds = seen("iterative");
    expect(rounds.map(([n]) => n)).toEqual([0, 25, 50, 75]);
    for (const [k, [, sparsity]] of rounds.entries()) expect(1 - sparsity).toBeCloseTo(0.1 ** ((k + 1) / 4), 14);
    expect(rounds[3][1]).toBe(0.9);
  });

  it("gradual: the cubic of Zhu & Gupta (2017), equation 1, from 0 at step 0", () => {
    const rounds = seen("gradual");
    const end = 75;
    for (const [n, sparsity] of rounds) expect(sparsity).toBeCloseTo(0.9 + (0 - 0.9) * (1 - n / end) ** 3, 14);
    expect(rounds.map(([n]) => n)).toEqual([...Array.from({ length: 11 }, (_, k) => 7 * k), 75]);
    expect(rounds[rounds.length - 1][1]).toBe(0.9);
  });

  it("whatever the numbers, ends at the sparsity asked and never goes back", () => {
    fc.assert(
      fc.property(
        fc.record({
          schedule: fc.constantFrom("one-shot" as const, "iterative" as const, "gradual" as const),
          sparsity: fc.double({ min: 0, max: 0.999, noNaN: true }),
          rounds: fc.integer({ min: 2, max: 20 }),
          every: fc.integer({ min: 1, max: 50 }),
          steps: fc.integer({ min: 1, max: 120 }),
        }),
        (schedule) => {
          let last = 0;
          for (let n = 0; n < schedule.steps; n++) {
            const now = sparsityAt(schedule, n);
            if (now === undefined) continue;
            expect(now).toBeGreaterThanOrEqual(last);
            last = now;
          }
          expect(last).toBe(schedule.sparsity);
        },
      ),
      { numRuns: 300, seed: 3 },
    );
  });
});
