import type { Arrays } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { Task, WasmName } from "../../shared/labs/lab.ts";
import type { Modules, Order, Outcome, PlainError, ThreadReport } from "./api.ts";
import { describe, isLost, PoolError } from "./errors.ts";
import type { Job, Pool, PoolQuestion } from "./job.ts";
import { type ActiveJob, activate, inputsOf, type JobTask, readyWorks, rewind, takeChunk } from "./jobs.ts";
import { shareTable, TableCache } from "./tables.ts";
import type { Thread } from "./thread.ts";
import { ThreadSet, type ThreadSetOptions } from "./thread-set.ts";

export interface PoolOptions extends ThreadSetOptions {
  /** The compiled modules that the processes of these tasks of a lab use. */
  modules(lab: string, tasks: readonly Task[]): Promise<Modules>;
  hashes(names: readonly WasmName[]): Promise<Readonly<Record<string, string>>>;
  /** Milliseconds without a sign of life after which a busy thread is abandoned; doubled at each further try. Default 15,000. */
  readonly silence?: number;
}

/** How long (ms) a thread whose work is no longer wanted may take to stop, before it is terminated. */
const abortGrace = 2000;

export function createPool(options: PoolOptions): Pool {
  return new ThreadPool(options);
}

/**
 * Schedules tasks on threads. All state changes happen in response to a call, a message or a tick, and end in `#schedule`. A task is in at
 * most one order at a time; whatever happens to its thread, it resumes from its last checkpoint and gives the same bytes.
 */
