import { isLost, PoolError } from "./errors.ts";
import { type Port, type Thread, type ThreadListener, watchThread } from "./thread.ts";

export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Calls back once after that many milliseconds; returns a function that cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

export interface ThreadSetOptions {
  readonly threads: number;
  /** Starts a thread; may throw. */
  spawn(): Port;
  readonly clock: Clock;
  /** How often a task is tried again after a fault, and how often in a row threads may fail to start. Default 3. */
  readonly respawns?: number;
  /** Milliseconds that a thread may take to start. Default 30,000. */
  readonly startDeadline?: number;
}

interface ThreadListeners extends ThreadListener {
  /** No thread runs and none can be started. */
  exhausted(error: PoolError): void;
}

const tickPeriod = 1000;

/** The threads of a pool: starts them when there is work, watches them, lets them go. */
export class ThreadSet {
  readonly #options: ThreadSetOptions;
  readonly #listener: ThreadListeners;
  readonly #threads = new Set<Thread>();
  #size: number;
  /** What happened to threads that failed to start since one last did. */
  #failures: string[] = [];
  #cancelTick: (() => void) | undefined;
  #lastTick = 0;

  constructor(options: ThreadSetOptions, listener: ThreadListeners) {
    this.#options = options;
    this.#size = Math.max(1, options.threads);
    this.#listener = {
      ...listener,
      ready: (thread) => {
        this.#failures = [];
        listener.ready(thread);
      },
      broken: (thread, what, started) => {
        this.#threads.delete(thread);
        if (!started) this.#didNotStart(what);
        listener.broken(thread, what, started);
      },
    };
  }

  get size(): number {
    return this.#size;
  }

  set size(threads: number) {
    this.#size = Math.max(1, threads);
  }

  get full(): boolean {
    return this.#threads.size >= this.#size;
  }

  idle(): readonly Thread[] {
    return [...this.#threads].filter((thread) => thread.state === "idle");
  }

  /** How many threads will be free soon without anyone asking. */
  coming(): number {
    return [...this.#threads].filter((thread) => thread.stopping || thread.state === "starting").length;
  }

  /** Starts threads until as many are starting as are wanted, the set is full, or it is clear that none can be started. */
  hire(wanted: number): void {
    const starting = [...this.#threads].filter((thread) => thread.state === "starting").length;
    for (let lacking = wanted - starting; lacking > 0 && !this.full; lacking--) {
      if (this.#discouraged() && this.#threads.size > 0) return;
      if (!this.#spawn()) return;
    }
  }

  /** After the set was made smaller: idle threads go at once, those that help others before those that have work, which hand it back first. */
  retire(): void {
    const order = { gone: 0, starting: 1, idle: 2, busy: 4 };
    const worth = ({ helping, state }: Thread) => (helping ? 3 : order[state]);
    const excess = [...this.#threads].sort((a, b) => worth(a) - worth(b)).slice(0, -this.#size);
    for (const thread of excess) {
      if (thread.state === "busy") thread.stop();
      else this.dismiss(thread);
    }
  }

  dismiss(thread: Thread): void {
    this.#threads.delete(thread);
    thread.terminate();
  }

  forget(table: number): void {
    for (const thread of this.#threads) if (thread.has.tables.has(table)) thread.forget(table);
  }

  close(): void {
    for (const thread of this.#threads) this.dismiss(thread);
    this.#cancelTick?.();
  }

  /** Keeps the clock ticking while a thread owes an answer. */
  watch(): void {
    const owed = [...this.#threads].some((thread) => thread.state === "starting" || thread.state === "busy");
    if (this.#cancelTick !== undefined || !owed) return;
    this.#lastTick = this.#options.clock.now();
    this.#cancelTick = this.#options.clock.after(tickPeriod, () => this.#tick());
  }

  /** In a hidden or frozen page timers fire late, and messages with them: a tick counts for two periods at most. */
  #tick(): void {
    this.#cancelTick = undefined;
    const elapsed = Math.min(this.#options.clock.now() - this.#lastTick, 2 * tickPeriod);
    for (const thread of [...this.#threads]) thread.tick(elapsed);
    this.watch();
  }

  /** False when nothing was started and there is no point in continuing. A runtime that throws is tried again until it is clear that it never will. */
  #spawn(): boolean {
    for (;;) {
      try {
        this.#threads.add(watchThread(this.#options.spawn(), this.#listener, this.#options.startDeadline ?? 30_000));
        return true;
      } catch (error) {
        this.#didNotStart(error instanceof Error ? error.message : String(error));
        if (this.#failures.length === 0 || this.#discouraged()) return false;
      }
    }
  }

  #discouraged(): boolean {
    return this.#failures.length > (this.#options.respawns ?? 3);
  }

  /** Work continues with the threads there are; when there are none, it cannot. */
  #didNotStart(what: string): void {
    this.#failures.push(what);
    if (!this.#discouraged() || this.#threads.size > 0) return;
    const attempts = this.#failures;
    this.#failures = [];
    const error = attempts.every(isLost)
      ? new PoolError("no-code", `the code of the threads could not be loaded: ${what} (check the connection)`, {
          attempts,
        })
      : new PoolError("no-thread", `no thread could be started: ${what}`, { attempts });
    this.#listener.exhausted(error);
  }
}
