import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Discrete } from "../../../../shared/kernels/structure/counts.ts";
import { classOf, differenceOf } from "../../../../shared/kernels/structure/equivalence.ts";
import { bestGraph } from "../../../../shared/kernels/structure/exact.ts";
import { bestMove, climb, disturbed, familyCache, moved } from "../../../../shared/kernels/structure/hill-climbing.ts";
import { graphScore, type Score } from "../../../../shared/kernels/structure/scores.ts";
import { keyOfSeed, uniform } from "../../../../shared/random/index.ts";

type Parents = readonly (readonly number[])[];

/** All directed graphs without cycles over so many nodes. */
function everyGraph(n: number): Parents[] {
  const pairs = Array.from({ length: n * n }, (_, i) => [Math.floor(i / n), i % n]).filter(([a, b]) => a !== b);
  const all: Parents[] = [];
  for (let set = 0; set < 1 << pairs.length; set++) {
    const parents: number[][] = Array.from({ length: n }, () => []);
    for (const [i, [a, b]] of pairs.entries()) if (set & (1 << i)) parents[b].push(a);
    if (isAcyclic(parents)) all.push(parents);
  }
  return all;
}

function isAcyclic(parents: Parents): boolean {
  const left = new Set(parents.keys());
  for (let goes = true; goes; ) {
    goes = false;
    for (const v of left)
      if (parents[v].every((u) => !left.has(u))) {
        left.delete(v);
        goes = true;
      }
  }
  return left.size === 0;
}

const four = everyGraph(4);

/** What decides the class: edges, and colliders whose parents are apart. */
function claims(parents: Parents): string {
  const isJoined = (a: number, b: number) => parents[a].includes(b) || parents[b].includes(a);
  const edges = parents.flatMap((own, v) => own.map((u) => [Math.min(u, v), Math.max(u, v)].join("-")));
  const colliders = parents.flatMap((own, v) =>
    own.flatMap((a) => own.filter((b) => a < b && !isJoined(a, b)).map((b) => `${a}>${v}<${b}`)),
  );
  return [...edges.sort(), ...colliders.sort()].join(" ");
}

function sample(parents: Parents, sizes: readonly number[], rows: number, seed: number): Discrete {
  const key = keyOfSeed(seed);
  let draw = 0;
  const next = () => uniform(key, draw++);
  const tables = parents.map((own, v) => {
    const combinations = own.reduce((product, u) => product * sizes[u], 1);
    return Array.from({ length: combinations }, () => {
      const numbers = Array.from({ length: sizes[v] }, () => next() ** 3 + 0.01);
      const sum = numbers.reduce((a, b) => a + b, 0);
      return numbers.map((x) => x / sum);
    });
  });
  const order: number[] = [];
  while (order.length < sizes.length)
    for (const [v, own] of parents.entries())
      if (!order.includes(v) && own.every((u) => order.includes(u))) order.push(v);
  const columns = sizes.map(() => new Int32Array(rows));
  for (let row = 0; row < rows; row++)
    for (const v of order) {
      const combination = parents[v].reduce((at, u) => at * sizes[u] + columns[u][row], 0);
      let left = next();
      const table = tables[v][combination];
      let state = 0;
      while (state < table.length - 1 && left >= table[state]) left -= table[state++];
      columns[v][row] = state;
    }
  return { rows, sizes: Int32Array.from(sizes), columns };
}

function byClaims(): ReadonlyMap<string, Parents[]> {
  const classes = new Map<string, Parents[]>();
  for (const parents of four) classes.set(claims(parents), [...(classes.get(claims(parents)) ?? []), parents]);
  return classes;
}

const scores: readonly Score[] = [{ kind: "bic" }, { kind: "bdeu", equivalent: 4 }];

describe("the class of a graph", () => {
  test("has an arrow where all of its graphs have it, and an edge where they differ: all 543 graphs of 4 nodes", () => {
    const classes = byClaims();
    expect(four).toHaveLength(543);
    expect(classes.size).toBe(185);
    for (const members of classes.values()) {
      const isIn = (a: number, b: number) => members.filter((parents) => parents[b].includes(a)).length;
      const arrows: [number, number][] = [];
      const edges: [number, number][] = [];
      for (let a = 0; a < 4; a++)
        for (let b = 0; b < 4; b++) {
          if (isIn(a, b) === members.length) arrows.push([a, b]);
          else if (a < b && isIn(a, b) > 0) edges.push([a, b]);
        }
      for (const member of members) expect(classOf(member)).toEqual({ arrows, edges });
    }
  });

  test("graphs of one class score the same", () => {
    const data = sample([[], [0], [0, 1], [2]], [2, 3, 2, 2], 200, 5);
    for (const members of byClaims().values())
      for (const score of scores) {
        const [first, ...others] = members.map((parents) => graphScore(data, score, parents));
        for (const other of others) expect(Math.abs(other - first)).toBeLessThan(1e-8);
      }
  });
});

