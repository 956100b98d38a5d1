import type { Arrays } from "../../shared/arrays.ts";
import type { Chunk, Task } from "../../shared/labs/lab.ts";
import type { Checkpoint, Modules } from "./api.ts";
import type { Job } from "./job.ts";

/** One task of a job under way. */
export interface JobTask {
  readonly job: ActiveJob;
  readonly task: Task;
  state: "waiting" | "running" | "done";
  /** Where the next order starts. */
  checkpoint: Checkpoint | undefined;
  /** Step at which the next chunk of the order under way must start. */
  expected: number;
  /** Steps handed to the job so far. */
  delivered: number;
  output: Arrays | undefined;
  /** What went wrong so far, in words. */
  readonly attempts: string[];
  /** Steps that it may do while the pool is paused. */
  stepBudget: number;
}

export interface ActiveJob {
  readonly job: Job;
  readonly priority: number;
  /** Runs while the pool is paused. */
  readonly question: boolean;
  readonly given: Arrays | undefined;
  readonly works: ReadonlyMap<string, JobTask>;
  /** Undefined until the modules are compiled: nothing runs before. */
  modules: Modules | undefined;
  ended: boolean;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** The state of a job at its start; throws a RangeError when its tasks do not form an acyclic plan. */
export function activate(
  job: Job,
  question: { readonly given: Arrays } | undefined,
  settle: { readonly resolve: () => void; readonly reject: (reason: unknown) => void },
): ActiveJob {
  const works = new Map<string, JobTask>();
  const active: ActiveJob = {
    job,
    priority: job.priority ?? 0,
    question: question !== undefined,
    given: question?.given,
    works,
    modules: undefined,
    ended: false,
    ...settle,
  };
  for (const task of job.tasks) {
    if (works.has(task.id)) throw new RangeError(`two tasks are called ${task.id} (ids must differ)`);
    // A plan lists a task after those that it waits for; so there is no cycle, and nothing waits for ever.
    const missing = task.after?.find((id) => !works.has(id));
    if (missing !== undefined)
      throw new RangeError(`task ${task.id} waits for ${missing} (must come earlier in the plan)`);
    works.set(task.id, newWork(active, task));
  }
  return active;
}

function newWork(job: ActiveJob, task: Task): JobTask {
  const known = job.job.resume?.[task.id];
  const usable = known?.checkpoint !== undefined && known.step <= task.steps;
  const checkpoint = usable ? { step: known.step, arrays: known.checkpoint } : undefined;
  const step = checkpoint?.step ?? 0;
  const state = known?.output === undefined ? "waiting" : "done";
  return {
    job,
    task,
    state,
    checkpoint,
    expected: step,
    delivered: step,
    output: known?.output,
    attempts: [],
    stepBudget: 0,
  };
}

/** Work that could run now, the most urgent first: by priority, then by age of the job, then in the order of the plan. */
export function readyWorks(jobs: Iterable<ActiveJob>, paused: boolean): JobTask[] {
  return [...jobs]
    .filter((job) => job.modules !== undefined)
    .sort((a, b) => a.priority - b.priority)
    .flatMap((job) => [...job.works.values()].filter((work) => isReady(work, paused)));
}

function isReady({ job, task, state, stepBudget }: JobTask, paused: boolean): boolean {
  if (state !== "waiting" || (paused && !job.question && stepBudget === 0)) return false;
  return (task.after ?? []).every((id) => job.works.get(id)?.state === "done");
}

/** Outputs of the tasks that this one waits for, and what a question gives. */
export function inputsOf({ job, task }: JobTask): Record<string, Arrays> {
  const outputs = (task.after ?? []).map((id) => [id, job.works.get(id)?.output ?? {}] as const);
  return { ...Object.fromEntries(outputs), ...(job.given && { given: job.given }) };
}

/** Back to the last checkpoint. */
export function rewind(work: JobTask): void {
  work.state = "waiting";
  work.expected = work.checkpoint?.step ?? 0;
  work.output = undefined;
}

/**
 * Takes a chunk of the order under way. "repeated": it was there before (answered twice). "torn": it does not continue what is there, so
 * that something was lost and the thread cannot be trusted.
 */
export function takeChunk(work: JobTask, chunk: Chunk): "new" | "repeated" | "torn" {
  if (chunk.task !== work.task.id || chunk.to < chunk.from || chunk.to > work.task.steps) return "torn";
  if (chunk.from < work.expected) return chunk.to <= work.expected ? "repeated" : "torn";
  if (chunk.from > work.expected) return "torn";
  work.expected = chunk.to;
  if (chunk.checkpoint) work.checkpoint = { step: chunk.to, arrays: chunk.checkpoint };
  if (chunk.output) work.output = chunk.output;
  return "new";
}
