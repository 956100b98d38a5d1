import fc from "fast-check";
import { expect, test } from "vitest";
import type { NDArray } from "../../../shared/arrays.ts";
import { evenRows } from "../../../shared/publication/even-rows.ts";
import { thinArrays } from "../../../shared/publication/thin.ts";

const rows = (count: number, width = 2): NDArray => ({
  shape: [count, width],
  values: Float32Array.from({ length: count * width }, (_, i) => Math.floor(i / width)),
});
const size = (arrays: Readonly<Record<string, NDArray>>) =>
  Object.values(arrays).reduce((sum, { values }) => sum + values.byteLength, 0);

test("what fits stays as it is", () => {
  const arrays = { "records/a/loss": rows(10), "output/a/w": rows(3) };
  expect(thinArrays(arrays, 10_000)).toEqual({ arrays, thinned: {}, dropped: [] });
});

test("rows that stay are evenly spaced, the first and the last among them", () => {
  expect([...evenRows(rows(11, 1), 3).values]).toEqual([0, 5, 10]);
  expect([...evenRows(rows(10, 1), 10).values]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect([...evenRows(rows(10, 1), 1).values]).toEqual([9]);
  expect(evenRows(rows(7, 3), 2)).toEqual({ shape: [2, 3], values: new Float32Array([0, 0, 0, 6, 6, 6]) });
});

test("records of different lengths keep at most the same number of rows", () => {
  const { arrays, thinned } = thinArrays(
    { "records/a/x": rows(1000), "records/b/x": rows(50), "output/a/w": rows(5) },
    4000,
  );
  const [long] = arrays["records/a/x"].shape;
  expect(arrays["records/b/x"].shape[0]).toBe(Math.min(50, long));
  expect(thinned["records/a/x"]).toEqual([long, 1000]);
  expect(arrays["output/a/w"]).toEqual(rows(5));
});

test("what is kept of a result does not change: published arrays are compared with a run thinned anew", () => {
  const arrays = {
    "records/a/x": rows(1000),
    "records/b/long-name": rows(700, 3),
    "output/a/w": rows(50),
    "output/b/w": rows(90),
  };
  const kept = [500, 1500, 4000, 9000, 15_000].map((bytes) =>
    Object.entries(thinArrays(arrays, bytes).arrays).map(([name, { shape }]) => `${name} ${shape[0]}`),
  );
  const [a, b] = ["records/a/x", "records/b/long-name"];
  const [small, large] = ["output/a/w 50", "output/b/w 90"];
  expect(kept).toEqual([
    [`${a} 4`, `${b} 4`],
    [`${a} 25`, `${b} 25`, small],
    [`${a} 104`, `${b} 104`, small, large],
    [`${a} 354`, `${b} 354`, small, large],
    [`${a} 654`, `${b} 654`, small, large],
  ]);
});

test("an output that is too large is left out; small ones and the records stay", () => {
  const { arrays, dropped } = thinArrays(
    { "output/a/big": rows(10_000), "output/a/small": rows(2), "records/a/x": rows(100) },
    4000,
  );
  expect(dropped).toEqual(["output/a/big"]);
  expect(Object.keys(arrays)).toEqual(["output/a/small", "records/a/x"]);
});

test("the weights of a net stay together or go together, net by net, where nets are to be whole", () => {
  const net = (task: string, wide: number) => ({
    [`output/${task}/layer0.weights`]: rows(wide),
    [`output/${task}/layer0.bias`]: rows(4),
    [`output/${task}/norm0.gain`]: rows(4),
    [`output/${task}/layer1.weights`]: rows(30),
  });
  const others = {
    "output/train/stopped": rows(1),
    "output/evaluate/layer0.sum": rows(3),
    "records/train/loss": rows(9),
  };
  const arrays = { ...net("train", 900), ...net("train.1", 60), ...others };
  const { arrays: kept, dropped } = thinArrays(arrays, 5000, { wholeNets: true });
  expect(Object.keys(kept).sort()).toEqual(Object.keys({ ...net("train.1", 60), ...others }).sort());
  expect(dropped).toEqual(Object.keys(net("train", 900)));
  // As it was published before: a net without its widest layer.
  expect(thinArrays(arrays, 5000).dropped).toEqual(["output/train/layer0.weights"]);
  expect(thinArrays(arrays, 100_000, { wholeNets: true })).toEqual({ arrays, thinned: {}, dropped: [] });
});

test("whatever the arrays are, the rest is within the bytes, and nothing but rows is lost of a record", () => {
  const array = fc
    .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 6 }))
    .map(([count, width]) => rows(count, width));
  const named = fc.dictionary(fc.stringMatching(/^(records|output)\/[a-z]\/[a-z]{1,5}$/), array, { maxKeys: 6 });
  fc.assert(
    fc.property(named, fc.integer({ min: 0, max: 20_000 }), (arrays, bytes) => {
      const { arrays: kept, dropped } = thinArrays(arrays, bytes);
      expect(size(kept)).toBeLessThanOrEqual(bytes);
      expect([...Object.keys(kept), ...dropped].sort()).toEqual(Object.keys(arrays).sort());
      for (const [name, { shape, values }] of Object.entries(kept)) {
        expect(shape.slice(1)).toEqual(arrays[name].shape.slice(1));
        expect(values).toHaveLength(shape.reduce((product, length) => product * length, 1));
      }
    }),
  );
});
