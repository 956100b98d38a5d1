import type { Pool } from "../../client/compute/job.ts";
import { openFold, resultArrays } from "../../shared/labs/fold.ts";
import { keyOfSeed } from "../../shared/random/index.ts";
import { digest } from "./digest.ts";
import { walkLab } from "./walk.ts";

/** Of the result of `runLongWalk`, whatever runs it. */
export const longWalkDigest = "c2f454a8ee89b32488faacd832e99299aa76cf96ba1142047c9d507e78bc369c";

const noWasm = (): never => {
  throw new Error("no modules here");
};
const plan = () => walkLab().plan({ walks: 3, steps: 150_000 }, null, keyOfSeed(11));

/** The same without any pool: each task in one piece. */
export async function longWalkWithoutPool(): Promise<string> {
  const lab = walkLab();
  const fold = openFold(plan());
  for (const task of fold.tasks) {
    const inputs = Object.fromEntries((task.after ?? []).map((id) => [id, fold.output(id) ?? {}]));
    const process = await lab.open(task, { device: "scalar", data: null, inputs, wasm: noWasm });
    const records = await process.advance(task.steps);
    fold.add({ task: task.id, from: 0, to: task.steps, records, output: await process.output() });
  }
  return digest(resultArrays(fold));
}

/** A run of a second or so on real threads; `onChunk` is told how many chunks came. */
export async function runLongWalk(pool: Pool, onChunk: (chunks: number) => void = () => undefined): Promise<string> {
  const tasks = plan();
  const fold = openFold(tasks);
  let chunks = 0;
  await pool.run({
    lab: "walk",
    device: "wasm",
    data: null,
    tasks,
    onChunk(chunk) {
      fold.add(chunk);
      onChunk(++chunks);
    },
  });
  return digest(resultArrays(fold));
}
