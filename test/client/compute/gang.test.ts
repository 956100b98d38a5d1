import { afterEach, describe, expect, it, vi } from "vitest";
import { atomicWaiting } from "../../../client/compute/gang-thread.ts";
import type { Job } from "../../../client/compute/job.ts";
import { createPool } from "../../../client/compute/pool.ts";
import { openFold, resultArrays } from "../../../shared/labs/fold.ts";
import type { Task } from "../../../shared/labs/lab.ts";
import { keyOfSeed } from "../../../shared/random/index.ts";
import { SimClock } from "../../sim/clock.ts";
import { digest } from "../../sim/digest.ts";
import type { Fault } from "../../sim/faults.ts";
import { SimThread } from "../../sim/threads.ts";
import { SimWaits } from "../../sim/waits.ts";
import { walkLab } from "../../sim/walk.ts";

const key = keyOfSeed(3);
const plan = (fits: number, walks = 1, steps = 150): readonly Task[] =>
  walkLab().plan({ walks, steps, fits }, null, key);
/** One training alone: 40 ms a step on one thread. */
const training = (steps = 150): readonly Task[] =>
  plan(1)
    .slice(0, 1)
    .map((task) => ({ ...task, steps }));

interface Said {
  readonly at: number;
  readonly task: string;
  readonly threads: number;
}

/** A pool in simulated time whose threads share memory: 10 ms for two shards. */
function bench(threads: number, { isolated = true, faultOf = (_thread: number): Fault | null => null } = {}) {
  const clock = new SimClock();
  const waits = isolated ? new SimWaits(clock) : null;
  const helped = { joined: 0, passes: 0 };
  let spawned = 0;
  const pool = createPool({
    threads,
    clock,
    modules: async () => ({}),
    hashes: async () => ({}),
    spawn: () => new SimThread(clock, faultOf(spawned++), { cost: 10, latency: 1, waits, helped }),
  });
  const said: Said[] = [];
  const start = (tasks: readonly Task[], more: Partial<Job> = {}) => {
    const fold = openFold(tasks);
    const onChunk: Job["onChunk"] = (chunk, at) => {
      fold.add(chunk);
      said.push({ at: clock.now(), task: chunk.task, threads: at });
    };
    const done = pool.run({ lab: "walk", device: "scalar", data: null, tasks, onChunk, ...more });
    return { fold, done };
  };
  async function settle<T>(promise: Promise<T>): Promise<T> {
    let open = true;
    const watched = promise.finally(() => {
      open = false;
    });
    watched.catch(() => undefined);
    expect(await clock.run(() => !open, 1e7)).toBe("done");
    return watched;
  }
  const pass = (milliseconds: number) => {
    const end = clock.now() + milliseconds;
    let over = false;
    clock.at(end, () => {
      over = true;
    });
    return clock.run(() => over, end);
  };
  const threadsAt = (from: number, to: number) => said.filter(({ at }) => at >= from && at < to).map((s) => s.threads);
  return { pool, clock, said, start, settle, pass, helped, threadsAt, spawned: () => spawned };
}

const question = {
  lab: "walk",
  device: "scalar",
  data: null,
  task: { id: "question", kind: "walk", key, steps: 3, params: {} },
  given: { start: { shape: [1], values: Float64Array.of(5) } },
} as const;

/** What one thread gives. */
async function straight(tasks: readonly Task[]): Promise<string> {
  const { start, settle } = bench(1);
  const { fold, done } = start(tasks);
  await settle(done);
  return digest(resultArrays(fold));
}

