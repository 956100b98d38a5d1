import { expect, test } from "vitest";
import { factsOf } from "../../../../client/labs/partition/rbm/limits.ts";
import { words } from "../../../../client/labs/partition/rbm/words.ts";

const found = { low: 236.34, high: 236.54, ais: 236.45, exact: 236.45 };

test("an estimate above its own upper limit is explained, and no other is", () => {
  expect(factsOf(found)).toEqual([words.inside, words.width]);
  expect(factsOf({ ...found, ais: 236.7 })).toEqual([words.inside, words.estimateAbove, words.width]);
  expect(factsOf({ ...found, ais: 236.7, exact: undefined })).toEqual([words.estimateAbove, words.width]);
});

test("limits that cross, or are not known, say nothing of what lies between them", () => {
  expect(factsOf({ ...found, low: 237 })).toEqual([words.crossed]);
  expect(factsOf({ ...found, high: undefined })).toEqual([]);
  expect(factsOf({ ...found, exact: 237 })).toEqual([words.outside, words.width]);
});
