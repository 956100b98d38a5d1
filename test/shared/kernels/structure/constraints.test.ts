import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areSeparated, linksOf } from "../../../../shared/kernels/graphs/separation.ts";
import { classOf } from "../../../../shared/kernels/structure/equivalence.ts";
import { extensionOf } from "../../../../shared/kernels/structure/extension.ts";
import { gSquared } from "../../../../shared/kernels/structure/independence.ts";
import { pc } from "../../../../shared/kernels/structure/pc.ts";
import { graphScore } from "../../../../shared/kernels/structure/scores.ts";
import { anyGraph } from "../../../oracles/random-net.ts";

describe("the test of independence", () => {
  test("G² of a table by hand", () => {
    // Counts 10, 20 / 30, 5: G² = 2 Σ O log(O / E).
    const cells = [10, 20, 30, 5];
    const rows = cells.reduce((a, b) => a + b, 0);
    const column = (of: (cell: number) => number) =>
      Int32Array.from(cells.flatMap((n, cell) => new Array<number>(n).fill(of(cell))));
    const data = {
      rows,
      sizes: Int32Array.of(2, 2),
      columns: [column((cell) => cell >> 1), column((cell) => cell & 1)],
    };
    const expected = cells.map((_, cell) => ((cell < 2 ? 30 : 35) * (cell % 2 === 0 ? 40 : 25)) / rows);
    const g = 2 * cells.reduce((sum, n, cell) => sum + n * Math.log(n / expected[cell]), 0);
    const { statistic, degrees } = gSquared(data, 0, 1, []);
    expect(statistic).toBeCloseTo(g, 10);
    expect(degrees).toBe(1);
  });

  test("states that do not occur next to given ones are not free", () => {
    // a decides c: given c, a has one state, and nothing is left to test.
    const a = Int32Array.of(0, 0, 0, 1, 1, 1);
    const b = Int32Array.of(0, 1, 2, 2, 0, 2);
    const data = { rows: 6, sizes: Int32Array.of(2, 3, 2), columns: [a, b, a] };
    expect(gSquared(data, 0, 1, [2])).toEqual({ statistic: 0, degrees: 0, pValue: 1 });
    expect(gSquared(data, 0, 1, []).degrees).toBe(2);
    expect(gSquared(data, 0, 2, [1]).degrees).toBe(2);
  });
});

