import type { Arrays } from "../../shared/arrays.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import { isShared } from "./given.ts";
import type { Pool, PoolQuestion } from "./job.ts";
import { fromBytes, hashKind } from "./run-summary.ts";

/** Bytes of the records of a task below which they are hashed at the end, with all others. */
const LARGE = 1024 * 1024;

/**
 * SHA-256 of the records of tasks with large ones that have finished, found in threads while other tasks are under way: what is finished does not change, and at the end
 * of a run little is left to hash. Only where threads see the memory of records; elsewhere they would be copied twice.
 */
export class EarlyHashes {
  readonly #pool: Pool;
  readonly #subject: Pick<PoolQuestion, "lab" | "device" | "data" | "signal">;
  readonly #asked: Promise<Readonly<Record<string, string>>>[] = [];

  constructor(pool: Pool, subject: Pick<PoolQuestion, "lab" | "device" | "data" | "signal">) {
    this.#pool = pool;
    this.#subject = subject;
  }

  /** A task of the fold has its output, and is whole unless chunks came out of order. */
  finished(fold: Fold, task: string): void {
    const { steps } = fold.tasks.find(({ id }) => id === task) ?? {};
    if (!isShared || fold.done(task) !== steps) return;
    const records = fold.recordNames(task).flatMap((name) => {
      const record = fold.records(task, name);
      const isSeen = record?.values.buffer instanceof SharedArrayBuffer;
      return record && isSeen ? [[`records/${task}/${name}`, record] as const] : [];
    });
    const bytes = records.reduce((sum, [, { values }]) => sum + values.byteLength, 0);
    if (bytes >= LARGE) this.#asked.push(this.#ask(Object.fromEntries(records)));
  }

  /** By name of the array; what could not be hashed is left out. */
  async known(): Promise<Readonly<Record<string, string>>> {
    return Object.assign({}, ...(await Promise.all(this.#asked)));
  }

  async #ask(given: Arrays): Promise<Readonly<Record<string, string>>> {
    const task = { id: hashKind, kind: hashKind, key: [0, 0] as const, steps: 1, params: {} };
    try {
      const answer = await this.#pool.ask({ ...this.#subject, task, given });
      return Object.fromEntries(Object.entries(answer).map(([name, hash]) => [name, fromBytes<string>(hash)]));
    } catch {
      return {};
    }
  }
}
