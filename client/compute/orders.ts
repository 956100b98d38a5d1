import type { Table } from "../../shared/data/table.ts";
import type { Order } from "./api.ts";
import type { Gang } from "./gangs.ts";
import { type ActiveJob, inputsOf, type JobTask } from "./jobs.ts";
import { shareTable, TableCache } from "./tables.ts";
import type { Thread } from "./thread.ts";

/** Writes orders, and sends ahead of them what the thread lacks. */
export class OrderDesk {
  readonly #tables = new TableCache(shareTable);
  #epoch = 0;

  /** To do a task, from where it stands. `isPaused`: only the steps that it was allowed; `isShared`: others may help. */
  begin(
    thread: Thread,
    work: JobTask,
    { isPaused, isShared }: { readonly isPaused: boolean; readonly isShared: boolean },
  ) {
    const { checkpoint, stepBudget } = work;
    return {
      ...this.#about(thread, work),
      ...(checkpoint && { from: checkpoint }),
      ...(isPaused ? { limit: stepBudget } : isShared && { gang: true as const }),
    };
  }

  /** To help with a task. */
  join(thread: Thread, { work, buffers }: Gang, seat: number): Order {
    return { ...this.#about(thread, work), join: { buffers, seat } };
  }

  /** Whether a thread has the table of a job. */
  hasTable(thread: Thread, { job: { data } }: ActiveJob): boolean {
    return data !== null && thread.has.tables.has(this.#tables.put(data).id);
  }

  /** Numbers of tables that none of these jobs uses. */
  sweep(jobs: Iterable<ActiveJob>): readonly number[] {
    const used = new Set<Table>();
    for (const { job } of jobs) if (job.data !== null) used.add(job.data);
    return this.#tables.sweep(used);
  }

  #about(thread: Thread, work: JobTask): Order {
    const { job, task } = work;
    const { lab, device } = job.job;
    return { epoch: ++this.#epoch, lab, device, table: this.#supply(thread, job), task, inputs: inputsOf(work) };
  }

  #supply(thread: Thread, { job, modules: needed }: ActiveJob): number | null {
    const table = job.data === null ? null : this.#tables.put(job.data);
    const modules = Object.entries(needed ?? {}).filter(([name]) => !thread.has.modules.has(name));
    const tables = table !== null && !thread.has.tables.has(table.id) ? { [table.id]: table.shared } : undefined;
    if (modules.length > 0 || tables !== undefined) {
      thread.supply({ modules: Object.fromEntries(modules), ...(tables && { tables }) });
    }
    return table?.id ?? null;
  }
}