class ThreadPool implements Pool {
  readonly #options: PoolOptions;
  readonly #threads: ThreadSet;
  readonly #jobs = new Set<ActiveJob>();
  /** What each busy thread works on. */
  readonly #orders = new Map<Thread, JobTask>();
  readonly #tables = new TableCache(shareTable);
  #paused = false;
  #closed = false;
  #epoch = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#threads = new ThreadSet(options, {
      ready: () => this.#schedule(),
      broken: (thread, what) => this.#broken(thread, what),
      report: (thread, report) => this.#report(thread, report),
      outcome: (thread, _epoch, outcome) => this.#outcome(thread, outcome),
      exhausted: (error) => this.#endAll(error),
    });
  }

  run(job: Job): Promise<void> {
    return this.#start(job, undefined);
  }

  async ask({ task, given, ...rest }: PoolQuestion): Promise<Arrays> {
    let output: Arrays | undefined;
    const onChunk: Job["onChunk"] = (chunk) => {
      output = chunk.output ?? output;
    };
    await this.#start({ ...rest, tasks: [task], priority: -1, onChunk }, { given });
    if (output === undefined) throw new PoolError("task-failed", `question ${task.id} ended without an answer`);
    return output;
  }

  get size(): number {
    return this.#threads.size;
  }

  get paused(): boolean {
    return this.#paused;
  }

  resize(threads: number): void {
    this.#threads.size = threads;
    this.#schedule();
  }

  pause(): void {
    this.#paused = true;
    for (const [thread, work] of this.#orders) if (!work.job.question) thread.stop();
  }

  resume(): void {
    this.#paused = false;
    for (const work of this.#works()) work.stepBudget = 0;
    this.#schedule();
  }

  step(steps: number): void {
    for (const work of readyWorks(this.#jobs, false)) work.stepBudget = steps;
    this.#schedule();
  }

  hashes(names: readonly WasmName[]): Promise<Readonly<Record<string, string>>> {
    return this.#options.hashes(names);
  }

  close(): void {
    this.#closed = true;
    this.#endAll(new PoolError("closed", "the pool was closed while work was under way"));
    this.#threads.close();
    this.#orders.clear();
  }

  #works(): readonly JobTask[] {
    return [...this.#jobs].flatMap((job) => [...job.works.values()]);
  }

  async #start(job: Job, question: { readonly given: Arrays } | undefined): Promise<void> {
    const { signal } = job;
    if (this.#closed) throw new PoolError("closed", "the pool is closed (open another one)");
    signal?.throwIfAborted();
    let abort: () => void = () => undefined;
    const done = new Promise<void>((resolve, reject) => {
      const active = activate(job, question, { resolve, reject });
      this.#jobs.add(active);
      abort = () => this.#end(active, () => reject(signal?.reason));
      const prepared = (modules: Modules) => {
        active.modules = modules;
        this.#settle(active);
        this.#schedule();
      };
      this.#options.modules(job.lab, job.tasks).then(prepared, (error) => this.#end(active, () => reject(error)));
    });
    signal?.addEventListener("abort", abort, { once: true });
    try {
      await done;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  /** A job whose tasks are all done is resolved. */
  #settle(job: ActiveJob): void {
    if ([...job.works.values()].every((work) => work.state === "done")) this.#end(job, job.resolve);
  }

  #end(job: ActiveJob, settle: () => void): void {
    if (job.ended) return;
    job.ended = true;
    this.#jobs.delete(job);
    for (const [thread, work] of this.#orders) if (work.job === job) thread.stop(abortGrace);
    const used = new Set<Table>();
    for (const { job: other } of this.#jobs) if (other.data !== null) used.add(other.data);
    for (const id of this.#tables.sweep(used)) this.#threads.forget(id);
    settle();
    this.#schedule();
  }

  #endAll(error: PoolError): void {
    for (const job of this.#jobs) this.#end(job, () => job.reject(error));
  }

  /** Gives ready work to idle threads, starts threads for the rest, and takes threads from less urgent work. */
  #schedule(): void {
    if (this.#closed) return;
    this.#threads.retire();
    const waiting = readyWorks(this.#jobs, this.#paused);
    while (waiting.length > 0) {
      const thread = this.#idleThread(waiting[0]);
      if (thread === undefined) break;
      this.#dispatch(thread, waiting.shift() as JobTask);
    }
    this.#threads.hire(waiting.length);
    if (this.#threads.full) this.#preempt(waiting);
    this.#threads.watch();
  }

  /** Preferably one that has the table. */
  #idleThread({ job }: JobTask): Thread | undefined {
    const idle = this.#threads.idle();
    const { data } = job.job;
    const known = data === null ? undefined : this.#tables.put(data).id;
    return idle.find((thread) => known !== undefined && thread.has.tables.has(known)) ?? idle[0];
  }

  #dispatch(thread: Thread, work: JobTask): void {
    const { job, checkpoint } = work;
    work.state = "running";
    work.expected = checkpoint?.step ?? 0;
    this.#orders.set(thread, work);
    const table = job.job.data === null ? null : this.#tables.put(job.job.data);
    const modules = Object.entries(job.modules ?? {}).filter(([name]) => !thread.has.modules.has(name));
    const tables = table !== null && !thread.has.tables.has(table.id) ? { [table.id]: table.shared } : undefined;
    if (modules.length > 0 || tables !== undefined) {
      thread.supply({ modules: Object.fromEntries(modules), ...(tables && { tables }) });
    }
    thread.run(this.#order(work, table?.id ?? null), (this.#options.silence ?? 15_000) * 2 ** work.attempts.length);
    work.stepBudget = 0;
  }

  #order(work: JobTask, table: number | null): Order {
    const { job, task, checkpoint, stepBudget } = work;
    return {
      epoch: ++this.#epoch,
      lab: job.job.lab,
      device: job.job.device,
      table,
      task,
      inputs: inputsOf(work),
      ...(checkpoint && { from: checkpoint }),
      ...(this.#paused && !job.question && { limit: stepBudget }),
    };
  }

  /** Stops the least urgent work where more urgent work waits; a stopped task keeps its place. */
  #preempt(waiting: readonly JobTask[]): void {
    let coming = this.#threads.coming();
    for (const work of waiting) {
      if (coming-- > 0) continue;
      const [victim] = [...this.#orders]
        .filter(([thread, { job }]) => !thread.stopping && job.priority > work.job.priority)
        .sort(([, a], [, b]) => b.job.priority - a.job.priority);
      if (victim === undefined) return;
      victim[0].stop();
    }
  }

  #report(thread: Thread, report: ThreadReport): void {
    const work = this.#orders.get(thread);
    if (work === undefined || work.job.ended || report.report === "beat") return;
    const { chunk } = report;
    const taken = takeChunk(work, chunk);
    if (taken === "torn") this.#discard(thread, `chunk [${chunk.from}, ${chunk.to}) does not continue its task`);
    // After a replay, what was passed on before is not repeated.
    const news = chunk.to > work.delivered || chunk.checkpoint !== undefined || chunk.output !== undefined;
    if (taken !== "new" || !news) return;
    work.delivered = Math.max(work.delivered, chunk.to);
    try {
      work.job.job.onChunk(chunk);
    } catch (error) {
      this.#end(work.job, () => work.job.reject(error));
    }
  }

  #outcome(thread: Thread, outcome: Outcome): void {
    const work = this.#orders.get(thread);
    if (work !== undefined && !work.job.ended) {
      if (outcome.kind === "failed" && outcome.error.experiment === undefined) {
        this.#discard(thread, describe(outcome.error));
        return;
      }
      if (outcome.kind === "finished" && (work.expected !== work.task.steps || work.output === undefined)) {
        this.#discard(thread, "the task ended without its output");
        return;
      }
      if (outcome.kind === "failed") this.#invalid(work, outcome.error);
      else if (outcome.kind === "finished") work.state = "done";
      else rewind(work);
    }
    this.#orders.delete(thread);
    if (work !== undefined && !work.job.ended) this.#settle(work.job);
    this.#schedule();
  }

  /** Invalid input stays invalid: no second try. */
  #invalid({ job }: JobTask, { experiment, message }: PlainError): void {
    if (experiment === undefined) return;
    const error = new ExperimentError(experiment.path, experiment.code, message, experiment.values);
    this.#end(job, () => job.reject(error));
  }

  /** A thread that answers but cannot be trusted. */
  #discard(thread: Thread, what: string): void {
    this.#threads.dismiss(thread);
    this.#broken(thread, what);
  }

  #broken(thread: Thread, what: string): void {
    const work = this.#orders.get(thread);
    this.#orders.delete(thread);
    if (work !== undefined && !work.job.ended) this.#retry(work, what);
    this.#schedule();
  }

  #retry(work: JobTask, what: string): void {
    const { attempts, job, task } = work;
    // The same NaN twice is the work's own fault, not the machine's.
    const notFinite = what.startsWith("NotFiniteError") && attempts.includes(what);
    attempts.push(what);
    if (!notFinite && attempts.length <= (this.#options.respawns ?? 3)) {
      rewind(work);
      return;
    }
    const error = failure(task.id, notFinite, attempts);
    this.#end(job, () => job.reject(error));
  }
}

/** Why a task is not tried again. */
function failure(task: string, notFinite: boolean, attempts: readonly string[]): PoolError {
  const what = attempts.at(-1) ?? "";
  const details = { task, attempts };
  if (notFinite) {
    const message = `numbers of task ${task} are no longer finite: ${what} (smaller steps may help)`;
    return new PoolError("not-finite", message, details);
  }
  if (attempts.every(isLost)) {
    return new PoolError(
      "no-code",
      `code for task ${task} could not be loaded: ${what} (check the connection)`,
      details,
    );
  }
  return new PoolError("task-failed", `task ${task} failed ${attempts.length} times, last with: ${what}`, details);
}
