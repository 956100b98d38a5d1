import { afterEach, describe, expect, it } from "vitest";
import type { Pool } from "../../../client/compute/job.ts";
import type { Port } from "../../../client/compute/thread.ts";
import { createNodePool, workerThread } from "../../../client/terminal/pool.ts";
import { longWalkDigest, longWalkWithoutPool, runLongWalk } from "../../sim/long-walk.ts";
import { walkLabs } from "../../sim/walk.ts";

const script = new URL("../../sim/node-thread.ts", import.meta.url);
const options = { labs: walkLabs(), script, threads: 2 };

describe("pool on Node worker threads", () => {
  let pool: Pool | undefined;
  afterEach(() => pool?.close());

  it("is compared with what the lab gives without any pool", async () => {
    expect(await longWalkWithoutPool()).toBe(longWalkDigest);
  });

  it.each([1, 3])("gives the committed digest on %s threads", async (threads) => {
    pool = createNodePool({ ...options, threads });
    expect(await runLongWalk(pool)).toBe(longWalkDigest);
  });

  it("replays the work of threads that are killed in mid-run", async () => {
    const ports: Port[] = [];
    const spawn = () => {
      const port = workerThread(script);
      ports.push(port);
      return port;
    };
    pool = createNodePool({ ...options, spawn });
    const result = await runLongWalk(pool, (chunks) => {
      if (chunks === 3) for (const port of ports) port.terminate();
    });
    expect(result).toBe(longWalkDigest);
    expect(ports.length).toBeGreaterThan(2);
  });

  it("says what happened when the script of the threads is not there", async () => {
    pool = createNodePool({ ...options, script: new URL("./nowhere.ts", import.meta.url) });
    await expect(runLongWalk(pool)).rejects.toMatchObject({ name: "PoolError", code: "no-thread" });
  });
});
