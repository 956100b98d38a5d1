import { expect, it } from "vitest";
import { layered } from "../../../client/views/layered.ts";

/** Two inputs of a node that another uses twice, and a way around it. */
const inputs = [[], [], [0, 1], [2, 2], [3, 0]];
const nodes = inputs.map((_, n) => ({ width: 36 + 10 * n, height: 30 }));

it.each([
  ["right", 0, 1],
  ["down", 1, 1],
  ["up", 1, -1],
] as const)("places nodes beyond their inputs, going %s, without overlap", (direction, axis, sign) => {
  const { places, arcs, width, height } = layered(nodes, inputs, direction);
  for (const [n, own] of inputs.entries()) {
    expect(arcs[n]).toHaveLength(own.length);
    for (const [i, input] of own.entries()) {
      expect(sign * places[n][axis]).toBeGreaterThan(sign * places[input][axis]);
      const [first, last] = [arcs[n][i][0], arcs[n][i][arcs[n][i].length - 1]];
      expect(sign * last[axis]).toBeGreaterThan(sign * first[axis]);
    }
    for (let other = 0; other < n; other++) {
      const apart = [0, 1].some((k) => {
        const side = k === 0 ? "width" : "height";
        return Math.abs(places[n][k] - places[other][k]) >= (nodes[n][side] + nodes[other][side]) / 2;
      });
      expect(apart).toBe(true);
    }
    expect(places[n][0] + nodes[n].width / 2).toBeLessThanOrEqual(width);
    expect(places[n][1] + nodes[n].height / 2).toBeLessThanOrEqual(height);
  }
});

it("is the same each time", () => expect(layered(nodes, inputs, "right")).toEqual(layered(nodes, inputs, "right")));
