/**
 * One net on two threads, whose gradients meet in shared memory, against one thread; beside it what the machine gives to a second thread at all: two
 * tasks that have nothing to do with each other, on a thread each.
 */

import type { Pool } from "../../client/compute/job.ts";
import { createNodePool } from "../../client/terminal/pool.ts";
import type { Table } from "../../shared/data/table.ts";
import { autoencoder } from "../../shared/labs/autoencoders/autoencoder/lab.ts";
import type { Task } from "../../shared/labs/lab.ts";
import { presetExperiment, setPath } from "../../shared/labs/parse.ts";
import { keyOfSeed } from "../../shared/random/index.ts";
import { generated } from "../run.ts";
import { median, type Row } from "./bench.ts";
import type { TorchNet } from "./torch.ts";

const repeats = 4;
const batch = 256;

/** The training task alone: 784–256–64–256–784, some seconds: members need a fifth of a second to come in. */
function work(): { readonly data: Table; readonly task: Task } {
  let experiment = presetExperiment(autoencoder, "deep");
  experiment = setPath(autoencoder, experiment, "params.batch", batch);
  experiment = setPath(autoencoder, experiment, "params.epochs", 80);
  const data = generated("digits", { count: 2000, classes: 10, variation: 1 });
  const task = autoencoder.plan(experiment.params, data, keyOfSeed(1)).find(({ id }) => id === "train") as Task;
  return { data, task };
}

/** Seconds that a pool takes for the task, and how many threads were seen at it. */
async function timed(
  pool: Pool,
  task: Task,
  data: Table,
): Promise<{ readonly seconds: number; readonly threads: number }> {
  const start = performance.now();
  let threads = 1;
  const onChunk = (_: unknown, now: number) => {
    threads = Math.max(threads, now);
  };
  await pool.run({ lab: autoencoder.id, device: "wasm", data, tasks: [task], onChunk });
  return { seconds: (performance.now() - start) / 1000, threads };
}

interface Measured {
  readonly one: number[];
  readonly two: number[];
  /** Work of two independent tasks on two threads, in tasks a second. */
  readonly independent: number[];
  readonly torch: number[];
  threads: number;
}

async function measure(torch: TorchNet | null): Promise<Measured> {
  const { data, task } = work();
  const [single, other, pair] = [1, 1, 2].map((threads) => createNodePool({ threads }));
  const found: Measured = { one: [], two: [], independent: [], torch: [], threads: 1 };
  try {
    for (let round = 0; round <= repeats; round++) {
      const one = await timed(single, task, data);
      const two = await timed(pair, task, data);
      const start = performance.now();
      await Promise.all([timed(single, task, data), timed(other, task, data)]);
      const both = (performance.now() - start) / 1000;
      const steps = torch ? await torch.rate(one.seconds / 2) : 0;
      // The first round starts the threads and warms the engines up.
      if (round === 0) continue;
      const samples = task.steps * batch;
      found.one.push(samples / one.seconds);
      found.two.push(samples / two.seconds);
      found.independent.push((2 * samples) / both);
      if (torch) found.torch.push(steps * batch);
      found.threads = Math.max(found.threads, two.threads);
    }
  } finally {
    for (const pool of [single, other, pair]) pool.close();
  }
  return found;
}

const ratio = (a: readonly number[], b: readonly number[]) => median(a.map((x, i) => x / b[i]));

/** `torch`: the same net in PyTorch, opened by the caller. */
export async function threads(torch: TorchNet | null): Promise<Row> {
  const { one, two, independent, torch: theirs, threads: seen } = await measure(torch);
  const gained = ratio(two, one);
  const given = ratio(independent, one);
  return {
    work: `training 784–256–64–256–784, batch ${batch}, on two threads of the pool`,
    unit: "samples/s",
    ours: two,
    peers: { "one thread": one, "two independent tasks": independent, ...(torch && { "PyTorch, one thread": theirs }) },
    goals: { "two independent tasks": 0.95, ...(torch && { "PyTorch, one thread": 0.95 }) },
    notes: [
      `a second thread gains ${gained.toFixed(2)} ×, two independent tasks gain ${given.toFixed(2)} × here: ${(gained / given).toFixed(2)} of it`,
      `${seen} threads were at the net at once`,
      "wall time, with the minibatches' evaluation every 20 steps and what the pool takes for itself",
    ],
  };
}
