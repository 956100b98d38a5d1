import type { TypedArray } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";

/** Tables that no job uses any more stay for the next one, which usually works on the same data; older ones are dropped. */
const idleTables = 1;

/** Gives tables small numbers, so that a table travels to each thread once and not with each task. */
export class TableCache {
  readonly #tables = new Map<Table, { readonly id: number; readonly shared: Table }>();
  readonly #share: (table: Table) => Table;
  #next = 1;

  constructor(share: (table: Table) => Table) {
    this.#share = share;
  }

  put(table: Table): { readonly id: number; readonly shared: Table } {
    const entry = this.#tables.get(table) ?? { id: this.#next++, shared: this.#share(table) };
    // Reinserted: the map's order is the order of last use.
    this.#tables.delete(table);
    this.#tables.set(table, entry);
    return entry;
  }

  /** Drops tables that are not in use, the oldest first; returns their numbers. */
  sweep(used: ReadonlySet<Table>): readonly number[] {
    const idle = [...this.#tables].filter(([table]) => !used.has(table));
    return idle.slice(0, Math.max(0, idle.length - idleTables)).map(([table, { id }]) => {
      this.#tables.delete(table);
      return id;
    });
  }
}

/** Copies a table of more than a mebibyte into memory that all threads see, so that it is sent without being copied for each of them. */
export function shareTable(table: Table): Table {
  if (typeof SharedArrayBuffer === "undefined" || table.values.byteLength < 1024 * 1024) return table;
  const { values, mask } = table;
  return { ...table, values: shared(values), ...(mask && { mask: shared(mask) }) };
}

/** A copy in memory that all threads see. */
export function shared<T extends TypedArray>(values: T): T {
  const Values = values.constructor as new (buffer: SharedArrayBuffer) => T & { set(from: T): void };
  const copy = new Values(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
