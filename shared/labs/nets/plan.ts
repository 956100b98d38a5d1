import type { ParamValue } from "../../experiment/fields.ts";
import { shardCount } from "../../nets/sharded-step.ts";
import { foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { batchesPerEpoch } from "../minibatches.ts";
import { gangOf, type Task } from "../task.ts";

/** Makes the tasks of a plan, each called as its kind, with the key at its position under the run's. */
export function tasksOf<Id extends string>(
  key: Key,
  positions: Readonly<Record<Id, number>>,
  params: Readonly<Record<string, ParamValue | undefined>>,
): (id: Id, steps: number, after?: readonly Id[]) => Task {
  return (id, steps, after = []) => ({
    id,
    kind: id,
    key: foldIn(key, positions[id]),
    steps,
    params,
    ...(after.length > 0 && { after }),
  });
}

/** Minibatches of a training on so many rows, and how many threads may share one (normalisation over it needs all of it in one place), or a GPU. */
export function trainingSpan(
  rows: number,
  {
    epochs,
    batch,
    normalisation,
  }: { readonly epochs: number; readonly batch: number; readonly normalisation?: string },
): Pick<Task, "steps" | "gang" | "gpu"> {
  const threads = normalisation === "batch" ? 1 : shardCount(Math.min(batch, rows));
  return { steps: epochs * batchesPerEpoch(rows, batch), ...gangOf(threads), gpu: true };
}

/**
 * The task "train", on so many rows, and what makes the other tasks of its plan. The length of training is in its steps alone, so that it can be extended.
 * `span`: how the net normalises, where that is not among the parameters.
 */
export function trainingPlan<Id extends string>(
  key: Key,
  positions: Readonly<Record<Id | "train", number>>,
  params: Readonly<Record<string, ParamValue | undefined>> & { readonly epochs: number; readonly batch: number },
  rows: number,
  span: { readonly normalisation?: string } = {},
) {
  const { epochs: _, ...own } = params;
  const task = tasksOf(key, positions, own);
  return { task, train: { ...task("train", 1), ...trainingSpan(rows, { ...params, ...span }) } };
}

/** The task where the model is run and not trained: by the program that it comes from. */
export function foreignTask(task: Task, kind = "foreign"): Task {
  return { ...task, kind, steps: 1, wasm: ["tensorflow"] };
}
