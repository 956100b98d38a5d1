import { signal } from "@preact/signals";
import type { Table } from "../../../shared/data/table.ts";
import type { Params } from "../../../shared/experiment/fields.ts";
import type { Lab } from "../../../shared/labs/lab.ts";

/** Lets the page answer. */
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Parts of labs that have come. */
const arrivals = signal(0);

/**
 * Whether the code that these parameters need is there, and has read them where that takes long: before that nothing can be said of them. Where it is not it
 * is loaded, and what reads this in a component or an effect follows.
 */
export function isPrepared({ prepareFor }: Lab, params: Params, data: Table | null): boolean {
  const coming = prepareFor?.(params, { data, breathe });
  // What could not be loaded a run asks for again, and says so.
  coming?.then(
    () => arrivals.value++,
    () => {},
  );
  return arrivals.value >= 0 && coming === undefined;
}
