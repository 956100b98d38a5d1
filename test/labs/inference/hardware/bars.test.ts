/** What the bars are of, while a run has no times yet and while more places are measured. */
import { expect, test } from "vitest";
import { keptOf } from "../../../../client/labs/inference/elsewhere/kept.ts";
import type { Found } from "../../../../client/labs/inference/elsewhere/measurement.ts";
import { barRows, timedFold } from "../../../../client/labs/inference/hardware/bar-rows.ts";
import { array } from "../../../../shared/arrays.ts";
import { openFold } from "../../../../shared/labs/fold.ts";
import { cellOf } from "../../../../shared/labs/inference/hardware/batches.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";

const begun = () => openFold([{ id: "latency", kind: "latency", key: keyOfSeed(1), steps: 2, params: {} }]);

function timed() {
  const fold = begun();
  const records = {
    [cellOf("wasm", 1)]: array(Float64Array.of(3, 4)),
    [cellOf("int8", 1)]: array(Float64Array.of(1, 2)),
  };
  fold.add({ task: "latency", from: 0, to: 2, records, output: {} });
  return fold;
}

const spots = [
  { id: "int8", rounds: [5] },
  { id: "relaxed", rounds: [7] },
];
const found = (more: Partial<Found>): Found => ({
  batch: 1,
  spots,
  done: 1,
  of: 2,
  opening: null,
  isOver: false,
  ...more,
});
const devices = (rows: ReturnType<typeof barRows>) => rows.map(({ device, rounds }) => [device, ...rounds]);

test("a run without times leaves those of the run before where they are, until it has its own", () => {
  const alone = begun();
  expect(timedFold(alone)).toBe(alone);
  const before = timed();
  expect(timedFold(before)).toBe(before);
  const next = begun();
  expect(timedFold(next)).toBe(before);
  const records = { [cellOf("wasm", 1)]: array(Float64Array.of(9)) };
  next.add({ task: "latency", from: 0, to: 1, records });
  expect(timedFold(next)).toBe(next);
});

test("while places are measured no bar comes or goes, so that what is under them keeps its place", () => {
  const fold = timed();
  const { hear } = keptOf(fold);
  const plain = [
    ["wasm", 3, 4],
    ["int8", 1, 2],
  ];
  expect(devices(barRows(fold, 1))).toEqual(plain);
  hear(found({}));
  // What the run has too is told anew.
  expect(devices(barRows(fold, 1))).toEqual([plain[0], ["int8", 5]]);
  hear(found({ isOver: true }));
  const all = [plain[0], ["int8", 5], ["relaxed", 7]];
  expect(devices(barRows(fold, 1))).toEqual(all);
  // Measured again: nothing of it is known yet.
  hear(found({ spots: [], done: 0 }));
  expect(devices(barRows(fold, 1))).toEqual(all);
  hear(found({ spots: [{ id: "relaxed", rounds: [8] }] }));
  expect(devices(barRows(fold, 1))).toEqual([plain[0], ["int8", 5], ["relaxed", 8]]);
  expect(devices(barRows(fold, 4))).toEqual([]);
});
