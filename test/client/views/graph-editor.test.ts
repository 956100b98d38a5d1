import { describe, expect, it } from "vitest";
import { drawnArea, fitted, toPlane, toScreen, zoomedAt } from "../../../client/views/graph-editor/camera.ts";
import {
  areaOf,
  freePlace,
  neighbourOf,
  shapeAt,
  wayOf,
  wholeArea,
} from "../../../client/views/graph-editor/geometry.ts";
import { layout } from "../../../client/views/graph-editor/layout.ts";
import { followed } from "../../../client/views/graph-editor/places.ts";
import { ranked } from "../../../client/views/graph-editor/ranked.ts";
import { idOf, sceneOf } from "../../../client/views/graph-editor/scene.ts";
import { readSheet, writeSheet } from "../../../client/views/graph-editor/spreadsheet.ts";
import type { FactorNet } from "../../../shared/experiment/document.ts";
import * as edit from "../../../shared/graphs/edit/index.ts";

/** Each node from two before it. */
const inputs = Array.from({ length: 600 }, (_, n) =>
  n === 0 ? [] : [...new Set([Math.floor((n - 1) / 2), Math.floor(n / 3)])].filter((own) => own < n),
);
const sizes = inputs.map((_, n) => ({ width: 60 + (n % 40), height: 30 + (n % 3) }));

it.each([false, true])(
  "large graphs stand in ranks beyond their inputs, and none on another (across: %s)",
  (across) => {
    const places = ranked(sizes, inputs, across);
    const [along, beyond] = across ? [1, 0] : [0, 1];
    const length = (n: number) => (across ? sizes[n].height : sizes[n].width);
    for (const [n, own] of inputs.entries())
      for (const input of own) expect(places[n][beyond]).toBeGreaterThan(places[input][beyond]);
    const order = [...places.keys()].sort(
      (a, b) => places[a][beyond] - places[b][beyond] || places[a][along] - places[b][along],
    );
    for (let i = 1; i < order.length; i++) {
      const [a, b] = [order[i - 1], order[i]];
      if (places[a][beyond] !== places[b][beyond]) continue;
      expect(places[b][along] - places[a][along]).toBeGreaterThanOrEqual((length(a) + length(b)) / 2);
    }
    expect(ranked(sizes, inputs, across)).toEqual(places);
  },
);

it("large graphs have few crossings: what leads to it stands above it", () => {
  const crossed = Array.from({ length: 20 }, (_, n) => (n < 10 ? [] : [19 - n]));
  const places = ranked(
    crossed.map(() => ({ width: 50, height: 30 })),
    crossed,
    false,
  );
  for (let n = 10; n < 20; n++) expect(places[n][0]).toBeCloseTo(places[19 - n][0], 6);
});

describe("places", () => {
  const node = (name: string) => ({ name, states: ["no", "yes"], operation: "" });
  const view = { width: 800, height: 500 };
  let net = edit.newGraph("bayes", node("a"));
  for (const name of ["b", "c", "d"]) net = edit.addNode(net, node(name)).document;
  for (const [from, to] of ["ab", "bc", "ad"]) net = edit.connect(net, from, to);
  const old = sceneOf(net);

  it("stay through every edit; what is new stands below what leads to it, on nothing else", async () => {
    const before = await layout(old, view);
    expect(await layout(old, view)).toEqual(before);
    const grown = edit.connect(edit.addNode(edit.renameNode(net, "b", "long name of b"), node("e")).document, "a", "e");
    const scene = sceneOf(grown);
    const renamed = followed(before, old, sceneOf(edit.renameNode(net, "b", "long name of b")));
    expect(renamed.places.get(idOf("long name of b"))).toEqual(before.places.get(idOf("b")));
    const after = followed(renamed, sceneOf(edit.renameNode(net, "b", "long name of b")), scene);
    for (const name of ["a", "c", "d"]) expect(after.places.get(idOf(name))).toEqual(before.places.get(idOf(name)));
    const [e, a] = ["e", "a"].map((name) => after.places.get(idOf(name)) ?? [0, 0]);
    expect(e[1]).toBeGreaterThan(a[1]);
    const areas = scene.shapes.map((shape) => areaOf(shape, after.places.get(shape.id) ?? [0, 0]));
    const own = areas[areas.length - 1];
    for (const area of areas.slice(0, -1))
      expect(own.left > area.right || area.left > own.right || own.top > area.bottom || area.top > own.bottom).toBe(
        true,
      );
    expect(followed(after, scene, sceneOf(grown))).toBe(after);
  });

  it("of one that comes back are its own; ways of lines go on from border to border once an end has moved", async () => {
    const before = await layout(old, view);
    const without = sceneOf(edit.removeNodes(net, ["d"]));
    const back = followed(followed(before, old, without), without, old);
    expect(back.places.get(idOf("d"))).toEqual(before.places.get(idOf("d")));
    const line = old.lines[0];
    const moved = { places: new Map([...before.places, [line.to, [500, 400] as const]]), routes: new Map() };
    const way = wayOf(line, old, moved);
    expect(way).toHaveLength(2);
    const [from, to] = [old.byId.get(line.from), old.byId.get(line.to)];
    if (!from || !to) throw new Error("no ends");
    expect(shapeAt(old, moved, way[0], 0.01)?.id).toBe(from.id);
    expect(shapeAt(old, moved, way[1], 0.01)?.id).toBe(to.id);
    expect(neighbourOf(old, moved, from.id, [1, 0])).toBe(to.id);
    expect(freePlace(from, [0, 0], [])).toEqual([0, 0]);
  });

  it("of a chain of factors are a chain; an undirected graph has an edge per pair, plates are seen whole", async () => {
    const variables = ["a", "b", "c"].map((name) => ({ name, states: ["0", "1"] }));
    const factors = [["b", "a"], ["b", "c"], ["c"]].map((scope) => ({
      scope,
      table: Array(2 ** scope.length).fill(1),
    }));
    const chain: FactorNet = { kind: "factor", nodes: variables, factors };
    const scene = sceneOf(chain);
    const { places } = await layout(scene, view);
    const height = (id: string) => places.get(id)?.[1] ?? Number.NaN;
    expect(height(idOf("a"))).toBeLessThan(height(scene.shapes[3].id));
    expect(height(scene.shapes[3].id)).toBeLessThan(height(idOf("b")));
    expect(height(scene.shapes[4].id)).toBeLessThan(height(idOf("c")));
    const clique: FactorNet = {
      kind: "markov",
      nodes: variables,
      factors: [...factors, { scope: ["c", "a", "b"], table: Array(8).fill(1) }],
    };
    expect(sceneOf(clique).lines.map(({ from, to }) => [from, to])).toEqual([
      [idOf("a"), idOf("b")],
      [idOf("b"), idOf("c")],
      [idOf("a"), idOf("c")],
    ]);
    const plated = sceneOf(edit.addPlate(chain, { name: "N", nodes: ["c"], size: 3 }));
    expect(wholeArea(plated, await layout(plated, view)).bottom).toBeGreaterThan(height(idOf("c")) + 16 + 14);
  });
});

