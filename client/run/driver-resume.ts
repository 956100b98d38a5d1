import type { Arrays } from "../../shared/arrays.ts";
import { type Fold, type OpenFold, openFold, resumeFold } from "../../shared/labs/fold.ts";
import type { Task } from "../../shared/labs/lab.ts";
import type { Job } from "../compute/job.ts";

/**
 * A fold of the plan that extends an earlier one: for each task that is still the same work, with as many or more steps, what was computed
 * is taken over; the others start again. A task that waits for one whose output changes is different work too.
 */
export function goOn(tasks: readonly Task[], earlier: Fold | undefined): OpenFold {
  if (earlier === undefined) return openFold(tasks);
  const before = new Map(earlier.tasks.map((task) => [task.id, task]));
  const sameOutput = new Set<string>();
  const kept: Task[] = [];
  for (const task of tasks) {
    const old = before.get(task.id);
    if (old === undefined || old.steps > task.steps || work(old) !== work(task)) continue;
    if (!(task.after ?? []).every((id) => sameOutput.has(id))) continue;
    kept.push(old);
    if (old.steps === task.steps) sameOutput.add(task.id);
  }
  const lost = lostOutputs(tasks, earlier, sameOutput);
  return resumeFold(
    tasks,
    earlier,
    kept.filter(({ id }) => !lost.has(id)),
  );
}

/** Intermediate tasks whose outputs the earlier fold lacks (a result has none) while something that is still to be done waits for them. */
function lostOutputs(tasks: readonly Task[], earlier: Fold, same: ReadonlySet<string>): ReadonlySet<string> {
  const lost = new Set<string>();
  const wanted = new Set<string>();
  for (const { id, steps, intermediate, after = [] } of tasks.toReversed()) {
    const isDone = same.has(id) && earlier.output(id) !== undefined && earlier.done(id) === steps;
    const isEmpty = intermediate && isDone && Object.keys(earlier.output(id) ?? {}).length === 0;
    if (isEmpty && wanted.has(id)) lost.add(id);
    if (!isDone || lost.has(id)) for (const name of after) wanted.add(name);
  }
  return lost;
}

/** Everything that a task's values depend on, except its number of steps. */
function work({ kind, key, params, after = [] }: Task): string {
  return JSON.stringify([kind, key, Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)), after]);
}

/** Where the pool resumes from: outputs of what is finished, checkpoints of what is not. */
export function resumePoints(fold: Fold): NonNullable<Job["resume"]> {
  const points: [string, { step: number; checkpoint?: Arrays; output?: Arrays }][] = [];
  for (const { id, steps } of fold.tasks) {
    const done = fold.done(id);
    const output = fold.output(id);
    const checkpoint = fold.checkpoint(id);
    if (output !== undefined && done === steps) points.push([id, { step: steps, output }]);
    // Records must reach the checkpoint without a gap, since what lies before it is not computed again.
    else if (checkpoint !== undefined && checkpoint.step <= done) {
      points.push([id, { step: checkpoint.step, checkpoint: checkpoint.arrays }]);
    }
  }
  return Object.fromEntries(points);
}
