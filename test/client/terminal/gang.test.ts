import { afterEach, describe, expect, it } from "vitest";
import type { Pool } from "../../../client/compute/job.ts";
import type { Port } from "../../../client/compute/thread.ts";
import { createNodePool, workerThread } from "../../../client/terminal/pool.ts";
import { keyOfSeed } from "../../../shared/random/index.ts";
import { longFitDigest, longFitWithoutPool, runLongFit } from "../../sim/long-fit.ts";
import { walkLabs } from "../../sim/walk.ts";
import { some } from "../../thorough.ts";

const script = new URL("../../sim/node-thread.ts", import.meta.url);
const options = { labs: walkLabs(), script, threads: 2 };

const question = {
  lab: "walk",
  device: "scalar",
  data: null,
  task: { id: "question", kind: "walk", key: keyOfSeed(1), steps: 3, params: {} },
  given: { start: { shape: [1], values: Float64Array.of(5) } },
} as const;

/** Starts all threads: a training that is over before the others are there would show nothing. */
async function warm(pool: Pool): Promise<void> {
  const task = { ...question.task, steps: 20_000 };
  await Promise.all(Array.from({ length: 2 * pool.size }, () => pool.ask({ ...question, task })));
}

/** Calls back once, at the first report for which it holds. */
function once(holds: (done: number, threads: number) => boolean, act: () => void) {
  let open = true;
  return (done: number, threads: number) => {
    if (!open || !holds(done, threads)) return;
    open = false;
    act();
  };
}

describe("Node worker threads on one task", () => {
  let pool: Pool | undefined;
  afterEach(() => pool?.close());

  it("are compared with what one thread gives without any pool", async () => {
    expect(await longFitWithoutPool()).toBe(longFitDigest);
  });

  it.each(some([1, 2, 3, 8], 0, 2))("give the committed digest, %s of them", async (threads) => {
    pool = createNodePool({ ...options, threads });
    await warm(pool);
    const { digest, most } = await runLongFit(pool);
    expect(digest).toBe(longFitDigest);
    if (threads === 1) expect(most).toBe(1);
    else expect(most).toBeGreaterThan(1);
  });

  it("come and go while it runs, answer questions, pause, step and go on", async () => {
    pool = createNodePool(options);
    const mine = pool;
    await warm(mine);
    const answers: Promise<unknown>[] = [];
    const acts = [
      once(
        (_done, threads) => threads === 2,
        () => answers.push(mine.ask(question)),
      ),
      once(
        (done, threads) => done > 200 && threads === 2,
        () => mine.resize(3),
      ),
      once(
        (done) => done > 400,
        () => mine.resize(1),
      ),
      once(
        (done) => done > 600,
        () => mine.resize(2),
      ),
      once(
        (done) => done > 800,
        () => {
          mine.pause();
          mine.step(3);
          setTimeout(() => mine.resume(), 300);
        },
      ),
    ];
    const { digest, most } = await runLongFit(mine, (done, threads) => {
      for (const act of acts) act(done, threads);
    });
    expect(digest).toBe(longFitDigest);
    expect(most).toBeGreaterThan(1);
    expect((await Promise.all(answers)).length).toBe(1);
  });

  it.each(["the helper", "the leader", "both"])("survive that %s is killed in the midst of it", async (who) => {
    const ports: Port[] = [];
    const spawn = () => {
      const port = workerThread(script);
      ports.push(port);
      return port;
    };
    pool = createNodePool({ ...options, spawn });
    await warm(pool);
    const kill = once(
      (_done, threads) => threads === 2,
      () => {
        // The first that was started is the first that has no work, and has the task.
        const [leader, helper] = ports;
        for (const port of { "the helper": [helper], "the leader": [leader], both: [leader, helper] }[who] ?? [])
          port.terminate();
      },
    );
    const { digest, most } = await runLongFit(pool, kill);
    expect(digest).toBe(longFitDigest);
    expect(most).toBe(2);
    expect(ports.length).toBeGreaterThan(2);
  });
});
