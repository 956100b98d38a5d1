import { describe, expect, it } from "vitest";
import type { Job } from "../../../client/compute/job.ts";
import { createPool, type PoolOptions } from "../../../client/compute/pool.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { openFold, resultArrays } from "../../../shared/labs/fold.ts";
import type { Chunk, Task } from "../../../shared/labs/lab.ts";
import { keyOfSeed } from "../../../shared/random/index.ts";
import { SimClock } from "../../sim/clock.ts";
import { digest } from "../../sim/digest.ts";
import { SimThread } from "../../sim/threads.ts";
import { walkLab } from "../../sim/walk.ts";

const key = keyOfSeed(3);
const plan = (walks = 2, steps = 200): readonly Task[] => walkLab().plan({ walks, steps }, null, key);

/** A pool in simulated time: 10 ms a step. */
function bench(threads: number, options: Partial<PoolOptions> = {}) {
  const clock = new SimClock();
  const living: SimThread[] = [];
  const pool = createPool({
    threads,
    clock,
    modules: async () => ({}),
    hashes: async () => ({}),
    spawn() {
      const thread = new SimThread(clock, null, { cost: 10, latency: 1 });
      living.push(thread);
      return thread;
    },
    ...options,
  });
  const chunks: Chunk[] = [];
  const job = (tasks = plan(), more: Partial<Job> = {}): Job => ({
    lab: "walk",
    device: "scalar",
    data: null,
    tasks,
    onChunk: (chunk) => chunks.push(chunk),
    ...more,
  });
  /** Lets time pass until the promise settles. */
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
  return { pool, clock, chunks, job, settle, pass, living };
}

const question = {
  lab: "walk",
  device: "scalar",
  data: null,
  task: { id: "question", kind: "walk", key, steps: 3, params: {} },
  given: { start: { shape: [1], values: Float64Array.of(5) } },
} as const;

