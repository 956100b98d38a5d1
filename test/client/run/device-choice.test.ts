import { expect, test } from "vitest";
import type { Gpu } from "../../../client/compute/devices.ts";
import { DeviceChoice } from "../../../client/run/device-choice.ts";
import type { Table } from "../../../shared/data/table.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { walkLab } from "../../sim/walk.ts";

const table: Table = { rows: 1, columns: 1, values: Float64Array.of(1) };
const model: Table = { ...table, model: { name: "model.json", text: "{}" } };
const lab = { ...walkLab(), onlyRuns: (_: unknown, data: Table) => data.model !== undefined };
const about = (seed: number): Experiment => ({
  ...{ v: 1, lab: "walk", seed: 1, params: {} },
  data: { generator: "points", seed, params: {} },
});
const choice = (gpu: Gpu) => new DeviceChoice(lab, async () => gpu);
const stateOf = ({ device, devices }: DeviceChoice) => [device.value, devices.value.includes("webgpu")];

test.each<[Gpu, string, boolean]>([
  ["hardware", "webgpu", true],
  // The processor that imitates a GPU is slower than WebAssembly: it is there for whoever wants it.
  ["software", "wasm", true],
  ["none", "wasm", false],
])("a model that is only run, where the GPU is %s, gets %s", async (gpu, device, isOffered) => {
  const own = choice(gpu);
  expect(stateOf(own)).toEqual(["wasm", false]);
  await own.fit(about(1), model);
  expect(stateOf(own)).toEqual([device, isOffered]);
});

test("nets of ours have the devices of their lab, at once", async () => {
  const own = choice("hardware");
  await own.fit(about(1), model);
  expect(own.fit(about(2), table)).toBeUndefined();
  expect(stateOf(own)).toEqual(["wasm", false]);
});

test("what was chosen stays, and a GPU that failed is not taken again for the same data", async () => {
  const chosen = choice("hardware");
  chosen.choose("wasm");
  await chosen.fit(about(1), model);
  expect(stateOf(chosen)).toEqual(["wasm", true]);

  const failed = choice("hardware");
  await failed.fit(about(1), model);
  failed.giveUpGpu();
  await failed.fit(about(1), model);
  expect(stateOf(failed)).toEqual(["wasm", true]);
  await failed.fit(about(2), model);
  expect(stateOf(failed)).toEqual(["webgpu", true]);
});
