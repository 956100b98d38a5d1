import { expect, test } from "vitest";
import { spreadWithin } from "../../../client/app/lab/sweep/state.ts";

test("over runs their deviation is shown, of one cross-validated run that over its folds", () => {
  const folds = { accuracy: 0.9, "sd.accuracy": 0.05 };
  expect(spreadWithin([folds], "accuracy")).toEqual({ mean: 0.9, deviation: 0.05, count: 1 });
  expect(spreadWithin([{ accuracy: 0.9 }], "accuracy")).toEqual({ mean: 0.9, count: 1 });
  const several = spreadWithin([folds, { accuracy: 0.7, "sd.accuracy": 0.01 }], "accuracy");
  expect(several?.mean).toBeCloseTo(0.8, 14);
  expect(several?.deviation).toBeCloseTo(Math.sqrt(0.02), 14);
  expect(spreadWithin([undefined], "accuracy")).toBeUndefined();
});
