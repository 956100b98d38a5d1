import type { Arrays } from "../../shared/arrays.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { Task, WasmName } from "../../shared/labs/lab.ts";
import type { Modules, Outcome, PlainError, ThreadReport } from "./api.ts";
import { describe, failure, isLost, PoolError } from "./errors.ts";
import { Gangs } from "./gangs.ts";
import type { Job, Pool, PoolQuestion } from "./job.ts";
import { type ActiveJob, activate, type JobTask, readyWorks, rewind, takeChunk } from "./jobs.ts";
import { OrderDesk } from "./orders.ts";
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
  readonly #gangs = new Gangs();
  readonly #desk = new OrderDesk();
  #paused = false;
  #closed = false;

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
    const alone = this.size === 1;
    this.#threads.size = threads;
    // What was begun without the prospect of help is taken up again with it.
    if (alone && threads > 1) for (const [thread, work] of this.#orders) if (mayHaveGang(work)) thread.stop();
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
    for (const work of this.#orders.values()) this.#gangs.end(work);
    this.#threads.close();
    this.#orders.clear();
  }

  get #silence(): number {
    return this.#options.silence ?? 15_000;
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
    for (const id of this.#desk.sweep(this.#jobs)) this.#threads.forget(id);
    settle();
    this.#schedule();
  }

  #endAll(error: PoolError): void {
    for (const job of this.#jobs) this.#end(job, () => job.reject(error));
  }

  /** Gives ready work to idle threads, starts threads for the rest, and takes threads from less urgent work; whoever is left over helps. */
  #schedule(): void {
    if (this.#closed) return;
    this.#threads.retire();
    const waiting = readyWorks(this.#jobs, this.#paused);
    while (waiting.length > 0) {
      const thread = this.#idleThread(waiting[0]);
      if (thread === undefined) break;
      this.#dispatch(thread, waiting.shift() as JobTask);
    }
    this.#recruit();
    this.#threads.hire(waiting.length + this.#gangs.lacking);
    if (this.#threads.full) this.#preempt(waiting);
    this.#threads.watch();
  }

  /** Preferably one that has the table. */
  #idleThread({ job }: JobTask): Thread | undefined {
    const idle = this.#threads.idle();
    return idle.find((thread) => this.#desk.hasTable(thread, job)) ?? idle[0];
  }

  #dispatch(thread: Thread, work: JobTask): void {
    work.state = "running";
    work.expected = work.checkpoint?.step ?? 0;
    this.#orders.set(thread, work);
    const isPaused = this.#paused && !work.job.question;
    const isShared = mayHaveGang(work) && this.size > 1;
    thread.run(this.#desk.begin(thread, work, { isPaused, isShared }), this.#silence * 2 ** work.attempts.length);
    work.stepBudget = 0;
  }

  /** Sends idle threads to tasks that several threads may work on. */
  #recruit(): void {
    for (const thread of this.#threads.idle()) {
      const gang = this.#gangs.neediest;
      if (gang === undefined) return;
      thread.run(this.#desk.join(thread, gang, this.#gangs.seat(gang, thread)), this.#silence);
    }
  }

  /** Calls helpers away where work waits, then stops the least urgent work where more urgent work waits; a stopped task keeps its place. */
  #preempt(waiting: readonly JobTask[]): void {
    let coming = this.#threads.coming();
    for (const work of waiting) {
      if (coming-- > 0 || this.#gangs.release()) continue;
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
    if (report.report === "gang") {
      this.#gangs.offer(work, thread, report);
      this.#schedule();
      return;
    }
    const { chunk } = report;
    const taken = takeChunk(work, chunk);
    if (taken === "torn") this.#discard(thread, `chunk [${chunk.from}, ${chunk.to}) does not continue its task`);
    // After a replay, what was passed on before is not repeated.
    const news = chunk.to > work.delivered || chunk.checkpoint !== undefined || chunk.output !== undefined;
    if (taken !== "new" || !news) return;
    work.delivered = Math.max(work.delivered, chunk.to);
    try {
      work.job.job.onChunk(chunk, this.#gangs.threadsOn(work));
    } catch (error) {
      this.#end(work.job, () => work.job.reject(error));
    }
  }

  #outcome(thread: Thread, outcome: Outcome): void {
    const work = this.#orders.get(thread);
    // Without work of its own it was a helper.
    const isInvalid = work !== undefined && outcome.kind === "failed" && outcome.error.experiment !== undefined;
    if (outcome.kind === "failed" && !isInvalid && !work?.job.ended) {
      this.#discard(thread, describe(outcome.error));
      return;
    }
    this.#gangs.left(thread, false);
    this.#gangs.end(work);
    if (work !== undefined && !work.job.ended) {
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
    this.#gangs.left(thread, true);
    this.#gangs.end(work);
    if (work !== undefined && !work.job.ended) this.#retry(work, what);
    this.#schedule();
  }

  #retry(work: JobTask, what: string): void {
    const { attempts, job, task } = work;
    // The same NaN twice is the work's own fault, not the machine's.
    const notFinite = what.startsWith("NotFiniteError") && attempts.includes(what);
    attempts.push(what);
    // A GPU is not tried again: what failed on it is done elsewhere.
    const again = job.job.device === "webgpu" && !isLost(what) ? 0 : (this.#options.respawns ?? 3);
    if (!notFinite && attempts.length <= again) {
      rewind(work);
      return;
    }
    const error = failure(task.id, notFinite, attempts);
    this.#end(job, () => job.reject(error));
  }
}

/** Threads cannot share what a GPU holds. */
const mayHaveGang = ({ task, job: { job } }: JobTask): boolean => task.gang !== undefined && job.device !== "webgpu";
