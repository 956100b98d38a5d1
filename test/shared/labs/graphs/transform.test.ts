/** Moral graphs, triangulations and clique trees by the properties that define them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RULES } from "../../../../shared/kernels/bayes-net/order.ts";
import {
  cliqueMessages,
  cliqueTreeOf,
  type Edge,
  moralGraph,
  separatorOf,
} from "../../../../shared/labs/graphs/transform.ts";

/** A random net of two-valued nodes; parents come before their children. */
const nets = fc.integer({ min: 1, max: 12 }).chain((n) =>
  fc
    .tuple(
      ...Array.from({ length: n }, (_, v) =>
        v === 0 ? fc.constant([]) : fc.subarray([...Array(v).keys()], { maxLength: Math.min(3, v) }),
      ),
    )
    .map((parents) => ({
      parents: parents as readonly (readonly number[])[],
      model: {
        sizes: new Int32Array(n).fill(2),
        factors: parents.map((own, v) => ({
          scope: [...own, v],
          table: new Float64Array(2 ** (own.length + 1)).fill(0.5),
        })),
      },
    })),
);

const has = (edges: readonly Edge[], a: number, b: number) =>
  edges.some(([c, d]) => (a === c && b === d) || (a === d && b === c));

/** Maximum cardinality search (Tarjan & Yannakakis 1984): whether the neighbours that come before each node are joined to each other. */
function isChordal(nodes: number, edges: readonly Edge[]): boolean {
  const order: number[] = [];
  while (order.length < nodes) {
    const score = (v: number) => order.filter((u) => has(edges, u, v)).length;
    const left = [...Array(nodes).keys()].filter((v) => !order.includes(v));
    const next = left.reduce((best, v) => (score(v) > score(best) ? v : best));
    const before = order.filter((u) => has(edges, u, next));
    if (before.some((a, i) => before.slice(i + 1).some((b) => !has(edges, a, b)))) return false;
    order.push(next);
  }
  return true;
}

describe("the way to a clique tree", () => {
  test("joins exactly what the definition of the moral graph joins", () => {
    fc.assert(
      fc.property(nets, (net) => {
        const { edges, married } = moralGraph(net);
        const isArc = (a: number, b: number) => net.parents[a].includes(b) || net.parents[b].includes(a);
        const share = (a: number, b: number) => net.parents.some((own) => own.includes(a) && own.includes(b));
        for (let a = 0; a < net.parents.length; a++)
          for (let b = a + 1; b < net.parents.length; b++) {
            expect(has(edges, a, b)).toBe(isArc(a, b) || share(a, b));
            expect(
              has(
                married.map(({ edge }) => edge),
                a,
                b,
              ),
            ).toBe(share(a, b) && !isArc(a, b));
          }
        for (const { edge, child } of married) for (const end of edge) expect(net.parents[child]).toContain(end);
      }),
      { numRuns: 150 },
    );
  });

  test.each(RULES)("%s: makes a chordal graph, no edge twice, whose cliques are the tree's", (rule) => {
    fc.assert(
      fc.property(nets, (net) => {
        const { edges } = moralGraph(net);
        const { steps, fill, cliques, elimination } = cliqueTreeOf(net, rule);
        const all = [...edges, ...fill];
        expect(new Set(all.map(([a, b]) => `${a} ${b}`)).size).toBe(all.length);
        expect(isChordal(net.parents.length, all)).toBe(true);
        for (const { scope } of cliques)
          for (const [i, a] of scope.entries()) for (const b of scope.slice(i + 1)) expect(has(all, a, b)).toBe(true);
        // Each clique is maximal: none lies in another.
        for (const [c, { scope }] of cliques.entries())
          for (const [d, other] of cliques.entries())
            if (c !== d) expect(scope.every((v) => other.scope.includes(v))).toBe(false);
        for (const [a, b] of all)
          expect(cliques.some(({ scope }) => scope.includes(a) && scope.includes(b))).toBe(true);
        expect(Math.max(...cliques.map(({ scope }) => scope.length)) - 1).toBe(elimination.width);
        expect(steps.map(({ node }) => node).sort((a, b) => a - b)).toEqual([...net.parents.keys()]);
      }),
      { numRuns: 60 },
    );
  });

  test.each(RULES)("%s: has the running intersection property, and separators are what neighbours share", (rule) => {
    fc.assert(
      fc.property(nets, (net) => {
        const { cliques } = cliqueTreeOf(net, rule);
        for (const clique of cliques) {
          const above = clique.parent < 0 ? [] : cliques[clique.parent].scope;
          expect([...separatorOf(clique)].sort()).toEqual(clique.scope.filter((v) => above.includes(v)).sort());
        }
        // The cliques that have a node are connected: one of them at most has a parent without it.
        for (let v = 0; v < net.parents.length; v++) {
          const tops = cliques.filter(
            ({ scope, parent }) => scope.includes(v) && (parent < 0 || !cliques[parent].scope.includes(v)),
          );
          expect(tops).toHaveLength(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("passes messages inwards and back, each after those that it is made of", () => {
    fc.assert(
      fc.property(nets, (net) => {
        const { cliques } = cliqueTreeOf(net, "min-fill");
        const messages = cliqueMessages(cliques);
        expect(messages).toHaveLength(2 * cliques.filter(({ parent }) => parent >= 0).length);
        const sent = new Set<string>();
        for (const { from, to } of messages) {
          for (const other of messages)
            if (other.to === from && other.from !== to) expect(sent.has(`${other.from} ${from}`)).toBe(true);
          sent.add(`${from} ${to}`);
        }
      }),
      { numRuns: 60 },
    );
  });
});