describe("pool", () => {
  it("runs tasks after those that they wait for, on at most as many threads as it may have", async () => {
    const { pool, chunks, job, settle, living } = bench(2);
    await settle(pool.run(job(plan(5))));
    expect(living.length).toBe(2);
    const lastWalk = chunks.findLastIndex(({ task }) => task.startsWith("walk."));
    expect(chunks.findIndex(({ task }) => task === "sum")).toBeGreaterThan(lastWalk);
    expect(chunks.filter(({ output }) => output !== undefined).length).toBe(6);
  });

  it("gives the same bytes on 1, 2, 3 and 8 threads", async () => {
    const digests = new Set<string>();
    for (const threads of [1, 2, 3, 8]) {
      const { pool, job, settle } = bench(threads);
      const fold = openFold(plan(5));
      await settle(pool.run(job(plan(5), { onChunk: (chunk) => fold.add(chunk) })));
      expect(fold.finished).toBe(true);
      digests.add(await digest(resultArrays(fold)));
    }
    expect(digests.size).toBe(1);
  });

  it("keeps slices within 20–60 ms, checkpoints about once a second", async () => {
    const { pool, chunks, job, settle } = bench(1);
    await settle(pool.run(job(plan(1, 1000))));
    const slices = chunks.filter(({ task }) => task === "walk.0").map(({ from, to }) => (to - from) * 10);
    expect(slices.slice(1, -1).every((milliseconds) => milliseconds >= 20 && milliseconds <= 60)).toBe(true);
    const checkpoints = chunks.filter(({ task, checkpoint }) => task === "walk.0" && checkpoint !== undefined).length;
    expect(checkpoints).toBeGreaterThanOrEqual(9);
    expect(checkpoints).toBeLessThanOrEqual(11);
  });

  it("rejects at once with the signal's reason, and the thread serves the next job", async () => {
    const { pool, job, settle, pass, living } = bench(1);
    const abort = new AbortController();
    const run = pool.run(job(plan(1, 10_000), { signal: abort.signal }));
    await pass(500);
    abort.abort(new Error("enough"));
    await expect(settle(run)).rejects.toThrow("enough");
    await settle(pool.run(job()));
    expect(living.length).toBe(1);
    await expect(pool.run(job(plan(), { signal: abort.signal }))).rejects.toThrow("enough");
  });

  it("answers a question in the midst of long work, which then goes on", async () => {
    const { pool, clock, job, settle, pass } = bench(1);
    const fold = openFold(plan(1, 2000));
    const run = pool.run(job(plan(1, 2000), { onChunk: (chunk) => fold.add(chunk) }));
    await pass(1000);
    const asked = clock.now();
    const answer = await settle(pool.ask(question));
    expect(clock.now() - asked).toBeLessThan(200);
    expect(answer.end.values[0]).toBeGreaterThan(3);
    await settle(run);
    expect(fold.finished).toBe(true);
  });

  it("pauses, steps, answers meanwhile, and resumes with the same bytes", async () => {
    const { pool, job, settle, pass } = bench(2);
    const fold = openFold(plan(2, 500));
    const run = pool.run(job(plan(2, 500), { onChunk: (chunk) => fold.add(chunk) }));
    await pass(1000);
    pool.pause();
    await pass(200);
    const at = [fold.done("walk.0"), fold.done("walk.1")];
    expect(at[0]).toBeGreaterThan(10);
    await pass(5000);
    await settle(pool.ask(question));
    expect([fold.done("walk.0"), fold.done("walk.1")]).toEqual(at);
    pool.step(3);
    await pass(500);
    expect([fold.done("walk.0"), fold.done("walk.1")]).toEqual(at.map((steps) => steps + 3));
    pool.resume();
    await settle(run);
    const straight = openFold(plan(2, 500));
    const other = bench(1);
    await other.settle(other.pool.run(job(plan(2, 500), { onChunk: (chunk) => straight.add(chunk) })));
    expect(await digest(resultArrays(fold))).toBe(await digest(resultArrays(straight)));
  });

  it("goes on from checkpoints and outputs of an earlier run", async () => {
    const first = bench(1);
    const fold = openFold(plan(2, 400));
    const abort = new AbortController();
    const run = first.pool.run(first.job(plan(2, 400), { signal: abort.signal, onChunk: (chunk) => fold.add(chunk) }));
    await first.pass(5600);
    abort.abort();
    await expect(first.settle(run)).rejects.toThrow();
    const checkpoint = fold.checkpoint("walk.1");
    expect(fold.output("walk.0")).toBeDefined();
    expect(checkpoint?.step).toBeGreaterThan(0);
    const second = bench(1);
    const resume = {
      "walk.0": { step: 400, output: fold.output("walk.0") as never },
      "walk.1": { step: checkpoint?.step as number, checkpoint: checkpoint?.arrays as never },
    };
    await second.settle(second.pool.run(second.job(plan(2, 400), { resume, onChunk: (chunk) => fold.add(chunk) })));
    const straight = openFold(plan(2, 400));
    const third = bench(1);
    await third.settle(third.pool.run(third.job(plan(2, 400), { onChunk: (chunk) => straight.add(chunk) })));
    expect(await digest(resultArrays(fold))).toBe(await digest(resultArrays(straight)));
  });

  it("sends a table once a thread, not once a task", async () => {
    const sent = { tables: 0 };
    const { pool, clock, job, settle } = bench(2, {
      spawn() {
        const thread = new SimThread(clock, null, { cost: 10, latency: 1 });
        const { postMessage } = thread.endpoint;
        thread.endpoint.postMessage = (message, transfer) => {
          if (JSON.stringify(message).includes('"tables"')) sent.tables++;
          postMessage(message, transfer);
        };
        return thread;
      },
    });
    const data = { rows: 1, columns: 1, values: Float64Array.of(2) };
    await settle(pool.run(job(plan(6), { data })));
    await settle(pool.run(job(plan(6), { data })));
    expect(sent.tables).toBe(2);
  });

  it("shrinks and grows while work goes on", async () => {
    const { pool, job, settle, pass, living } = bench(4);
    const run = pool.run(job(plan(8, 300)));
    await pass(500);
    expect(living.length).toBe(4);
    pool.resize(1);
    await pass(500);
    pool.resize(3);
    await settle(run);
    expect(living.length).toBe(6);
    expect(pool.size).toBe(3);
  });

  it("hands on what is not valid without a second try, and fails a job whose listener throws", async () => {
    const bad = new ExperimentError("params.steps", "out-of-range", "invalid params.steps: 0", { value: 0 });
    const { pool, job, settle } = bench(1, { modules: async () => Promise.reject(bad) });
    await expect(settle(pool.run(job()))).rejects.toBe(bad);
    const other = bench(1);
    const listener = () => {
      throw new RangeError("does not fit");
    };
    await expect(other.settle(other.pool.run(other.job(plan(), { onChunk: listener })))).rejects.toThrow(
      "does not fit",
    );
  });

  it("refuses a plan whose tasks wait for ever", async () => {
    const { pool, job } = bench(1);
    const [task] = plan();
    await expect(pool.run(job([{ ...task, after: ["nowhere"] }]))).rejects.toThrow("waits for nowhere");
    await expect(pool.run(job([task, task]))).rejects.toThrow("two tasks are called walk.0");
  });

  it("rejects what is under way when it is closed, and everything after", async () => {
    const { pool, job, settle, pass } = bench(1);
    const run = pool.run(job(plan(1, 10_000)));
    await pass(300);
    pool.close();
    await expect(settle(run)).rejects.toMatchObject({ name: "PoolError", code: "closed" });
    await expect(pool.run(job())).rejects.toMatchObject({ code: "closed" });
  });
});
