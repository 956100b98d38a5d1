import { signal } from "@preact/signals";
import type { Params } from "../../../shared/experiment/fields.ts";
import type { Lab } from "../../../shared/labs/lab.ts";

/** Parts of labs that have come. */
const arrivals = signal(0);

/**
 * Whether the code that these parameters need is there: before that nothing can be said of them. Where it is not it is loaded, and what reads this in a
 * component or an effect follows.
 */
export function isPrepared({ prepareFor }: Lab, params: Params): boolean {
  const coming = prepareFor?.(params);
  // What could not be loaded a run asks for again, and says so.
  coming?.then(
    () => arrivals.value++,
    () => {},
  );
  return arrivals.value >= 0 && coming === undefined;
}
