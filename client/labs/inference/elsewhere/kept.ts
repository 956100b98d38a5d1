/** What was measured of a run: kept as long as its result is, since views are made anew when another of them was looked at. */
import { type Signal, signal } from "@preact/signals";
import type { Fold } from "../../../../shared/labs/fold.ts";
import type { EdgeLink } from "./edge.ts";
import { type Found, measureElsewhere } from "./measurement.ts";
import type { Order } from "./protocol.ts";

export interface Kept<Id extends string = string> {
  /** Null before anything was measured. */
  readonly found: Signal<Found<Id> | null>;
  /** What was measured last with so many samples at once: what other batches gave stays. */
  of(batch: number): Found<Id> | null;
  /** As `of`, of the last measurement that is over: what is drawn of it stays while another goes on. */
  over(batch: number): Found<Id> | null;
  /** What became of the link that was written when it was measured. */
  readonly link: Signal<EdgeLink | null>;
  /** Takes the next that is known of a measurement. */
  hear(found: Found<Id>): void;
  /** Measures in place of what was measured before with this batch. */
  start(order: Order<Id>): void;
  cancel(): void;
}

const all = new WeakMap<Fold, Kept>();

export function keptOf<Id extends string>(fold: Fold): Kept<Id> {
  const known = all.get(fold) ?? newKept();
  all.set(fold, known);
  return known as unknown as Kept<Id>;
}

type Measure = typeof measureElsewhere;

export function newKept(measure: Measure = measureElsewhere): Kept {
  const found = signal<Found | null>(null);
  const byBatch = signal<ReadonlyMap<number, Found>>(new Map());
  const overByBatch = new Map<number, Found>();
  const hear = (next: Found) => {
    found.value = next;
    if (next.isOver) overByBatch.set(next.batch, next);
    byBatch.value = new Map(byBatch.value).set(next.batch, next);
  };
  let end = () => {};
  const cancel = () => {
    end();
    if (found.value && !found.value.isOver) hear({ ...found.value, isOver: true, opening: null });
  };
  return {
    found,
    of: (batch) => byBatch.value.get(batch) ?? null,
    over: (batch) => overByBatch.get(batch) ?? null,
    link: signal<EdgeLink | null>(null),
    hear,
    start(order) {
      cancel();
      end = measure(order, hear);
    },
    cancel,
  };
}

const links = new Map<string, Signal<string>>();

/** The published link that a lab asks: that which is open, until another is written. */
export function linkField(lab: string): Signal<string> {
  const open = /^\/x\/[\w-]+/.test(globalThis.location?.pathname ?? "") ? location.href : "";
  const name = `${lab} ${open}`;
  const field = links.get(name) ?? signal(open);
  links.set(name, field);
  return field;
}
