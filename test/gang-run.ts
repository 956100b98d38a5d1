/** A task by a gang of threads in simulated time: all in one real thread, so that what they share is all that they share. */
import { expect } from "vitest";
import type { Arrays } from "../shared/arrays.ts";
import type { Table } from "../shared/data/table.ts";
import type { Lab, Task } from "../shared/labs/lab.ts";
import type { GangBuffers } from "../shared/nets/gang.ts";
import { SimClock } from "./sim/clock.ts";
import { SimWaits } from "./sim/waits.ts";
import { fresh } from "./wasm.ts";

export interface GangOutcome {
  readonly records: Arrays;
  readonly output: Arrays;
  /** Rounds that members had a share in. */
  readonly rounds: number;
}

interface Circumstances {
  /** Outputs of the tasks that it waits for. */
  readonly inputs?: Readonly<Record<string, Arrays>>;
  /** After so many steps the thread is lost, and another one resumes from its checkpoint, with a gang of its own. */
  readonly resumeAt?: number;
}

/** `threads`: that of the task included. Records are those since it was resumed. */
export async function runInGang(
  lab: Pick<Lab, "open" | "join">,
  task: Task,
  data: Table | null,
  threads: number,
  { inputs = {}, resumeAt }: Circumstances = {},
): Promise<GangOutcome> {
  const clock = new SimClock();
  const waiting = new SimWaits(clock).waiting(() => clock.now());
  const pass = (milliseconds: number) => new Promise<void>((resolve) => clock.at(clock.now() + milliseconds, resolve));
  // Threads take what they have not taken yet from each other: each needs its own time for a piece, or the first would do all.
  const thread = (rank: number) => ({ ...waiting, turn: () => pass(1 + (rank % 3) / 2) });
  let rounds = 0;
  const join = async (buffers: GangBuffers, index: number) => {
    const context = { device: "wasm", wasm: fresh, data, inputs } as const;
    const member = await lab.join(task, context, buffers, { index, waiting: thread(index + 1) });
    while (await member.serve(30)) await pass(0.1);
    rounds = new Int32Array(buffers.control)[0];
  };
  const gone: Promise<void>[] = [];
  const gang = {
    most: threads,
    waiting: thread(0),
    offer: (buffers: GangBuffers, members: number) => {
      for (let index = 0; index < Math.min(members, threads - 1); index++) gone.push(join(buffers, index));
    },
  };
  const work = async () => {
    const context = { device: "wasm", wasm: fresh, data, inputs, ...(threads > 1 && { gang }) } as const;
    let process = await lab.open(task, context);
    if (resumeAt !== undefined) {
      await process.advance(resumeAt);
      const checkpoint = structuredClone(await process.checkpoint());
      process.close?.();
      process = await lab.open(task, context, checkpoint);
    }
    const records = await process.advance(task.steps - process.step);
    const output = await process.output();
    process.close?.();
    await Promise.all(gone);
    return { records, output };
  };
  let open = true;
  const done = work().finally(() => {
    open = false;
  });
  expect(await clock.run(() => !open, 1e8)).toBe("done");
  return { ...(await done), rounds };
}