describe("threads that help with one task", () => {
  it("are as many as there are and give the same bytes, faster", async () => {
    const digests = new Set<string>();
    const times: number[] = [];
    for (const threads of [1, 2, 3, 8]) {
      const { clock, start, settle, said } = bench(threads);
      const { fold, done } = start(training());
      await settle(done);
      times.push(clock.now());
      digests.add(await digest(resultArrays(fold)));
      expect(Math.max(...said.map((s) => s.threads))).toBe(threads);
    }
    expect(digests).toEqual(new Set([await straight(training())]));
    expect(times[1]).toBeLessThan(0.65 * times[0]);
    expect(times[3]).toBeLessThan(0.3 * times[0]);
  });

  it("come only when no other work waits", async () => {
    const { start, settle, said } = bench(2);
    const tasks = plan(1, 3);
    const { fold, done } = start(tasks);
    await settle(done);
    const walksEnd = Math.max(...said.filter(({ task }) => task.startsWith("walk.")).map(({ at }) => at));
    const helpFrom = Math.min(...said.filter(({ threads }) => threads > 1).map(({ at }) => at));
    expect(helpFrom).toBeGreaterThanOrEqual(walksEnd);
    expect(helpFrom).toBeLessThan(Infinity);
    expect(await digest(resultArrays(fold))).toBe(await straight(tasks));
  });

  it("are called away by a question and by another run, and come back", async () => {
    const { pool, clock, start, settle, pass, threadsAt } = bench(2);
    const { fold, done } = start(training(400));
    await pass(2000);
    expect(threadsAt(1000, 2000).every((threads) => threads === 2)).toBe(true);
    const asked = clock.now();
    await settle(pool.ask(question));
    expect(clock.now() - asked).toBeLessThan(200);
    await pass(1000);
    expect(threadsAt(clock.now() - 300, clock.now())).toContain(2);
    const other = start(plan(0, 1, 100));
    const began = clock.now();
    await settle(other.done);
    expect(threadsAt(began + 300, clock.now() - 100)).not.toContain(2);
    await pass(500);
    expect(threadsAt(clock.now() - 300, clock.now())).toContain(2);
    await settle(done);
    expect(await digest(resultArrays(fold))).toBe(await straight(training(400)));
  });

  it("stop with the task and begin again with it", async () => {
    const { pool, clock, start, settle, pass, helped, threadsAt } = bench(3);
    const { fold, done } = start(training(300));
    await pass(1500);
    pool.pause();
    await pass(300);
    const at = fold.done("fit.0");
    const { passes } = helped;
    await pass(3000);
    expect(fold.done("fit.0")).toBe(at);
    pool.step(3);
    await pass(500);
    expect(fold.done("fit.0")).toBe(at + 3);
    expect(helped.passes).toBe(passes);
    pool.resume();
    await pass(1000);
    expect(Math.max(...threadsAt(clock.now() - 500, clock.now()))).toBe(3);
    await settle(done);
    expect(await digest(resultArrays(fold))).toBe(await straight(training(300)));
  });

  it("follow the size of the pool, up from one too", async () => {
    const { pool, clock, start, settle, pass, threadsAt } = bench(1);
    const { fold, done } = start(training(400));
    await pass(1000);
    pool.resize(4);
    await pass(1000);
    expect(Math.max(...threadsAt(clock.now() - 500, clock.now()))).toBe(4);
    pool.resize(2);
    await pass(500);
    expect(Math.max(...threadsAt(clock.now() - 200, clock.now()))).toBe(2);
    await settle(done);
    expect(await digest(resultArrays(fold))).toBe(await straight(training(400)));
  });

  it("share themselves among the tasks that want them", async () => {
    const { clock, start, settle, pass, said } = bench(6);
    const tasks = plan(2, 1).slice(0, 2);
    const { fold, done } = start(tasks);
    await pass(1000);
    const last = (task: string) => said.filter((s) => s.task === task && s.at > clock.now() - 300).at(-1)?.threads;
    expect([last("fit.0"), last("fit.1")]).toEqual([3, 3]);
    await settle(done);
    expect(await digest(resultArrays(fold))).toBe(await straight(tasks));
  });

  it("are not needed: a task is done alone where they fail, never arrive, or memory cannot be shared", async () => {
    const alone = bench(1);
    await alone.settle(alone.start(training()).done);
    for (const kind of ["fails to help", "never arrives to help"] as const) {
      const { clock, start, settle, helped, spawned } = bench(2, { faultOf: () => ({ kind, slice: 0 }) });
      const { fold, done } = start(training());
      await settle(done);
      expect(await digest(resultArrays(fold))).toBe(await straight(training()));
      expect(helped.passes).toBe(0);
      // Three failures at a task, and nobody is sent any more.
      expect(helped.joined).toBeLessThanOrEqual(3);
      expect(spawned()).toBeLessThanOrEqual(5);
      expect(clock.now()).toBeLessThan(alone.clock.now() * 1.02);
    }
    const { start, settle, said, spawned } = bench(4, { isolated: false });
    const { fold, done } = start(training());
    await settle(done);
    expect(await digest(resultArrays(fold))).toBe(await straight(training()));
    expect(said.every(({ threads }) => threads === 1)).toBe(true);
    expect(spawned()).toBe(1);
  });
});

describe("waiting for other threads", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is there in Node and on isolated pages, and not elsewhere", () => {
    expect(atomicWaiting()).not.toBeNull();
    vi.stubGlobal("crossOriginIsolated", true);
    expect(atomicWaiting()).not.toBeNull();
    vi.stubGlobal("crossOriginIsolated", false);
    expect(atomicWaiting()).toBeNull();
    vi.stubGlobal("crossOriginIsolated", undefined);
    vi.stubGlobal("SharedArrayBuffer", undefined);
    expect(atomicWaiting()).toBeNull();
  });
});