test("BDeu is the probability of the rows, one after the other, each by the counts of those before it", () => {
  const data = sample([[], [0]], [2, 3], 40, 3);
  const equivalent = 2;
  const parents = [[], [0]];
  let log = 0;
  for (const [v, own] of parents.entries()) {
    const combinations = own.reduce((product, u) => product * data.sizes[u], 1);
    const counts = new Map<number, number[]>();
    for (let row = 0; row < data.rows; row++) {
      const combination = own.reduce((at, u) => at * data.sizes[u] + data.columns[u][row], 0);
      const cell = equivalent / combinations / data.sizes[v];
      const before =
        counts.get(combination) ??
        Array.from(data.sizes.subarray(v, v + 1)).flatMap((size) => new Array<number>(size).fill(0));
      const total = before.reduce((a, b) => a + b, 0);
      const state = data.columns[v][row];
      log += Math.log((before[state] + cell) / (total + equivalent / combinations));
      before[state]++;
      counts.set(combination, before);
    }
  }
  expect(graphScore(data, { kind: "bdeu", equivalent }, parents)).toBeCloseTo(log, 9);
});

describe("search", () => {
  test("the exact one finds the best of all 543 graphs of 4 nodes", () => {
    for (const [seed, truth] of [
      [1, [[], [0], [1], [1, 2]]],
      [2, [[], [], [0, 1], [2]]],
      [3, [[], [0], [0], [1, 2]]],
    ] as const) {
      const data = sample(truth, [2, 2, 3, 2], 120, seed);
      for (const score of scores) {
        const best = Math.max(...four.map((parents) => graphScore(data, score, parents)));
        const found = bestGraph(data, score);
        expect(found.score).toBeCloseTo(best, 8);
        expect(graphScore(data, score, found.parents)).toBeCloseTo(best, 8);
      }
    }
  });

  test("climbing ends where no single arrow is better, without cycles, its gains adding up", () => {
    const data = sample([[], [0], [0, 1], [2], [1, 3]], [2, 2, 3, 2, 2], 400, 9);
    for (const score of scores) {
      const family = familyCache(data, score);
      const start = data.columns.map(() => [] as number[]);
      let now: { parents: Parents; score: number } = { parents: start, score: graphScore(data, score, start) };
      for (let up = climb(now, family, 4); up; up = climb(now, family, 4)) {
        expect(up.gain).toBeGreaterThan(0);
        expect(isAcyclic(up.parents)).toBe(true);
        now = up;
      }
      expect(now.score).toBeCloseTo(graphScore(data, score, now.parents), 7);
      expect(now.score).toBeLessThanOrEqual(bestGraph(data, score).score + 1e-8);
      expect(bestMove(now.parents, family, 4)).toBeUndefined();
    }
  });

  test("the best move is the best of all graphs that differ by one arrow", () => {
    const data = sample([[], [0], [1], [1, 2]], [2, 2, 2, 3], 100, 4);
    const family = familyCache(data, scores[0]);
    const key = (parents: Parents) => parents.map((own) => [...own].sort().join()).join(";");
    const scored = new Map(four.map((parents) => [key(parents), graphScore(data, scores[0], parents)]));
    fc.assert(
      fc.property(fc.constantFrom(...four), (parents) => {
        const joined = (own: Parents) => own.flatMap((ps, v) => ps.map((u) => `${u}>${v}`));
        const here = joined(parents);
        const near = four.filter((other) => {
          const there = joined(other);
          const [gone, come] = [here.filter((a) => !there.includes(a)), there.filter((a) => !here.includes(a))];
          const isTurn = gone.length === 1 && come.length === 1 && gone[0] === come[0].split(">").reverse().join(">");
          return isTurn || gone.length + come.length === 1;
        });
        const best = Math.max(...near.map((other) => scored.get(key(other)) ?? 0)) - (scored.get(key(parents)) ?? 0);
        const found = bestMove(parents, family, 3);
        if (best > 1e-9) {
          expect(found?.gain).toBeCloseTo(best, 8);
          expect(scored.get(key(moved(parents, found?.move ?? { kind: "add", from: 0, to: 0 })))).toBeDefined();
        } else expect(found).toBeUndefined();
      }),
    );
  });

  test("disturbed graphs have no cycles", () => {
    for (let seed = 0; seed < 50; seed++)
      expect(isAcyclic(disturbed(keyOfSeed(seed), [[], [0], [1], [0, 2]], 6, 2))).toBe(true);
  });
});

test("differences are told by class", () => {
  const truth = classOf([[], [0], [1], []]);
  const same = classOf([[1], [2], [], []]);
  expect(differenceOf(same, truth)).toEqual({ missing: [], extra: [], turned: [], distance: 0 });
  const other = classOf([[], [0, 2], [], [0]]);
  expect(differenceOf(other, truth)).toEqual({
    missing: [],
    extra: [[0, 3]],
    turned: [
      [0, 1],
      [1, 2],
    ],
    distance: 3,
  });
});
