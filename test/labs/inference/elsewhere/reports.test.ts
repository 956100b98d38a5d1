/** What is measured in several places: what becomes of a thread's reports. */
import { expect, test } from "vitest";
import { afterReport, type Found } from "../../../../client/labs/inference/elsewhere/measurement.ts";

test("reports of places become what is shown, whatever their order", () => {
  const start: Found = { batch: 1, spots: [], done: 0, of: 2, opening: null, isOver: false };
  const answer = Float32Array.of(0.25, 0.75);
  const adapter = { name: "a GPU", isImitated: true };
  const reports = [
    { kind: "opening", id: "wasm" },
    { kind: "answered", id: "wasm", answer },
    { kind: "absent", id: "webgpu", why: "no-gpu", said: "no adapter" },
    { kind: "round", done: 1, of: 2, milliseconds: { wasm: 3 } },
    { kind: "answered", id: "tfjs-webgpu", answer, adapter },
    { kind: "round", done: 2, of: 2, milliseconds: { wasm: 5, "tfjs-wasm": 4 } },
    { kind: "done" },
  ] as const;
  const found = { ...start };
  for (const report of reports) Object.assign(found, afterReport(found, report));
  expect(found).toEqual({
    batch: 1,
    spots: [
      { id: "wasm", rounds: [3, 5], answer },
      { id: "webgpu", rounds: [], absent: { why: "no-gpu", said: "no adapter" } },
      { id: "tfjs-webgpu", rounds: [], answer, adapter },
      { id: "tfjs-wasm", rounds: [4] },
    ],
    done: 2,
    of: 2,
    opening: null,
    isOver: true,
  });
});
