import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cutMoves,
  energyOf,
  expanded,
  gridNet,
  isPotts,
  likeliestLabels,
  minimumCut,
  swapped,
} from "../../../../shared/kernels/grid-labels/index.ts";
import { flowNet, maxFlow } from "../../../../shared/kernels/grid-labels/max-flow.ts";
import { anyField, enumerated, labellings, uniforms } from "./enumerated.ts";

/** A net of some nodes, each with a capacity from the source or to the sink, and arcs anywhere: whole numbers. */
const anyNet = fc
  .record({
    nodes: fc.integer({ min: 1, max: 9 }),
    density: fc.double({ min: 0.1, max: 1, noNaN: true }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  })
  .map(({ nodes, density, seed }) => {
    const next = uniforms(seed);
    const whole = (max: number) => Math.floor(next() * (max + 1));
    const pairs: [number, number][] = [];
    for (let i = 0; i < nodes; i++)
      for (let j = 0; j < i; j++) if (next() < density) pairs.push(next() < 0.5 ? [i, j] : [j, i]);
    return {
      nodes,
      pairs,
      terminal: Float64Array.from({ length: nodes }, () => whole(20) - 10),
      capacities: Float64Array.from({ length: 2 * pairs.length }, () => (next() < 0.3 ? 0 : whole(8))),
    };
  });

type AnyNet = typeof anyNet extends fc.Arbitrary<infer N> ? N : never;

/** What leaves the side of the source for that of the sink. */
function cutValue({ pairs, terminal, capacities }: AnyNet, sinkSide: Uint8Array): number {
  const atTerminals = terminal.reduce(
    (sum, t, i) => sum + (t > 0 && sinkSide[i] ? t : t < 0 && !sinkSide[i] ? -t : 0),
    0,
  );
  return pairs.reduce((sum, [from, to], p) => {
    if (sinkSide[from] === sinkSide[to]) return sum;
    return sum + capacities[2 * p + (sinkSide[from] ? 1 : 0)];
  }, atTerminals);
}

describe("the maximum flow", () => {
  test("is the least of all cuts, is the cut that it finds, and is a flow", () => {
    fc.assert(
      fc.property(anyNet, (given) => {
        const { nodes, pairs } = given;
        const [terminal, left] = [given.terminal.slice(), given.capacities.slice()];
        const { value, sinkSide } = maxFlow(flowNet(nodes, pairs), terminal, left);
        let least = Number.POSITIVE_INFINITY;
        for (const side of labellings(nodes, 2)) least = Math.min(least, cutValue(given, side));
        expect(value).toBe(least);
        expect(cutValue(given, sinkSide)).toBe(value);
        const kept = new Float64Array(nodes);
        for (const [p, [from, to]] of pairs.entries()) {
          const flow = given.capacities[2 * p] - left[2 * p];
          expect(left[2 * p + 1] - given.capacities[2 * p + 1]).toBe(flow);
          kept[from] -= flow;
          kept[to] += flow;
        }
        // What comes from the source, or goes to the sink, is what the arcs carry away, or bring.
        for (const [i, sum] of kept.entries()) expect(sum + given.terminal[i] - terminal[i]).toBe(0);
        for (const capacity of left) expect(capacity).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 400 },
    );
  });
});

describe("the minimum cut of a field of two labels", () => {
  test("has the least energy of all labellings, which its flow certifies", () => {
    const shapes = [
      [4, 3],
      [3, 3],
      [2, 5],
      [1, 6],
      [5, 1],
      [1, 1],
    ].map(([width, height]) => ({ width, height, labels: 2 }));
    fc.assert(
      fc.property(anyField(shapes), (field) => {
        const { labels, energy } = minimumCut(field);
        expect(energy).toBeCloseTo(enumerated(field).least, 9);
        expect(energyOf(field, labels)).toBeCloseTo(energy, 9);
      }),
      { numRuns: 200 },
    );
  });

  test("is exact to the last bit for Potts, on 4 × 4 and on a picture", () => {
    const sizes = [4, 40].map((side) => ({ width: side, height: side, labels: 2 }));
    fc.assert(
      fc.property(anyField(sizes), (field) => {
        fc.pre(isPotts(field) && field.apart[1] === 1);
        const { labels, energy } = minimumCut(field);
        expect(energyOf(field, labels)).toBe(energy);
      }),
      { numRuns: 30 },
    );
    const [field] = fc.sample(anyField(sizes.slice(0, 1)), { numRuns: 1, seed: 2 });
    expect(minimumCut(field).energy).toBeCloseTo(enumerated(field).least, 9);
  });

  test("refuses more labels", () => {
    const [field] = fc.sample(anyField([{ width: 2, height: 2, labels: 3 }]), 1);
    expect(() => minimumCut(field)).toThrow("labels: 3 (must be 2)");
  });
});

describe("moves by cuts", () => {
  const shapes = [
    { width: 3, height: 2, labels: 3 },
    { width: 2, height: 2, labels: 4 },
  ];

  test("an expansion, and a swap, is the best of all that it could be", () => {
    fc.assert(
      fc.property(anyField(shapes), fc.nat(), (field, pick) => {
        const grid = gridNet(field);
        const pixels = field.width * field.height;
        const x = Uint8Array.from({ length: pixels }, (_, i) => (pick >> i) % field.labels);
        const best = (allowed: (label: number, before: number) => boolean) => {
          let least = Number.POSITIVE_INFINITY;
          for (const y of labellings(pixels, field.labels))
            if (y.every((label, i) => label === x[i] || allowed(label, x[i])))
              least = Math.min(least, energyOf(field, y));
          return least;
        };
        if (isPotts(field))
          expect(energyOf(field, expanded(field, grid, x, 1))).toBeCloseTo(
            best((label) => label === 1),
            9,
          );
        const isOf = (label: number) => label === 0 || label === 2;
        expect(energyOf(field, swapped(field, grid, x, 0, 2))).toBeCloseTo(
          best((label, before) => isOf(label) && isOf(before)),
          9,
        );
      }),
      { numRuns: 60 },
    );
  });

  test("rounds never raise the energy; with Potts they end at most at twice the least", () => {
    fc.assert(
      fc.property(anyField(shapes), (field) => {
        // The bound is for potentials ≥ 0.
        const positive = { ...field, unary: field.unary.map((u) => u + 2) };
        const grid = gridNet(positive);
        let x = likeliestLabels(positive);
        for (let before = Number.POSITIVE_INFINITY; energyOf(positive, x) < before; ) {
          before = energyOf(positive, x);
          x = cutMoves(positive, grid, x);
          expect(energyOf(positive, x)).toBeLessThanOrEqual(before);
        }
        if (isPotts(positive)) expect(energyOf(positive, x)).toBeLessThanOrEqual(2 * enumerated(positive).least + 1e-9);
      }),
      { numRuns: 60 },
    );
  });
});
