import { describe, expect, test } from "vitest";
import { array } from "../../../shared/arrays.ts";
import { cardOf, curvesOf } from "../../../shared/labs/card.ts";
import { openFold } from "../../../shared/labs/fold.ts";
import { graphPicture, plainGraph } from "../../../shared/labs/graphs/picture.ts";
import { inLayers } from "../../../shared/labs/graphs/picture-layers.ts";
import { columnsAsImages, rowsAsPatches } from "../../../shared/labs/picture.ts";
import { pair, sprinkler } from "../../shared/experiment/documents.ts";

describe("cardOf", () => {
  test("shows the columns of a matrix as pictures with zero in the middle", () => {
    const weights = array(Float32Array.of(1, 0, -2, 0, 0, 2, 0, 0), [4, 2]);
    const image = { width: 2, height: 2, channels: 1 } as const;
    const card = cardOf(columnsAsImages(weights, { rows: 1, columns: 4, values: new Uint8Array(4), image }));
    if (card.kind !== "images") throw new Error(`wrong card: ${card.kind}`);
    expect(card).toMatchObject({ width: 2, height: 2, count: 2, map: "diverging" });
    expect([...Buffer.from(card.bytes, "base64")]).toEqual([191, 0, 128, 128, 128, 128, 255, 128]);
  });

  test("shows rows as patches where they are square, else as strips", () => {
    expect(rowsAsPatches(array(new Float64Array(18), [2, 9]))).toMatchObject({ width: 3, height: 3 });
    expect(rowsAsPatches(array(new Float64Array(16), [2, 8]))).toMatchObject({ width: 8, height: 1 });
  });

  test("shows series as points of the unit square, thinned together", () => {
    const values = Float64Array.from({ length: 3000 }, (_, i) => i % 7);
    const card = cardOf({ kind: "points", series: [array(values, [1000, 3]), array(values, [1000, 3])] });
    if (card.kind !== "points") throw new Error(`wrong card: ${card.kind}`);
    for (const points of card.series) {
      expect(points.length).toBeGreaterThan(50);
      expect(points.length).toBeLessThanOrEqual(250);
    }
    for (const [x, y] of card.series.flat()) {
      expect(Math.min(x, y)).toBeGreaterThan(0);
      expect(Math.max(x, y)).toBeLessThan(1);
    }
  });

  test("shows a graph in layers, the parents above, and crosses no line where none need cross", () => {
    const card = cardOf(graphPicture(sprinkler, ["wet"]));
    if (card.kind !== "graph") throw new Error(`wrong card: ${card.kind}`);
    expect(card).toMatchObject({
      directed: true,
      lines: [
        [0, 1],
        [1, 2],
        [0, 2],
      ],
      filled: [2],
    });
    expect(card.places).toEqual([
      [0.5, 0.167],
      [0.5, 0.5],
      [0.5, 0.833],
    ]);
    // Two chains from the ends of one layer: the order of the next follows them.
    const chains = inLayers({ inputs: [[], [], [1], [0]], directed: true, filled: [] });
    for (const [a, b] of chains.lines) expect(chains.places[a][0]).toBe(chains.places[b][0]);
  });

  test("draws a factor graph outwards from its first variable, a factor as a node, and few of many nodes", () => {
    const card = plainGraph(pair);
    expect(card).toEqual({ inputs: [[], [2], [0], [0]], directed: false, filled: [] });
    const inputs = Array.from({ length: 1000 }, (_, i) => (i === 0 ? [] : [i - 1]));
    const many = inLayers({ inputs, directed: true, filled: [0, 500] });
    expect(many).toMatchObject({ filled: [0] });
    expect(many.places.length).toBe(40);
  });

  test("shows a map of classes as the likeliest of each cell and how far it stands out, thinned", () => {
    // 64 × 64 cells of three classes: the left half certain of the last, the right half undecided between the first two.
    const odds = Array.from({ length: 64 * 64 }, (_, cell) => (cell % 64 < 32 ? [0, 0, 1] : [0.5, 0.5, 0]));
    const surface = array(Float32Array.from(odds.flat()), [64 * 64, 3]);
    const series = [array(Float64Array.of(0.25, 0.123456), [1, 2]), array(new Float64Array(2000).fill(0.5), [1000, 2])];
    const card = cardOf({ kind: "map", surface, classes: true, series });
    if (card.kind !== "map") throw new Error(`wrong card: ${card.kind}`);
    const bytes = [...Buffer.from(card.bytes, "base64")];
    expect([card.side, bytes.length]).toEqual([32, 2 * 32 * 32]);
    expect([bytes.slice(0, 4), bytes.slice(62, 66)]).toEqual([
      [2, 255, 2, 255],
      [0, 64, 2, 255],
    ]);
    expect(card.series[0]).toEqual([[0.25, 0.123]]);
    expect(card.series[1]).toHaveLength(60);
  });

  test("shows a map of a number between its lowest and its highest", () => {
    const card = cardOf({
      kind: "map",
      surface: array(Float32Array.of(-1, 0, 1, 3), [4, 1]),
      classes: false,
      series: [],
    });
    if (card.kind !== "map") throw new Error(`wrong card: ${card.kind}`);
    expect([...Buffer.from(card.bytes, "base64")]).toEqual([0, 64, 128, 255]);
  });

  test("shows lines on one scale, and waves each in its own strip, the first on top", () => {
    expect(cardOf({ kind: "lines", lines: [[4, 3, 2, 0], [1]] })).toEqual({
      kind: "lines",
      lines: [[1, 0.75, 0.5, 0], [0.25]],
    });
    const wave = Float64Array.from({ length: 1000 }, (_, i) => (i % 2 ? -1 : 1));
    const card = cardOf({ kind: "lines", lines: [wave, wave], apart: true });
    if (card.kind !== "lines") throw new Error(`wrong card: ${card.kind}`);
    expect(card.lines.map((line) => [Math.min(...line), Math.max(...line)])).toEqual([
      [0.525, 0.975],
      [0.025, 0.475],
    ]);
  });
});

test("curves are the records of one number a step, without what is not finite", () => {
  const fold = openFold([{ id: "train", kind: "train", key: [0, 0], steps: 3, params: {} }]);
  const loss = { shape: [3], values: Float64Array.of(4, Number.POSITIVE_INFINITY, 0) };
  const weights = { shape: [3, 2], values: new Float64Array(6) };
  fold.add({ task: "train", from: 0, to: 3, records: { loss, weights } });
  expect(curvesOf(fold)).toEqual({ kind: "lines", lines: [[4, 0]] });
});
