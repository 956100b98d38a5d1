import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { depthsOf, longestPath, topologicalOrder, widthOf } from "../../../shared/math/dag.ts";

/** Every node may have any earlier ones as inputs; then all are renamed, so that order means nothing. */
const dags = fc
  .integer({ min: 1, max: 9 })
  .chain((count) =>
    fc.tuple(
      fc.array(fc.array(fc.boolean(), { minLength: count, maxLength: count }), { minLength: count, maxLength: count }),
      fc.shuffledSubarray(
        Array.from({ length: count }, (_, i) => i),
        { minLength: count, maxLength: count },
      ),
      fc.array(fc.boolean(), { minLength: count, maxLength: count }),
    ),
  )
  .map(([arcs, names, counted]) => {
    const inputs: number[][] = names.map(() => []);
    for (const [to, row] of arcs.entries())
      for (const [from, is] of row.entries()) if (is && from < to) inputs[names[to]].push(names[from]);
    return { inputs, counts: (node: number) => counted[node] };
  });

/** All paths, one node after another. */
function everyPath(inputs: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const ending = (node: number): number[][] => [
    [node],
    ...inputs[node].flatMap((input) => ending(input).map((path) => [...path, node])),
  ];
  return inputs.flatMap((_, node) => ending(node));
}

describe("the longest path of a graph", () => {
  it("has as many counted nodes as the best of all paths, and is one of them", () => {
    fc.assert(
      fc.property(dags, ({ inputs, counts }) => {
        const all = everyPath(inputs);
        const most = Math.max(...all.map((path) => path.filter(counts).length));
        const { length, nodes } = longestPath(inputs, counts);
        expect(length).toBe(most);
        expect(nodes.filter(counts).length).toBe(most);
        expect(all).toContainEqual(nodes);
      }),
      { numRuns: 300 },
    );
  });

  it("is as long as the deepest node, and no level is wider than the graph", () => {
    fc.assert(
      fc.property(dags, ({ inputs, counts }) => {
        const depths = depthsOf(inputs, counts);
        expect(Math.max(...depths)).toBe(longestPath(inputs, counts).length);
        const counted = inputs.filter((_, node) => counts(node)).length;
        const { length } = longestPath(inputs, counts);
        expect(widthOf(inputs, counts) * length).toBeGreaterThanOrEqual(counted);
      }),
    );
  });

  it("comes after an order in which inputs go first", () => {
    fc.assert(
      fc.property(dags, ({ inputs }) => {
        const place = new Map(topologicalOrder(inputs).map((node, at) => [node, at]));
        expect(place.size).toBe(inputs.length);
        for (const [node, own] of inputs.entries())
          for (const input of own) expect(place.get(input)).toBeLessThan(place.get(node) ?? -1);
      }),
    );
  });

  it("may be a hundred thousand nodes long", () => {
    const inputs = Array.from({ length: 100_000 }, (_, i) => (i > 0 ? [i - 1] : []));
    expect(longestPath(inputs, () => true).length).toBe(100_000);
  });

  it("is empty in an empty graph, and refused in a circle", () => {
    expect(longestPath([], () => true)).toEqual({ length: 0, nodes: [] });
    expect(() => longestPath([[1], [2], [0]], () => true)).toThrow("circle through node");
  });
});
