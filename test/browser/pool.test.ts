import { afterEach, describe, expect, it } from "vitest";
import { createBrowserPool } from "../../client/compute/browser/pool.ts";
import { devices } from "../../client/compute/devices.ts";
import type { Pool } from "../../client/compute/job.ts";
import { longFitDigest, runLongFit } from "../sim/long-fit.ts";
import { longWalkDigest, runLongWalk } from "../sim/long-walk.ts";
import { walkLabs } from "../sim/walk.ts";
import { some } from "../thorough.ts";
import script from "./pool-thread.ts?worker&url";

const options = { labs: walkLabs(), script, threads: 2 };

describe("pool in a browser", () => {
  let pool: Pool | undefined;
  const { Worker: NativeWorker } = globalThis;
  afterEach(() => {
    pool?.close();
    globalThis.Worker = NativeWorker;
  });

  it("is isolated and has SIMD that passes its self-test", async () => {
    expect(crossOriginIsolated).toBe(true);
    for (const { probe } of devices) expect(await probe()).toBeNull();
  });

  it.each(some([1, 3], 1))("gives Node's digest on %s threads", async (threads) => {
    pool = createBrowserPool({ ...options, threads });
    expect(await runLongWalk(pool)).toBe(longWalkDigest);
  });

  it("replays the work of threads that are terminated in mid-run", async () => {
    const workers: Worker[] = [];
    globalThis.Worker = class extends NativeWorker {
      constructor(url: string | URL, settings?: WorkerOptions) {
        super(url, settings);
        workers.push(this);
      }
    };
    // A web worker that is terminated says nothing: the pool notices by the silence.
    pool = createBrowserPool({ ...options, silence: 1500 });
    const result = await runLongWalk(pool, (chunks) => {
      if (chunks === 3) for (const worker of workers) worker.terminate();
    });
    expect(result).toBe(longWalkDigest);
    expect(workers.length).toBeGreaterThan(2);
  });

  it.each(some([1, 2, 4], 2))("gives Node's digest of a task that %s threads may work on", async (threads) => {
    pool = createBrowserPool({ ...options, threads });
    const { digest, most } = await runLongFit(pool);
    expect(digest).toBe(longFitDigest);
    expect(most).toBeLessThanOrEqual(threads);
  });

  // Whether helpers come before the end is a matter of the machine's mood.
  it("has several threads work on a task", { retry: 3 }, async () => {
    pool = createBrowserPool({ ...options, threads: 2 });
    expect((await runLongFit(pool)).most).toBe(2);
  });

  // Whether a helper comes before the end is a matter of the machine's mood.
  it("finishes a task whose helper is terminated, and goes on writing for a while", { retry: 3 }, async () => {
    const workers: Worker[] = [];
    globalThis.Worker = class extends NativeWorker {
      constructor(url: string | URL, settings?: WorkerOptions) {
        super(url, settings);
        workers.push(this);
      }
    };
    pool = createBrowserPool({ ...options, silence: 1500 });
    let killed = 0;
    const { digest, most } = await runLongFit(pool, (_done, threads) => {
      // The first has the task: it was there alone.
      if (threads === 2 && killed++ === 0) workers[1].terminate();
    });
    expect(digest).toBe(longFitDigest);
    expect(most).toBe(2);
    expect(killed).toBeGreaterThan(0);
  });

  it("says what happened when the script of the threads is not there", async () => {
    pool = createBrowserPool({ ...options, script: "/nowhere.js" });
    await expect(runLongWalk(pool)).rejects.toMatchObject({ name: "PoolError", code: "no-code" });
  });
});
