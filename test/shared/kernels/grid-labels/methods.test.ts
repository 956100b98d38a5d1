import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  beliefSweep,
  beliefsOf,
  believedLabels,
  blanketOf,
  conditionalOf,
  energyOf,
  freeEnergyOf,
  gibbsSweep,
  gridField,
  icmSweep,
  likeliestLabels,
  meanFieldStart,
  meanFieldSweep,
  type Product,
  propagation,
  silence,
} from "../../../../shared/kernels/grid-labels/index.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { anyField, enumerated, labellings, plainEnergy } from "./enumerated.ts";

const small = [
  { width: 4, height: 2, labels: 2 },
  { width: 3, height: 3, labels: 2 },
  { width: 2, height: 2, labels: 4 },
  { width: 1, height: 5, labels: 3 },
];
const rows = [
  { width: 7, height: 1, labels: 2 },
  { width: 1, height: 5, labels: 3 },
  { width: 4, height: 1, labels: 5 },
];

function far(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0);
}

describe("a field of labels on a grid", () => {
  test("its energy is that of all its pixels and pairs", () => {
    fc.assert(
      fc.property(anyField(small), fc.nat(), (field, pick) => {
        const pixels = field.width * field.height;
        const x = Uint8Array.from({ length: pixels }, (_, i) => (pick >> i) % field.labels);
        expect(energyOf(field, x)).toBeCloseTo(plainEnergy(field, x), 10);
      }),
      { numRuns: 100 },
    );
  });

  test("the conditional of a pixel is that of enumeration, and nothing outside its blanket changes it", () => {
    fc.assert(
      fc.property(anyField(small), fc.nat(), fc.nat(), (field, pick, seen) => {
        const { labels } = field;
        const pixels = field.width * field.height;
        const pixel = seen % pixels;
        const x = Uint8Array.from({ length: pixels }, (_, i) => (pick >> i) % labels);
        const p = conditionalOf(field, x, pixel, 0.7);
        const energies = Array.from({ length: labels }, (_, k) => energyOf(field, x.with(pixel, k)));
        const z = energies.reduce((sum, e) => sum + Math.exp(-e / 0.7), 0);
        for (const [k, e] of energies.entries()) expect(p[k]).toBeCloseTo(Math.exp(-e / 0.7) / z, 10);
        const blanket = new Set(blanketOf(field, pixel).map((one) => one.pixel));
        const outside = x.map((label, i) => (i === pixel || blanket.has(i) ? label : (label + 1) % labels));
        expect(conditionalOf(field, outside, pixel, 0.7)).toEqual(p);
      }),
      { numRuns: 200 },
    );
  });
});

describe("ICM", () => {
  test("never raises the energy, and ends where no single label is better", () => {
    fc.assert(
      fc.property(anyField([...small, { width: 9, height: 7, labels: 5 }]), (field) => {
        const x = likeliestLabels(field);
        let before = energyOf(field, x);
        for (let changed = 1; changed > 0; ) {
          changed = icmSweep(field, x);
          const energy = energyOf(field, x);
          if (changed > 0) expect(energy).toBeLessThan(before);
          before = energy;
        }
        for (const i of x.keys())
          for (let k = 0; k < field.labels; k++)
            expect(energyOf(field, x.with(i, k))).toBeGreaterThanOrEqual(before - 1e-9);
      }),
      { numRuns: 100 },
    );
  });
});

describe("Gibbs sampling", () => {
  test("each of its moves is in detailed balance with exp(−E/T)", () => {
    fc.assert(
      fc.property(
        anyField([{ width: 2, height: 2, labels: 3 }]),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        (field, t) => {
          for (const x of labellings(4, 3))
            for (let i = 0; i < 4; i++) {
              const p = conditionalOf(field, x, i, t);
              for (let k = 0; k < 3; k++) {
                const there = Math.exp(-energyOf(field, x) / t) * p[k];
                const back = Math.exp(-energyOf(field, x.with(i, k)) / t) * p[x[i]];
                expect(there / back).toBeCloseTo(1, 9);
              }
            }
        },
      ),
      { numRuns: 10 },
    );
  });

  test("its labels are those of the enumerated field, within 5 Monte Carlo errors", () => {
    const field = fc.sample(anyField([{ width: 3, height: 2, labels: 3 }], { neighbours: 8 }), {
      numRuns: 1,
      seed: 4,
    })[0];
    const { marginals } = enumerated(field);
    const x = likeliestLabels(field);
    // Means over batches of sweeps, whose spread gives the error whatever the correlation of sweeps.
    const [batches, sweeps] = [40, 100];
    const means = Array.from({ length: batches }, (_, b) => {
      const counts = new Float64Array(marginals.length);
      for (let n = 0; n < sweeps; n++) {
        gibbsSweep(field, x, 1, keyOfSeed(b * sweeps + n));
        for (const [i, label] of x.entries()) counts[3 * i + label] += 1 / sweeps;
      }
      return counts;
    });
    for (const [at, p] of marginals.entries()) {
      const own = means.map((one) => one[at]);
      const mean = own.reduce((a, b) => a + b, 0) / batches;
      const deviation = Math.sqrt(own.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (batches - 1));
      expect(Math.abs(mean - p)).toBeLessThan((5 * Math.max(deviation, 0.01)) / Math.sqrt(batches));
    }
  });

  test("at a temperature near 0 it is ICM, where no two labels are equally good", () => {
    fc.assert(
      fc.property(anyField([{ width: 5, height: 4, labels: 3 }]), (drawn) => {
        // Couplings are multiples of 2⁻²⁰, and so are no differences of these.
        const unary = drawn.unary.map((cost, at) => cost + 2 ** -22 * (at % 3));
        const field = { ...drawn, unary };
        const [x, y] = [likeliestLabels(field), likeliestLabels(field)];
        gibbsSweep(field, x, 1e-9, keyOfSeed(1));
        icmSweep(field, y);
        expect(x).toEqual(y);
      }),
      { numRuns: 30 },
    );
  });
});

