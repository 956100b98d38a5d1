/** The task of `moments.ts`, for plans. */
import { blockCount } from "../kernels/moments/machine.ts";
import type { Task } from "./task.ts";

/** The task for so many rows. `params`: what `rowsOf` needs to find them, and no more, so that other parameters leave the moments as they are. */
export function momentsTask(rows: number, params: Task["params"] = {}, id = "moments"): Task {
  return { id, kind: "moments", key: [0, 0], steps: blockCount(rows), params, intermediate: true };
}
