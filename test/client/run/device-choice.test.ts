import { describe, expect, test } from "vitest";
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

describe("nets of ours in a lab that has WebGPU", () => {
  const own = { ...lab, devices: ["wasm", "scalar", "webgpu"] as const };
  const faster = { device: "webgpu", why: "faster", factor: 14, threads: 1 } as const;
  const slower = { device: "wasm", why: "slower", factor: 2, threads: 1 } as const;
  const offered = () => {
    const made = new DeviceChoice(own, async () => "hardware");
    made.offerGpu();
    return made;
  };

  test("may be computed there once there is a GPU, and are not before one is proposed", () => {
    const made = new DeviceChoice(own, async () => "hardware");
    expect(stateOf(made)).toEqual(["wasm", false]);
    made.offerGpu();
    expect(stateOf(made)).toEqual(["wasm", true]);
    void made.fit(about(2), table);
    expect(stateOf(made)).toEqual(["wasm", true]);
    expect(made.proposal.value).toBeNull();
  });

  test("go where they are faster, net by net", () => {
    const made = offered();
    made.propose(faster);
    expect(made.device.value).toBe("webgpu");
    void made.fit(about(2), table);
    expect(made.device.value).toBe("webgpu");
    made.propose(slower);
    expect(made.device.value).toBe("wasm");
    expect(made.proposal.value).toBe(slower);
  });

  test.each(["wasm", "webgpu"] as const)("stay on %s where the reader has chosen it", (device) => {
    const made = offered();
    made.choose(device);
    expect(made.isOpen).toBe(false);
    for (const proposal of [faster, slower, { device: "wasm", why: "software" } as const]) {
      made.propose(proposal);
      expect(made.device.value).toBe(device);
      expect(made.proposal.value).toBe(proposal);
    }
    void made.fit(about(3), table);
    expect(made.device.value).toBe(device);
  });

  test("do not go back by themselves to a GPU that failed; asked for, it is tried again", () => {
    const made = offered();
    made.propose(faster);
    made.giveUpGpu();
    made.propose(faster);
    expect(stateOf(made)).toEqual(["wasm", true]);
    made.choose("webgpu");
    expect(made.device.value).toBe("webgpu");
  });

  test("have the device of a run that was kept, even where none was found", () => {
    const made = new DeviceChoice(own, async () => "none");
    made.choose("webgpu");
    expect(stateOf(made)).toEqual(["webgpu", true]);
  });

  test("have the GPU once in the list where a model that is only run has it too", async () => {
    const made = offered();
    await made.fit(about(1), model);
    expect(made.devices.value.filter((device) => device === "webgpu")).toHaveLength(1);
  });

  test("whose other parameters have nothing for a GPU, are not offered one then", () => {
    const some = { ...own, onGpu: ({ crowd }: { readonly crowd?: unknown }) => crowd === true };
    const made = new DeviceChoice(some, async () => "hardware");
    made.offerGpu();
    void made.fit({ ...about(1), params: { crowd: true } }, table);
    made.propose(faster);
    expect(stateOf(made)).toEqual(["webgpu", true]);
    void made.fit(about(1), table);
    expect(stateOf(made)).toEqual(["wasm", false]);
    void made.fit({ ...about(1), params: { crowd: true } }, table);
    expect(stateOf(made)).toEqual(["wasm", true]);
  });
});