it("the camera keeps what is under the pointer, shows all, and draws what is seen", () => {
  const view = { width: 600, height: 400 };
  const camera = fitted({ left: -100, top: 50, right: 2900, bottom: 950 }, view);
  const [left, top] = toScreen(camera, [-100, 50]);
  const [right, bottom] = toScreen(camera, [2900, 950]);
  expect([left, top].every((at) => at > 0)).toBe(true);
  expect([right < 600, bottom < 400]).toEqual([true, true]);
  const nearer = zoomedAt(camera, [123, 45], 3);
  expect(nearer.scale).toBeCloseTo(3 * camera.scale, 12);
  for (const [i, at] of toPlane(nearer, [123, 45]).entries()) expect(at).toBeCloseTo(toPlane(camera, [123, 45])[i], 9);
  const drawn = drawnArea(nearer, view);
  const seen = [toPlane(nearer, [0, 0]), toPlane(nearer, [600, 400])];
  expect([
    drawn.left < seen[0][0],
    drawn.top < seen[0][1],
    drawn.right > seen[1][0],
    drawn.bottom > seen[1][1],
  ]).toEqual(Array(4).fill(true));
  expect(drawnArea({ ...nearer, x: nearer.x + 1 }, view)).toEqual(drawn);
});

describe("a spreadsheet", () => {
  it.each([
    [
      "0,5\t0,5\r\n1\t0\r\n",
      "es",
      [
        [0.5, 0.5],
        [1, 0],
      ],
    ],
    [
      "0.5;0.5\n1;0",
      "en",
      [
        [0.5, 0.5],
        [1, 0],
      ],
    ],
    ["20 %;80%", "en", [[0.2, 0.8]]],
    [
      "rain\tno\tyes\nno\t0,9\t0,1\nyes\t0,3\t0,7",
      "es",
      [
        [0.9, 0.1],
        [0.3, 0.7],
      ],
    ],
    ["a\tb\tno\nx\ty\t1e-3", "en", [[1e-3]]],
    ["1\t2\n3", "en", [[1, 2], [3]]],
  ] as const)("%j", (text, locale, rows) => expect(readSheet(text, locale)).toEqual({ rows }));

  it("with a word among its numbers is told by that word", () => {
    expect(readSheet("1\tx\n2\t3", "en").wrong).toBe("x");
    expect(readSheet("0.5\t\n0.1\t0.9", "en").wrong).toBe("");
  });

  it("takes back what it gave, names that are numbers too", () => {
    const values = [
      [0.125, 0.875],
      [1e-7, 1 - 1e-7],
    ];
    const rows = values.map((own, i) => ({ names: [String(i)], values: own }));
    const text = writeSheet(["a", "0", "1"], rows, "es");
    expect(text).toBe("a\t0\t1\n0\t0,125\t0,875\n1\t1e-7\t0,9999999");
    expect(readSheet(text, "es", ["0", "1"])).toEqual({ rows: values });
    expect(readSheet("0\t1", "es", ["0", "1"])).toEqual({ rows: [[0, 1]] });
  });
});
