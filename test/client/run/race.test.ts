import { describe, expect, test } from "vitest";
import { PoolError } from "../../../client/compute/errors.ts";
import type { Job } from "../../../client/compute/job.ts";
import { type Lap, proposalOf, type Raced } from "../../../client/run/proposal.ts";
import { mainSteps, race } from "../../../client/run/race.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import type { Task } from "../../../shared/labs/task.ts";
import { walkLab } from "../../sim/walk.ts";

const lap = (rate: number, start = 0, threads = 1): Lap => ({ rate, start, threads });

describe("which device is proposed", () => {
  test.each<[string, Raced, number, object]>([
    [
      "the GPU, fourteen times as fast",
      { wasm: lap(1), webgpu: lap(14) },
      1e4,
      { why: "faster", device: "webgpu", factor: expect.closeTo(14) },
    ],
    [
      "WebAssembly, three times as fast",
      { wasm: lap(3), webgpu: lap(1) },
      1e4,
      { why: "slower", device: "wasm", factor: expect.closeTo(3) },
    ],
    [
      "WebAssembly, which is to the bit, where the GPU is hardly faster",
      { wasm: lap(10), webgpu: lap(11) },
      1e4,
      { why: "slower", device: "wasm" },
    ],
    [
      "WebAssembly for a run that is over before the GPU is ready",
      { wasm: lap(1), webgpu: lap(10, 400) },
      200,
      { why: "slower", device: "wasm" },
    ],
    [
      "the GPU for a longer run of that very net",
      { wasm: lap(1), webgpu: lap(10, 400) },
      2000,
      { why: "faster", device: "webgpu" },
    ],
    [
      "WebAssembly where the GPU did no step in time",
      { wasm: lap(1), webgpu: lap(0) },
      100,
      { why: "slower", device: "wasm", factor: Infinity },
    ],
    ["WebAssembly where neither did", { wasm: lap(0), webgpu: lap(0) }, 100, { why: "slower", device: "wasm" }],
    ["the GPU where only it did", { wasm: lap(0), webgpu: lap(1) }, 100, { why: "faster", device: "webgpu" }],
    [
      "WebAssembly where the GPU failed",
      { wasm: lap(1), webgpu: new Error("lost") },
      100,
      { why: "failed", device: "wasm" },
    ],
  ])("%s", (_, raced, steps, expected) => {
    expect(proposalOf(raced, steps)).toMatchObject(expected);
  });

  test("says how many threads it was compared with", () => {
    expect(proposalOf({ wasm: lap(1, 0, 3), webgpu: lap(9) }, 10)).toMatchObject({ threads: 3 });
  });
});

const lab = walkLab();
const experiment = { ...presetExperiment(lab), params: { walks: 2, steps: 100_000, fits: 1 } };

/** A pool whose devices do so many steps of a walk per millisecond, in chunks of 20 ms, after so long; the clock is its own. */
function pool(speeds: Readonly<Record<string, { rate: number; start: number; error?: Error; threads?: number }>>) {
  let now = 0;
  const timers: { at: number; call: () => void }[] = [];
  const jobs: Job[] = [];
  const clock = {
    now: () => now,
    after(milliseconds: number, call: () => void) {
      const timer = { at: now + milliseconds, call };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const timer of timers.filter(({ at }) => at <= now)) timer.call();
  };
  const run = async (job: Job) => {
    jobs.push(job);
    const { rate, start, error, threads = 1 } = speeds[job.device];
    if (error) throw error;
    let done = 0;
    const begun = now + start;
    // An hour is for ever.
    for (let i = 0; i < 180_000 && done < 100_000; i++) {
      await null;
      job.signal?.throwIfAborted();
      pass(20);
      const steps = Math.min(100_000, Math.floor(Math.max(0, now - begun) * rate)) - done;
      if (steps <= 0) continue;
      // Something else is under way too, and does not count.
      job.onChunk({ task: "fit.0", from: 0, to: 1, records: {} }, 1);
      job.onChunk({ task: "walk.0", from: done, to: done + steps, records: {} }, threads);
      done += steps;
    }
  };
  return { pool: { run, size: 2 }, clock, jobs };
}

