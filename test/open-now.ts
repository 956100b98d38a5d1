import type { Arrays } from "../shared/arrays.ts";
import type { Context, Lab, Process, Task } from "../shared/labs/lab.ts";
import { isPending, type Later } from "../shared/later.ts";

/** A process that answers at once, as all of the devices "scalar" and "wasm" do. */
export interface NowProcess extends Process {
  advance(steps: number): Arrays;
  snapshot(): Arrays;
  checkpoint(): Arrays;
  output(): Arrays;
}

/** Opens a process and takes its answers at once; throws where one is a promise. */
export function openNow(lab: Pick<Lab, "open">, task: Task, context: Context, checkpoint?: Arrays): NowProcess {
  const process = now(lab.open(task, context, checkpoint));
  return {
    get step() {
      return process.step;
    },
    advance: (steps) => now(process.advance(steps)),
    snapshot: () => now(process.snapshot()),
    checkpoint: () => now(process.checkpoint()),
    output: () => now(process.output()),
  };
}

function now<T>(value: Later<T>): T {
  if (isPending(value)) throw new Error("a process of this device answers with a promise");
  return value;
}
