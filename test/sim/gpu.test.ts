import { describe, expect, it, vi } from "vitest";
import { createPool } from "../../client/compute/pool.ts";
import { type RunOptions, runExperiment } from "../../client/run/driver.ts";
import { countSteps, restoreFold, saveFold } from "../../client/run/saved-fold.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { SimClock } from "./clock.ts";
import { type GpuFault, gpuFaults, simGpu } from "./gpu.ts";
import { SimThread } from "./threads.ts";
import { walkLab } from "./walk.ts";

const lab: Lab = walkLab();
const preset = presetExperiment(lab);
const experiment = { ...preset, params: { walks: 3, steps: 400, fits: 2 } };

/** A run on threads in simulated time, where every GPU has this fault at its question of that number. */
async function run(device: Device, fault: GpuFault = "none", at = 0, more: Partial<RunOptions> = {}) {
  const clock = new SimClock();
  const met = { closed: 0 };
  const helped = { joined: 0, passes: 0 };
  let opened = 0;
  const pool = createPool({
    threads: 2,
    clock,
    modules: async () => ({}),
    hashes: async () => ({}),
    spawn: () =>
      new SimThread(clock, null, {
        cost: 1,
        latency: 0.1,
        helped,
        openGpu() {
          opened++;
          return simGpu(fault, at, met);
        },
      }),
  });
  const reasons: unknown[] = [];
  let isOver = false;
  const onInstead = (why: unknown) => reasons.push(why);
  const running = runExperiment({ experiment, lab, data: null, pool, device, onInstead, ...more });
  running
    .catch(() => undefined)
    .finally(() => {
      isOver = true;
    });
  // Digests are computed outside of simulated time.
  await vi.waitUntil(async () => (await clock.run(() => isOver, 86_400_000)) === "done", {
    interval: 1,
    timeout: 20_000,
  });
  pool.close();
  return { result: await running, reasons, opened, ...met };
}

describe("a run on a GPU", () => {
  it("ends there where nothing happens, with its own numbers, and lets every device go", async () => {
    const gpu = await run("webgpu");
    expect(gpu.result.device).toBe("webgpu");
    expect(gpu.reasons).toEqual([]);
    // One for each walk, none for their sum.
    expect(gpu.opened).toBe(3);
    expect(gpu.closed).toBe(gpu.opened);
    const { result, opened } = await run("wasm");
    expect(opened).toBe(0);
    expect(gpu.result.digest).not.toBe(result.digest);
  });

  it.each(gpuFaults.flatMap((fault) => [0, 1, 2, 5, 9].map((at) => ({ fault, at }))))(
    "that $fault at question $at ends on WebAssembly in its digest, and says why",
    async ({ fault, at }) => {
      const { result } = await run("wasm");
      const { result: found, reasons } = await run("webgpu", fault, at);
      expect(found.device).toBe("wasm");
      expect(found.digest).toBe(result.digest);
      expect(reasons).toHaveLength(1);
      const code = { "no adapter": "gpu-missing", "fails its self-test": "gpu-unfit" }[fault as string] ?? "gpu-lost";
      expect(reasons[0]).toMatchObject({ path: "device", code });
    },
  );

  it("that was cut short goes on from its checkpoints there; without a GPU it begins again on WebAssembly", async () => {
    const long = { experiment: { ...experiment, params: { walks: 3, steps: 3000, fits: 0 } } };
    let half: Promise<Fold> | undefined;
    const { result: whole } = await run("webgpu", "none", 0, {
      ...long,
      onProgress(fold) {
        if (!fold.finished && (fold.checkpoint("walk.0")?.step ?? 0) > 100) half ??= restoreFold(saveFold(fold));
      },
    });
    const resume = { fold: (await half) as Fold, engine: whole.engine };
    const began: number[] = [];
    const onProgress = (fold: Fold) => began.push(countSteps(fold).done);
    const again = await run("webgpu", "none", 0, { ...long, resume, onProgress });
    expect(began[0]).toBeGreaterThan(100);
    expect([again.result.device, again.result.digest]).toEqual(["webgpu", whole.digest]);
    const without = await run("webgpu", "no adapter", 0, { ...long, resume });
    expect(without.result.digest).toBe((await run("wasm", "none", 0, long)).result.digest);
  });
});
