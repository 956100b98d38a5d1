/** A measurement of further places, on a thread of its own. */
import { scriptPolicy } from "../../../../trusted.ts";
import type { Order, Place, Report } from "./protocol.ts";
import threadUrl from "./thread.ts?worker&url";

export interface FoundPlace {
  readonly place: Place;
  /** Milliseconds of a pass of the batch. */
  readonly rounds: readonly number[];
  /** Undefined before it has answered once. */
  readonly difference?: number;
  readonly about?: string;
  readonly absent?: {
    readonly why: "no-relaxed" | "no-gpu" | "not-loaded" | "no-answer" | "failed";
    readonly said: string;
  };
}

export interface Found {
  readonly batch: number;
  readonly places: readonly FoundPlace[];
  readonly done: number;
  readonly of: number;
  readonly opening: Place | null;
  readonly isOver: boolean;
}

/** Tells what is found with each report. Returns what ends it. */
export function measureElsewhere(order: Order, hear: (found: Found) => void): () => void {
  let found: Found = { batch: order.batch, places: [], done: 0, of: order.rounds, opening: null, isOver: false };
  const thread = new Worker(scriptPolicy([threadUrl]).createScriptURL(threadUrl), { type: "module" });
  const end = () => thread.terminate();
  const change = (next: Partial<Found>) => {
    found = { ...found, ...next };
    hear(found);
  };
  thread.onmessage = ({ data }: MessageEvent<Report>) => {
    change(afterReport(found, data));
    if (data.kind === "done") end();
  };
  thread.onerror = (event) => {
    event.preventDefault();
    end();
    const place = found.opening ?? order.places[0];
    const absent = { why: "not-loaded", said: event.message || "" } as const;
    change({ places: withPlace(found.places, place, { absent }), isOver: true, opening: null });
  };
  thread.postMessage(order);
  return end;
}

export function afterReport(found: Found, report: Report): Partial<Found> {
  switch (report.kind) {
    case "opening":
      return { opening: report.place };
    case "absent":
      return {
        places: withPlace(found.places, report.place, { absent: { why: report.why, said: report.said } }),
        opening: null,
      };
    case "answered": {
      const { place, difference, about } = report;
      return { places: withPlace(found.places, place, { difference, ...(about && { about }) }) };
    }
    case "round": {
      let { places } = found;
      for (const [place, time] of Object.entries(report.milliseconds) as [Place, number][]) {
        const rounds = places.find((one) => one.place === place)?.rounds ?? [];
        places = withPlace(places, place, { rounds: [...rounds, time] });
      }
      return { places, done: report.done, opening: null };
    }
    case "done":
      return { isOver: true, opening: null };
    default:
      return report satisfies never;
  }
}

function withPlace(places: readonly FoundPlace[], place: Place, change: Partial<FoundPlace>): readonly FoundPlace[] {
  const known = places.find((one) => one.place === place);
  if (!known) return [...places, { place, rounds: [], ...change }];
  return places.map((one) => (one === known ? { ...one, ...change } : one));
}
