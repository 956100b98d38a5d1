/** A measurement of one net in several places, on a thread of its own. */
import { scriptPolicy } from "../../../trusted.ts";
import type { Absence, Adapter, Order, Report } from "./protocol.ts";
import threadUrl from "./thread.ts?worker&url";

export interface FoundSpot<Id extends string = string> {
  readonly id: Id;
  /** Milliseconds of a pass of the batch, a round each. */
  readonly rounds: readonly number[];
  /** Probabilities, batch × classes; undefined before it has answered once. */
  readonly answer?: Float32Array;
  readonly adapter?: Adapter;
  readonly absent?: { readonly why: Absence; readonly said: string };
}

export interface Found<Id extends string = string> {
  readonly batch: number;
  /** In the order of their answers. */
  readonly spots: readonly FoundSpot<Id>[];
  readonly done: number;
  readonly of: number;
  readonly opening: Id | null;
  readonly isOver: boolean;
}

/** Tells what is found with each report. Returns what ends it. */
export function measureElsewhere<Id extends string>(order: Order<Id>, hear: (found: Found<Id>) => void): () => void {
  let found: Found<Id> = { batch: order.batch, spots: [], done: 0, of: order.rounds, opening: null, isOver: false };
  const thread = new Worker(scriptPolicy([threadUrl]).createScriptURL(threadUrl), { type: "module" });
  const end = () => thread.terminate();
  const change = (next: Partial<Found<Id>>) => {
    found = { ...found, ...next };
    hear(found);
  };
  thread.onmessage = ({ data }: MessageEvent<Report<Id>>) => {
    change(afterReport(found, data));
    if (data.kind === "done") end();
  };
  thread.onerror = (event) => {
    event.preventDefault();
    end();
    const id = found.opening ?? order.spots[0].id;
    const absent = { why: "not-loaded", said: event.message || "" } as const;
    change({ spots: withSpot(found.spots, id, { absent }), isOver: true, opening: null });
  };
  thread.postMessage(order);
  return end;
}

export function afterReport<Id extends string>(found: Found<Id>, report: Report<Id>): Partial<Found<Id>> {
  switch (report.kind) {
    case "opening":
      return { opening: report.id };
    case "absent":
      return {
        spots: withSpot(found.spots, report.id, { absent: { why: report.why, said: report.said } }),
        opening: null,
      };
    case "answered": {
      const { id, answer, adapter } = report;
      return { spots: withSpot(found.spots, id, { answer, ...(adapter && { adapter }) }) };
    }
    case "round": {
      let { spots } = found;
      for (const [id, time] of Object.entries(report.milliseconds) as [Id, number][]) {
        const rounds = spots.find((one) => one.id === id)?.rounds ?? [];
        spots = withSpot(spots, id, { rounds: [...rounds, time] });
      }
      return { spots, done: report.done, opening: null };
    }
    case "done":
      return { isOver: true, opening: null };
    default:
      return report satisfies never;
  }
}

function withSpot<Id extends string>(
  spots: readonly FoundSpot<Id>[],
  id: Id,
  change: Partial<FoundSpot<Id>>,
): readonly FoundSpot<Id>[] {
  const known = spots.find((one) => one.id === id);
  if (!known) return [...spots, { id, rounds: [], ...change }];
  return spots.map((one) => (one === known ? { ...one, ...change } : one));
}
