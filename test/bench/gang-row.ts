/**
 * One task on two threads of the pool against one thread; beside it what the machine gives to a second thread at all: two tasks that have nothing to do
 * with each other, on a thread each.
 */
import type { Pool } from "../../client/compute/job.ts";
import { createNodePool } from "../../client/terminal/pool.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Task } from "../../shared/labs/lab.ts";
import { median, type Row } from "./bench.ts";

const repeats = 4;

/** Seconds that a pool takes for the task, and how many threads were seen at it. */
async function timed(pool: Pool, lab: string, task: Task, data: Table) {
  const start = performance.now();
  let threads = 1;
  const onChunk = (_: unknown, now: number) => {
    threads = Math.max(threads, now);
  };
  await pool.run({ lab, device: "wasm", data, tasks: [task], onChunk });
  return { seconds: (performance.now() - start) / 1000, threads };
}

export async function gangRow(work: string, lab: string, task: Task, data: Table): Promise<Row> {
  const [single, other, pair] = [1, 1, 2].map((threads) => createNodePool({ threads }));
  const found = { one: [] as number[], two: [] as number[], independent: [] as number[] };
  let seen = 1;
  try {
    for (let round = 0; round <= repeats; round++) {
      const one = await timed(single, lab, task, data);
      const two = await timed(pair, lab, task, data);
      const start = performance.now();
      await Promise.all([timed(single, lab, task, data), timed(other, lab, task, data)]);
      const both = (performance.now() - start) / 1000;
      // The first round starts the threads and warms the engines up.
      if (round === 0) continue;
      found.one.push(1 / one.seconds);
      found.two.push(1 / two.seconds);
      found.independent.push(2 / both);
      seen = Math.max(seen, two.threads);
    }
  } finally {
    for (const pool of [single, other, pair]) pool.close();
  }
  const ratio = (a: readonly number[]) => median(a.map((x, i) => x / found.one[i]));
  const [gained, given] = [ratio(found.two), ratio(found.independent)];
  return {
    work: `${work}, on two threads of the pool`,
    unit: "tasks/s",
    ours: found.two,
    peers: { "one thread": found.one, "two independent tasks": found.independent },
    goals: { "two independent tasks": 0.9 },
    notes: [
      `a second thread gains ${gained.toFixed(2)} ×, two independent tasks gain ${given.toFixed(2)} × here: ${(gained / given).toFixed(2)} of it`,
      `${seen} threads were at the task at once; wall time`,
    ],
  };
}
