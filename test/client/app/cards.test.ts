import { describe, expect, test } from "vitest";
import { cardOf } from "../../../client/build/cards.ts";
import type { Table } from "../../../shared/data/table.ts";
import { openFold } from "../../../shared/labs/fold.ts";
import type { Task } from "../../../shared/labs/lab.ts";

const task = (id: string, kind: string, steps: number): Task => ({ id, kind, key: [0, 0], steps, params: {} });

describe("cardOf", () => {
  test("shows weights as pictures with zero in the middle", () => {
    const fold = openFold([task("train", "train", 1)]);
    const weights = { shape: [4, 2], values: Float32Array.of(1, 0, -2, 0, 0, 2, 0, 0) };
    fold.add({ task: "train", from: 0, to: 1, records: {}, output: { weights } });
    const table: Table = {
      rows: 1,
      columns: 4,
      values: new Uint8Array(4),
      image: { width: 2, height: 2, channels: 1 },
    };
    const card = cardOf(fold, table);
    if (card.kind !== "images") throw new Error(`wrong card: ${card.kind}`);
    expect(card).toMatchObject({ width: 2, height: 2, count: 2, map: "diverging" });
    expect([...Buffer.from(card.bytes, "base64")]).toEqual([191, 0, 128, 128, 128, 128, 255, 128]);
  });

  test("shows the second half of chains as points of the unit square", () => {
    const fold = openFold([task("chain.0", "chain", 100), task("chain.1", "chain", 100)]);
    for (const id of ["chain.0", "chain.1"]) {
      const values = Float64Array.from({ length: 300 }, (_, i) => (i < 150 ? 1e6 : i % 7));
      fold.add({ task: id, from: 0, to: 100, records: { draws: { shape: [100, 3], values } } });
    }
    const card = cardOf(fold, null);
    if (card.kind !== "points") throw new Error(`wrong card: ${card.kind}`);
    // x runs through 0, 3, 6, 2, 5, 1, 4 and y is the next number: of seven points three have a coordinate of 0 or 6, which is on the edge.
    expect(card.series.map((points) => points.length)).toEqual([29, 29]);
    for (const [x, y] of card.series.flat()) {
      expect(Math.min(x, y)).toBeGreaterThan(0);
      expect(Math.max(x, y)).toBeLessThan(1);
    }
  });

  test("shows records of one number a step as curves", () => {
    const fold = openFold([task("train", "train", 4)]);
    const loss = { shape: [4], values: Float64Array.of(4, 3, 2, 0) };
    fold.add({ task: "train", from: 0, to: 4, records: { loss } });
    expect(cardOf(fold, null)).toEqual({ kind: "lines", lines: [[1, 0.75, 0.5, 0]] });
  });
});
