import { expect, it } from "vitest";
import { createPool } from "../../../client/compute/pool.ts";
import { openFold, resultArrays } from "../../../shared/labs/fold.ts";
import { keyOfSeed } from "../../../shared/random/index.ts";
import { SimClock } from "../../sim/clock.ts";
import { digest } from "../../sim/digest.ts";
import { SimThread } from "../../sim/threads.ts";
import { walkLab } from "../../sim/walk.ts";

/** Two threads whose processes answer with promises that are kept `later` ms after they were made; undefined: at once. */
function bench(later: number | undefined) {
  const clock = new SimClock();
  const pool = createPool({
    threads: 2,
    clock,
    modules: async () => ({}),
    hashes: async () => ({}),
    spawn: () => new SimThread(clock, null, { cost: 2, latency: 1, ...(later !== undefined && { later }) }),
  });
  const fold = openFold(walkLab().plan({ walks: 3, steps: 200 }, null, keyOfSeed(3)));
  let chunks = 0;
  const start = (signal?: AbortSignal) =>
    pool.run({
      lab: "walk",
      device: "scalar",
      data: null,
      tasks: fold.tasks,
      ...(signal && { signal }),
      onChunk(chunk) {
        fold.add(chunk);
        chunks++;
      },
    });
  return { clock, pool, fold, start, chunks: () => chunks };
}

it.each([0, 5, 200])("gives the same whether a process answers at once or after %s ms", async (later) => {
  const results = [];
  for (const own of [undefined, later]) {
    const { clock, fold, start } = bench(own);
    const run = start();
    let open = true;
    void run.finally(() => {
      open = false;
    });
    expect(await clock.run(() => !open, 1e6)).toBe("done");
    await run;
    expect(fold.finished).toBe(true);
    results.push(await digest(resultArrays(fold)));
  }
  expect(results[1]).toBe(results[0]);
});

it("stops while an answer is awaited, and keeps what was done", async () => {
  const { clock, fold, start, chunks } = bench(50);
  const control = new AbortController();
  const run = start(control.signal);
  const outcome = run.then(
    () => "finished",
    (error: Error) => error.message,
  );
  expect(await clock.run(() => chunks() > 6, 1e6)).toBe("done");
  control.abort(new Error("enough"));
  expect(await outcome).toBe("enough");
  expect(fold.finished).toBe(false);
  expect(fold.done("walk.0")).toBeGreaterThan(0);
});

it("goes on in another thread when an answer never comes", async () => {
  const { clock, pool, fold, start } = bench(1e9);
  const outcome = start().then(
    () => "finished",
    (error: Error) => error.message,
  );
  let open = true;
  void outcome.then(() => {
    open = false;
  });
  expect(await clock.run(() => !open, 1e6)).toBe("done");
  expect(await outcome).toMatch(/no sign of life/);
  expect(fold.finished).toBe(false);
  pool.close();
});
