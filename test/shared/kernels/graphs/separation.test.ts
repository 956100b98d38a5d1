import fc from "fast-check";
import { expect, test } from "vitest";
import {
  areSeparated,
  blockersOn,
  linksOf,
  markovBlanket,
  nonDescendants,
  openPath,
  paths,
  withAncestors,
} from "../../../../shared/kernels/graphs/separation.ts";

const dags = fc
  .integer({ min: 2, max: 7 })
  .chain((n) => fc.array(fc.array(fc.boolean(), { minLength: n, maxLength: n }), { minLength: n, maxLength: n }))
  .map((arrows) => linksOf(arrows.map((own, v) => [...own.keys()].filter((u) => u < v && own[u]))));

/** Every path, by trying all of them. */
function everyPath({ parents, children }: ReturnType<typeof linksOf>, from: number, to: number): number[][] {
  const all: number[][] = [];
  const go = (path: number[]) => {
    const v = path[path.length - 1];
    if (v === to) {
      all.push(path);
      return;
    }
    for (const next of new Set([...parents[v], ...children[v]])) if (!path.includes(next)) go([...path, next]);
  };
  go([from]);
  return all;
}

test("two nodes are separated when each of all paths between them has a blocker, and an open path is one of the shortest", () => {
  fc.assert(
    fc.property(dags, fc.nat(), fc.nat(), fc.array(fc.nat(), { maxLength: 3 }), (links, a, b, some) => {
      const n = links.parents.length;
      const [from, to] = [a % n, b % n];
      fc.pre(from !== to);
      const given = new Set(some.map((v) => v % n).filter((v) => v !== from && v !== to));
      const opening = withAncestors(links, given);
      const all = everyPath(links, from, to);
      const open = all.filter((path) => blockersOn(links, path, given, opening).length === 0);
      expect(areSeparated(links, from, to, given)).toBe(open.length === 0);
      const found = openPath(links, from, to, given);
      expect(found === null).toBe(open.length === 0);
      if (found) {
        expect(blockersOn(links, found, given, opening)).toEqual([]);
        expect(found).toHaveLength(Math.min(...open.map(({ length }) => length)));
      }
      const listed = paths(links, from, to, given, 1000);
      expect(listed).toHaveLength(all.length);
      expect(listed.map(({ path }) => path.join()).sort()).toEqual(all.map((path) => path.join()).sort());
      expect(listed.map(({ path }) => path.length)).toEqual(
        listed.map(({ path }) => path.length).sort((x, y) => x - y),
      );
    }),
    { numRuns: 1000 },
  );
});

test("given its Markov blanket a node is separated from all others; given its parents, from all that are no descendants", () => {
  fc.assert(
    fc.property(dags, fc.nat(), (links, pick) => {
      const v = pick % links.parents.length;
      const blanket = markovBlanket(links, v);
      const others = [...links.parents.keys()].filter((other) => other !== v && !blanket.has(other));
      for (const other of others) expect(areSeparated(links, v, other, blanket)).toBe(true);
      const parents = new Set(links.parents[v]);
      for (const other of nonDescendants(links, v)) expect(areSeparated(links, v, other, parents)).toBe(true);
    }),
  );
});

test("a common effect opens a path once it, or what follows from it, is known", () => {
  // burglary → alarm ← earthquake, alarm → call
  const links = linksOf([[], [], [0, 1], [2]]);
  expect(openPath(links, 0, 1, new Set())).toBeNull();
  expect(openPath(links, 0, 1, new Set([2]))).toEqual([0, 2, 1]);
  expect(openPath(links, 0, 1, new Set([3]))).toEqual([0, 2, 1]);
  expect(paths(links, 0, 1, new Set(), 10)).toEqual([{ path: [0, 2, 1], blockers: [2] }]);
  expect(openPath(links, 0, 3, new Set([2]))).toBeNull();
});