describe("a race", () => {
  const run = (speeds: Parameters<typeof pool>[0], signal = new AbortController().signal) => {
    const { clock, jobs, ...own } = pool(speeds);
    const racing = race({ lab, experiment, data: null, ...own, clock, signal });
    return { racing, jobs, clock };
  };

  test("times steps of the very run on both, and no longer than it must", async () => {
    const { racing, jobs, clock } = run({ wasm: { rate: 2, start: 100, threads: 2 }, webgpu: { rate: 8, start: 300 } });
    const { wasm, webgpu } = await racing;
    expect(wasm.rate).toBeCloseTo(2, 1);
    expect(wasm.threads).toBe(2);
    expect(wasm.start).toBeCloseTo(100, -1);
    expect(webgpu).toMatchObject({ rate: expect.closeTo(8, 1), start: expect.closeTo(300, -1) });
    expect(jobs.map(({ device }) => device)).toEqual(["wasm", "webgpu"]);
    // Below what the reader asks for.
    expect(jobs.every(({ priority }) => priority === 1)).toBe(true);
    expect(jobs[0].tasks.map(({ id }) => id)).toContain("walk.1");
    expect(clock.now()).toBeLessThan(1100);
  });

  test("times what a lab has for that, where a plan begins with something else", async () => {
    const { pool: own, clock, jobs } = pool({ wasm: { rate: 2, start: 0 }, webgpu: { rate: 8, start: 0 } });
    const some = { ...lab, trial: (tasks: readonly Task[]) => tasks.filter(({ id }) => id === "walk.0") };
    const signal = new AbortController().signal;
    const { webgpu } = await race({ lab: some, experiment, data: null, pool: own, clock, signal });
    expect(webgpu).toMatchObject({ rate: expect.closeTo(8, 1) });
    expect(jobs.map(({ tasks }) => tasks.map(({ id }) => id))).toEqual([["walk.0"], ["walk.0"]]);
  });

  test("does not wait for a device that does nothing", async () => {
    const { racing, clock } = run({ wasm: { rate: 2, start: 0 }, webgpu: { rate: 0, start: 0 } });
    expect((await racing).webgpu).toMatchObject({ rate: 0 });
    expect(clock.now()).toBeLessThan(11_000);
    const slow = run({ wasm: { rate: 0, start: 0 }, webgpu: { rate: 2, start: 0 } });
    expect((await slow.racing).wasm).toMatchObject({ rate: 0 });
    expect(slow.clock.now()).toBeLessThan(4000);
  });

  test("gives a GPU the time to compile its shaders, and counts it", async () => {
    const { racing, clock } = run({ wasm: { rate: 2, start: 0 }, webgpu: { rate: 8, start: 6000 } });
    expect((await racing).webgpu).toMatchObject({ rate: expect.closeTo(8, 1), start: expect.closeTo(6000, -1) });
    expect(clock.now()).toBeLessThan(7000);
  });

  test("counts a run that ends at once as a whole", async () => {
    const { racing } = run({ wasm: { rate: 100_000, start: 0 }, webgpu: { rate: 2, start: 0 } });
    expect((await racing).wasm.rate).toBeCloseTo(100_000 / 20, 0);
  });

  test("says why the GPU is out, and ends with the reader's next act", async () => {
    const lost = new Error("lost");
    expect((await run({ wasm: { rate: 1, start: 0 }, webgpu: { rate: 1, start: 0, error: lost } }).racing).webgpu).toBe(
      lost,
    );
    const noCode = new PoolError("no-code", "no network");
    await expect(
      run({ wasm: { rate: 1, start: 0 }, webgpu: { rate: 1, start: 0, error: noCode } }).racing,
    ).rejects.toBe(noCode);
    const act = new AbortController();
    const { racing } = run({ wasm: { rate: 1, start: 0 }, webgpu: { rate: 1, start: 0 } }, act.signal);
    act.abort(new Error("run"));
    await expect(racing).rejects.toThrow("run");
  });
});

test("the steps that count are those of the kind that has most", () => {
  const tasks = lab.plan(experiment.params, null, [0, 0]);
  expect(mainSteps(tasks)).toBe(200_000);
});
