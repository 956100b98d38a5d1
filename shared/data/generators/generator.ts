import type { Fields, ParamsOf } from "../../experiment/fields.ts";
import type { Key } from "../../random/key.ts";
import type { Localized } from "../../text.ts";
import type { Table } from "../table.ts";

/**
 * A seeded source of data. `generate` is a pure function of the key and of valid parameters: the same table, bit for bit, on every
 * runtime (own elementary functions, own random numbers).
 */
export interface Generator<F extends Fields = Fields> {
  readonly id: string;
  readonly title: Localized;
  readonly params: F;
  generate(key: Key, params: ParamsOf<F>): Table;
}

/** Keeps the inference of `F` while a generator is checked against the contract, and erases it for the list. */
export function defineGenerator<const F extends Fields>(generator: Generator<F>): Generator {
  return generator as unknown as Generator;
}
