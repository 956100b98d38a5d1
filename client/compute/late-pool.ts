import type { Arrays } from "../../shared/arrays.ts";
import type { WasmName } from "../../shared/labs/lab.ts";
import { PoolError, reasonOf } from "./errors.ts";
import type { Job, Pool, PoolQuestion } from "./job.ts";

/**
 * A pool whose code comes with its first work: a page that is only looked at has none. What it is told before is told to it, in the same order, before any
 * work.
 */
export function latePool(load: (threads: number) => Promise<Pool>, threads: number): Pool {
  return new LatePool(load, threads);
}

class LatePool implements Pool {
  readonly #load: (threads: number) => Promise<Pool>;
  #threads: number;
  #isPaused = false;
  #pool: Pool | null = null;
  #coming: Promise<Pool> | null = null;
  #isClosed = false;
  #told: ((pool: Pool) => void)[] = [];

  constructor(load: (threads: number) => Promise<Pool>, threads: number) {
    this.#load = load;
    this.#threads = threads;
  }

  get size(): number {
    return this.#pool?.size ?? this.#threads;
  }

  get paused(): boolean {
    return this.#pool?.paused ?? this.#isPaused;
  }

  run(job: Job): Promise<void> {
    return this.#pool ? this.#pool.run(job) : this.#here(job.signal).then((pool) => pool.run(job));
  }

  ask(question: PoolQuestion): Promise<Arrays> {
    return this.#pool ? this.#pool.ask(question) : this.#here(question.signal).then((pool) => pool.ask(question));
  }

  hashes(modules: readonly WasmName[]): Promise<Readonly<Record<string, string>>> {
    return this.#pool ? this.#pool.hashes(modules) : this.#here().then((pool) => pool.hashes(modules));
  }

  resize(threads: number): void {
    this.#threads = threads;
    this.#tell((pool) => pool.resize(threads));
  }

  pause(): void {
    this.#isPaused = true;
    this.#tell((pool) => pool.pause());
  }

  resume(): void {
    this.#isPaused = false;
    this.#tell((pool) => pool.resume());
  }

  step(steps: number): void {
    this.#tell((pool) => pool.step(steps));
  }

  close(): void {
    this.#isClosed = true;
    this.#tell((pool) => pool.close());
  }

  #tell(what: (pool: Pool) => void): void {
    if (this.#pool) what(this.#pool);
    else this.#told.push(what);
  }

  /** Rejects with a PoolError where the code does not come, and with the signal's reason. */
  async #here(signal?: AbortSignal): Promise<Pool> {
    this.#coming ??= this.#bring();
    const pool = await this.#coming;
    signal?.throwIfAborted();
    return pool;
  }

  async #bring(): Promise<Pool> {
    try {
      if (this.#isClosed) throw new PoolError("closed", "the pool is closed");
      const pool = await this.#load(this.#threads);
      this.#pool = pool;
      for (const what of this.#told) what(pool);
      this.#told = [];
      return pool;
    } catch (error) {
      this.#coming = null;
      if (error instanceof PoolError) throw error;
      throw new PoolError(
        "no-code",
        `the code of the threads could not be loaded: ${reasonOf(error)} (check the connection)`,
      );
    }
  }
}