describe("PC", () => {
  test("finds the class of any graph if its tests do not err", () => {
    fc.assert(
      fc.property(anyGraph(7, 2), (parents) => {
        const links = linksOf(parents);
        const found = pc(parents.length, (a, b, given) => areSeparated(links, a, b, new Set(given)), parents.length);
        expect(found.graph).toEqual(classOf(parents));
        expect(found.conflicts).toEqual([]);
        for (const { a, b, given } of found.cuts) expect(areSeparated(links, a, b, new Set(given))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("its edges do not depend on the order of the variables, even where tests err", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 6 }), fc.integer({ min: 1, max: 1e9 }), fc.nat(), (nodes, seed, turn) => {
        // Answers by a hash of what is asked: consistent, but of no graph.
        const answer = (a: number, b: number, given: readonly number[]) => {
          let hash = seed ^ (Math.min(a, b) * 31 + Math.max(a, b) * 1009);
          for (const v of [...given].sort((p, q) => p - q)) hash = Math.imul(hash ^ (v + 17), 0x9e3779b1);
          return (hash >>> 13) % 3 === 0;
        };
        const rename = (v: number) => (v + turn) % nodes;
        const edges = (renamed: (v: number) => number) =>
          pc(nodes, (a, b, given) => answer(renamed(a), renamed(b), given.map(renamed)), nodes)
            .joined.flatMap((own, a) => [...own.keys()].filter((b) => own[b]).map((b) => `${renamed(a)}-${renamed(b)}`))
            .sort();
        expect(edges(rename)).toEqual(edges((v) => v));
      }),
      { numRuns: 100 },
    );
  });

  test("an edge that is cut still gives its node to the other tests of the same size", () => {
    // 1 and 2 are apart; given 3, 0 and 1 are; given 1, 0 and 2 are. Were the edge 0 — 1 gone at once, nobody would ask about 0 and 2 given 1.
    const answers = new Set(["1 2 ", "0 1 3", "0 2 1"]);
    const { joined } = pc(4, (a, b, given) => answers.has(`${Math.min(a, b)} ${Math.max(a, b)} ${given}`), 4);
    expect(joined.map((own) => [...own])).toEqual([
      [0, 0, 0, 1],
      [0, 0, 0, 1],
      [0, 0, 0, 1],
      [1, 1, 1, 0],
    ]);
  });

  test("colliders that contradict each other are told; the first keeps its arrow", () => {
    // 0 — 1 — 2 — 3, and neither 1 separates 0 from 2 nor 2 separates 1 from 3.
    const apart = new Set(["0 2", "0 3", "1 3"]);
    const found = pc(4, (a, b, given) => given.length === 0 && apart.has(`${Math.min(a, b)} ${Math.max(a, b)}`), 2);
    expect(found.colliders).toEqual([{ a: 0, middle: 1, b: 2 }]);
    expect(found.conflicts).toEqual([{ a: 1, middle: 2, b: 3 }]);
    expect(found.graph.arrows).toEqual([
      [0, 1],
      [2, 1],
      [3, 2],
    ]);
  });

  test("conditions on so many at most", () => {
    let most = 0;
    const found = pc(
      6,
      (_, __, given) => {
        most = Math.max(most, given.length);
        return false;
      },
      2,
    );
    expect(most).toBe(2);
    // 15 pairs at size 0; from both sides, 4 others each: 30 · (4 + 6).
    expect(found.tests).toBe(15 + 300);
    expect(found.graph.edges).toHaveLength(15);
  });
});

describe("a directed graph of a class", () => {
  test("is a member of it", () => {
    fc.assert(
      fc.property(anyGraph(7), (parents) => {
        const graph = classOf(parents);
        const { parents: found, isExact } = extensionOf(parents.length, graph);
        expect(isExact).toBe(true);
        expect(classOf(found)).toEqual(graph);
      }),
      { numRuns: 300 },
    );
  });

  test("where there is none, has the same edges and no cycle", () => {
    const cycle = {
      arrows: [
        [0, 1],
        [1, 2],
        [2, 0],
      ],
      edges: [[0, 3]],
    } as const;
    expect(extensionOf(4, cycle)).toEqual({ parents: [[], [0], [0, 1], [0]], isExact: false });
    // A square without direction has no member: any would have a collider more.
    const square = {
      arrows: [],
      edges: [
        [0, 1],
        [1, 2],
        [2, 3],
        [0, 3],
      ],
    } as const;
    const { parents, isExact } = extensionOf(4, square);
    expect(isExact).toBe(false);
    expect(parents.flat()).toHaveLength(4);
  });
});

test("BDeu of counts by hand", () => {
  // y given x: rows (2, 1) and (0, 1), 4 rows' worth of prior, so 2 per row and 1 per cell: each row is 1 / ((n + 1) · C(n, k)).
  const data = { rows: 4, sizes: Int32Array.of(2, 2), columns: [Int32Array.of(0, 0, 0, 1), Int32Array.of(0, 0, 1, 1)] };
  const given = 1 / (4 * 3) / 2;
  // x: 2 per cell, 3 and 1 of 4: (2·3·4)(2) / (4·5·6·7).
  const own = 48 / 840;
  const parents = [[], [0]];
  expect(graphScore(data, { kind: "bdeu", equivalent: 4 }, parents)).toBeCloseTo(Math.log(own * given), 12);
});

test("BIC of counts by hand", () => {
  // x: 3 of 4 rows are 0; y given x = 0: 2 and 1; given x = 1: 0 and 1.
  const data = { rows: 4, sizes: Int32Array.of(2, 2), columns: [Int32Array.of(0, 0, 0, 1), Int32Array.of(0, 0, 1, 1)] };
  const log = 3 * Math.log(3 / 4) + Math.log(1 / 4) + 2 * Math.log(2 / 3) + Math.log(1 / 3);
  expect(graphScore(data, { kind: "bic" }, [[], [0]])).toBeCloseTo(log - (Math.log(4) / 2) * 3, 12);
});
