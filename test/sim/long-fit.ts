import type { Pool } from "../../client/compute/job.ts";
import { openFold, resultArrays } from "../../shared/labs/fold.ts";
import type { Task } from "../../shared/labs/lab.ts";
import { keyOfSeed } from "../../shared/random/index.ts";
import { digest } from "./digest.ts";
import { walkLab } from "./walk.ts";

/** Of the result of `runLongFit`, whatever runs it. */
export const longFitDigest = "b39abe9de2eea273255cc1947d62b1b5e1b763b2ebdf77dda83c683b654a3783";

/** A training of two seconds or so on one thread, and eight shards. */
export const longFit = (steps = 3000): Task => ({
  id: "fit",
  kind: "fit",
  key: keyOfSeed(12),
  steps,
  params: { inputs: 200, rows: 8, shards: 8 },
  gang: 8,
});

const noWasm = (): never => {
  throw new Error("no modules here");
};

/** The same without any pool. */
export async function longFitWithoutPool(): Promise<string> {
  const task = longFit();
  const fold = openFold([task]);
  const process = await walkLab().open(task, { device: "scalar", data: null, inputs: {}, wasm: noWasm });
  const records = await process.advance(task.steps);
  fold.add({ task: task.id, from: 0, to: task.steps, records, output: await process.output() });
  return digest(resultArrays(fold));
}

/** How a run went: its digest, and the most threads that worked on it at once. */
export interface FitRun {
  readonly digest: string;
  readonly most: number;
}

/** The training on a pool; `onChunk` is told the steps done and how many threads are at it. */
export async function runLongFit(
  pool: Pool,
  onChunk: (done: number, threads: number) => void = () => undefined,
): Promise<FitRun> {
  const task = longFit();
  const fold = openFold([task]);
  let most = 0;
  await pool.run({
    lab: "walk",
    device: "wasm",
    data: null,
    tasks: [task],
    onChunk(chunk, threads) {
      fold.add(chunk);
      most = Math.max(most, threads);
      onChunk(chunk.to, threads);
    },
  });
  return { digest: await digest(resultArrays(fold)), most };
}
