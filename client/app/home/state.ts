import { computed } from "@preact/signals";
import { showAt, visits } from "../router.ts";
import { type Filters, homeAddress, readFilters } from "./filters.ts";

/** As the address says it. */
export const filters = computed(() => {
  void visits.value;
  return readFilters(globalThis.location?.search ?? "");
});

/** A step of the browser's history. */
export const show = (next: Partial<Filters>): void => showAt(homeAddress({ ...filters.peek(), ...next }));

/** What a press on a link to another view of the home page does: the page stays where it is scrolled to. */
export const showing = (next: Partial<Filters>) => (event: MouseEvent) => {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(next);
};
