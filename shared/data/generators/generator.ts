import type { Fields, ParamsOf } from "../../experiment/fields.ts";
import type { Key } from "../../random/key.ts";
import type { Localized } from "../../text.ts";
import type { Table } from "../table.ts";

/** What making a table takes, known before it is made. */
export interface Cost {
  /** Cells of the table: rows × columns. */
  readonly values: number;
  /** The most memory that its arrays take while it is made, in bytes; never less than what the finished table takes. */
  readonly bytes: number;
  /** Arithmetic, as the number of normal numbers that could be drawn in the same time (0.1 to 0.5 µs each); an expectation where chance decides. */
  readonly steps: number;
}

/**
 * A seeded source of data. `generate` is a pure function of the key and of valid parameters: the same table, bit for bit, on every
 * runtime (own elementary functions, own random numbers).
 */
export interface Generator<F extends Fields = Fields> {
  readonly id: string;
  readonly title: Localized;
  readonly params: F;
  /** What people read for the names in `Table.classes`, where these are words. */
  readonly classes?: Readonly<Record<string, Localized>>;
  /** The same for names in `Table.names`. */
  readonly columns?: Readonly<Record<string, Localized>>;
  generate(key: Key, params: ParamsOf<F>): Table;
  /** A pure function of valid parameters. */
  cost(params: ParamsOf<F>): Cost;
}

/** Keeps the inference of `F` while a generator is checked against the contract, and erases it for the list. */
export function defineGenerator<const F extends Fields>(generator: Generator<F>): Generator {
  return generator as unknown as Generator;
}
