import { expect, test, vi } from "vitest";
import type { Job, Pool, PoolQuestion } from "../../../client/compute/job.ts";
import { latePool } from "../../../client/compute/late-pool.ts";

const answer = {};
const job = { lab: "some" } as Job;
const question = { lab: "some" } as PoolQuestion;

/** A pool that notes what it is told. */
function noting(threads: number) {
  const told: string[] = [];
  const state = { size: threads, paused: false };
  const pool: Pool = {
    run: async () => void told.push("run"),
    ask: async () => {
      told.push("ask");
      return answer;
    },
    hashes: async () => ({ mcmc: "00" }),
    resize(size) {
      told.push(`resize ${size}`);
      state.size = size;
    },
    pause() {
      told.push("pause");
      state.paused = true;
    },
    resume() {
      told.push("resume");
      state.paused = false;
    },
    step: (steps) => void told.push(`step ${steps}`),
    close: () => void told.push("close"),
    get size() {
      return state.size;
    },
    get paused() {
      return state.paused;
    },
  };
  return { pool, told };
}

test("its code comes with the first work, which finds what was said before, in the same order", async () => {
  const { pool: real, told } = noting(2);
  const load = vi.fn(async () => real);
  const pool = latePool(load, 2);
  pool.resize(3);
  const running = pool.run(job);
  pool.pause();
  pool.step(4);
  expect([pool.size, pool.paused]).toEqual([3, true]);
  expect(told).toEqual([]);
  await running;
  expect(load.mock.calls).toEqual([[3]]);
  expect(told).toEqual(["resize 3", "pause", "step 4", "run"]);
  pool.resume();
  pool.resize(1);
  expect([pool.size, pool.paused]).toEqual([1, false]);
  expect(await pool.ask(question)).toBe(answer);
  expect(await pool.hashes([])).toEqual({ mcmc: "00" });
  pool.close();
  expect(told.slice(4)).toEqual(["resume", "resize 1", "ask", "close"]);
  expect(load).toHaveBeenCalledOnce();
});

test("one that is only told something loads nothing, and none works once it is closed", async () => {
  const load = vi.fn(async () => noting(1).pool);
  const pool = latePool(load, 1);
  pool.resize(2);
  pool.close();
  await expect(pool.ask(question)).rejects.toMatchObject({ code: "closed" });
  expect(load).not.toHaveBeenCalled();
});

test("where its code does not come the work fails as where that of the threads does not, and the next tries again", async () => {
  const { pool: real, told } = noting(1);
  const load = vi.fn(async () => real).mockRejectedValueOnce(new Error("Failed to fetch"));
  const pool = latePool(load, 1);
  await expect(pool.run(job)).rejects.toMatchObject({ code: "no-code" });
  await pool.run(job);
  expect(told).toEqual(["run"]);
});

test("what is called off while the code comes is not begun", async () => {
  const { pool: real, told } = noting(1);
  const pool = latePool(async () => real, 1);
  const control = new AbortController();
  const running = pool.run({ ...job, signal: control.signal });
  control.abort(new Error("called off"));
  await expect(running).rejects.toThrow("called off");
  expect(told).toEqual([]);
});
