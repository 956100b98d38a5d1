import { describe, expect, it } from "vitest";
import {
  arrangementCells,
  foldingNet,
  leastOfMost,
  middleOf,
  mostRegions,
  outputAt,
  patternAt,
  type ReluNet,
  randomNet,
  regionsOf,
} from "../../../shared/kernels/regions/index.ts";
import { foldIn, type Key, uniform } from "../../../shared/random/index.ts";

const KEY: Key = [7, 11];
const WINDOW = [-1, 1] as const;

const netOf = (seed: number, inputs: number, hidden: readonly number[], deviation = 1): ReluNet =>
  randomNet(inputs, hidden, deviation, foldIn(KEY, seed));

const patternsOf = (net: ReluNet, points: Iterable<readonly number[]>) =>
  new Set(Array.from(points, (x) => patternAt(net, x)));

function* grid(inputs: number, side: number): Generator<readonly number[]> {
  // Off the centre of symmetry, and off dyadic numbers.
  const at = (i: number) => -1 + (2 * (i + 0.4871)) / side;
  for (let i = 0; i < side; i++)
    if (inputs === 1) yield [at(i)];
    else for (let j = 0; j < side; j++) yield [at(i), at(j)];
}

/** Area of a polygon, or length of an interval. */
function sizeOf(corners: Float64Array, inputs: number): number {
  if (inputs === 1) return corners[1] - corners[0];
  let twice = 0;
  for (let c = 0; c < corners.length; c += 2) {
    const next = (c + 2) % corners.length;
    twice += corners[c] * corners[next + 1] - corners[next] * corners[c + 1];
  }
  return twice / 2;
}

describe("the folding net", () => {
  it.each([1, 2, 3, 5, 8, 12])("of %d layers has 2^depth regions on the line", (depth) => {
    const regions = regionsOf(foldingNet(1, depth), { window: [0, 1] });
    expect(regions).toHaveLength(2 ** depth);
    // Every slope is ±2^depth, as that of a tent folded so often.
    for (const { affine } of regions) expect(Math.abs(affine[0])).toBe(2 ** depth);
  });

  it.each([1, 2, 3, 5])("of %d layers has (2^depth)² in the plane", (depth) => {
    expect(regionsOf(foldingNet(2, depth), { window: [0, 1] })).toHaveLength(4 ** depth);
  });

  it("is the tent map, applied again and again", () => {
    const tent = (x: number) => 1 - Math.abs(2 * x - 1);
    for (let i = 0; i <= 64; i++) {
      const x = i / 64;
      expect(outputAt(foldingNet(1, 3), [x])).toEqual([tent(tent(tent(x)))]);
    }
  });
});

describe("regions of random nets", () => {
  const nets = [
    [1, [7]],
    [1, [5, 4, 6]],
    [2, [6]],
    [2, [5, 5]],
    [2, [4, 3, 5]],
  ] as const;

  it.each(nets)(
    "over %d inputs with layers %j: each has a pattern of its own, and none that sampling sees is missed",
    (inputs, hidden) => {
      for (let seed = 0; seed < 4; seed++) {
        const net = netOf(seed, inputs, hidden, 0.3);
        const regions = regionsOf(net, { window: WINDOW });
        const found = patternsOf(
          net,
          regions.map(({ corners }) => middleOf(corners, inputs)),
        );
        expect(found.size).toBe(regions.length);
        for (const pattern of patternsOf(net, grid(inputs, inputs === 1 ? 2000 : 90))) expect(found).toContain(pattern);
        expect(regions.length).toBeLessThanOrEqual(mostRegions(inputs, hidden));
      }
    },
  );

  it.each(nets)(
    "over %d inputs with layers %j: they fill the window, and the net is what they say it is",
    (inputs, hidden) => {
      const net = netOf(99, inputs, hidden, 0.3);
      const regions = regionsOf(net, { window: WINDOW });
      const filled = regions.reduce((sum, { corners }) => sum + sizeOf(corners, inputs), 0);
      expect(filled).toBeCloseTo(2 ** inputs, 9);
      for (const { corners, affine } of regions) {
        const x = middleOf(corners, inputs);
        const value = x.reduce((sum, xi, k) => sum + affine[k] * xi, affine[inputs]);
        expect(value).toBeCloseTo(outputAt(net, x)[0], 10);
      }
    },
  );

  it("of one layer are the cells of its lines: Zaslavsky's count, once the window holds all crossings", () => {
    for (const [inputs, units] of [
      [1, 9],
      [2, 1],
      [2, 4],
      [2, 10],
    ])
      for (let seed = 0; seed < 10; seed++)
        expect(regionsOf(netOf(seed, inputs, [units]), { window: [-1e5, 1e5] })).toHaveLength(
          arrangementCells(units, inputs),
        );
  });

  it("are counted or refused, never cut short", () => {
    expect(() => regionsOf(foldingNet(1, 10), { window: [0, 1], most: 1000 })).toThrow("more than 1000 regions");
    expect(regionsOf(foldingNet(1, 10), { window: [0, 1], most: 1024 })).toHaveLength(1024);
  });

  it("of other than one or two inputs are refused", () =>
    expect(() => regionsOf(netOf(1, 3, [4]), { window: WINDOW })).toThrow("regions over 3 inputs"));
});

describe("bounds", () => {
  /** Serra's sum, term by term over all j. */
  function bySum(inputs: number, hidden: readonly number[]): number {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    const terms = hidden.reduce<readonly (readonly number[])[]>(
      (all, width) => all.flatMap((j) => Array.from({ length: width + 1 }, (_, own) => [...j, own])),
      [[]],
    );
    return terms
      .filter((j) =>
        j.every((own, l) => own <= Math.min(inputs, hidden[l], ...j.slice(0, l).map((jk, k) => hidden[k] - jk))),
      )
      .reduce((sum, j) => sum + j.reduce((product, own, l) => product * choose(hidden[l], own), 1), 0);
  }

  it("from above is the sum of the theorem, and Zaslavsky's for one layer", () => {
    for (const hidden of [[3], [4, 4], [1, 5, 2], [3, 2, 4]])
      for (const inputs of [1, 2]) expect(mostRegions(inputs, hidden)).toBeCloseTo(bySum(inputs, hidden), 9);
    expect(mostRegions(2, [10])).toBe(56);
    expect(arrangementCells(10, 2)).toBe(56);
  });

  it("from below is what the folding net has, one layer left for any cut", () => {
    // Theorem 4 with width 2 and one input: 2^(L − 1) · 3; the folding net of the window has 2^L.
    expect(leastOfMost(1, [2, 2, 2])).toBe(12);
    expect(leastOfMost(2, [4, 4])).toBe(4 * (1 + 4 + 6));
    expect(leastOfMost(2, [4, 1])).toBeUndefined();
    for (const hidden of [[2], [4, 4], [6, 4, 2]])
      expect(leastOfMost(2, hidden)).toBeLessThanOrEqual(mostRegions(2, hidden));
  });

  it("hold for every random net", () => {
    for (let seed = 0; seed < 30; seed++) {
      const hidden = [2, 3, 4].map((_, l) => 1 + Math.floor(5 * uniform(foldIn(KEY, seed), l)));
      const regions = regionsOf(netOf(seed, 2, hidden, 0.5), { window: [-3, 3] });
      expect(regions.length).toBeLessThanOrEqual(mostRegions(2, hidden));
    }
  });
});