describe("mean field", () => {
  test("its free energy never rises, and bounds −log Z from above", () => {
    fc.assert(
      fc.property(anyField(small), (field) => {
        const q = meanFieldStart(field);
        let before = freeEnergyOf(field, q);
        for (let n = 0; n < 20; n++) {
          meanFieldSweep(field, q);
          const now = freeEnergyOf(field, q);
          expect(now).toBeLessThanOrEqual(before + 1e-9);
          before = now;
        }
        expect(before).toBeGreaterThanOrEqual(-enumerated(field).logZ - 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  test("without pairs it is exact", () => {
    const field = gridField(
      { width: 2, height: 2, labels: 3 },
      Float64Array.from({ length: 12 }, (_, i) => (i * 7) % 5),
      () => 0,
    );
    const q = meanFieldStart(field);
    const { logZ, marginals } = enumerated(field);
    expect(freeEnergyOf(field, q)).toBeCloseTo(-logZ, 10);
    expect(far(q, marginals)).toBeLessThan(1e-12);
  });
});

describe("belief propagation", () => {
  const believed = (field: Parameters<typeof propagation>[0], product: Product, sweeps: number, damping = 0) => {
    const to = propagation(field, product);
    const messages = silence(to);
    let change = 0;
    for (let n = 0; n < sweeps; n++) change = beliefSweep(to, messages, damping);
    const beliefs = beliefsOf(to, messages);
    return { beliefs, labels: believedLabels(to, beliefs), change };
  };

  test("one sweep of a row or column gives the enumerated marginals, and the least energies", () => {
    fc.assert(
      fc.property(anyField(rows), (field) => {
        const { marginals, leastWith, least } = enumerated(field);
        expect(far(believed(field, "sum", 1).beliefs, marginals)).toBeLessThan(1e-10);
        const { beliefs, labels } = believed(field, "max", 1);
        expect(
          far(
            beliefs,
            leastWith.map((energy) => energy - least),
          ),
        ).toBeLessThan(1e-9);
        expect(energyOf(field, labels)).toBeCloseTo(least, 9);
      }),
      { numRuns: 100 },
    );
  });

  // Strong couplings may leave several points of rest, and damping another one of them. A single one is left where (neighbours − 1) · tanh(coupling · largest
  // distance / 2) < 1: Mooij & Kappen (2007), IEEE Trans. Inf. Theory 53, 4422, whose strength of a pair is tanh(coupling / 2) for Potts.
  test("damping changes how it gets to rest, not where, as long as there is one rest", () => {
    fc.assert(
      fc.property(anyField([{ width: 4, height: 3, labels: 4 }]), (field) => {
        const strongest = (Math.max(...field.weights) * Math.max(...field.apart)) / 2;
        const most = Math.atanh(0.9 / (2 * field.offsets.length - 1));
        const single = { ...field, weights: field.weights.map((w) => w * Math.min(1, most / strongest)) };
        const [plain, damped] = [believed(single, "sum", 200), believed(single, "sum", 200, 0.3)];
        expect(Math.max(plain.change, damped.change)).toBeLessThan(1e-12);
        expect(far(plain.beliefs, damped.beliefs)).toBeLessThan(1e-8);
      }),
      { numRuns: 20 },
    );
  });

  test("with loops it is near the enumerated marginals where couplings are weak", () => {
    fc.assert(
      fc.property(anyField([{ width: 3, height: 3, labels: 2 }], { neighbours: 4 }), (field) => {
        const weak = { ...field, weights: field.weights.map((w) => w * 0.1) };
        expect(far(believed(weak, "sum", 30).beliefs, enumerated(weak).marginals)).toBeLessThan(5e-3);
      }),
      { numRuns: 30 },
    );
  });
});
