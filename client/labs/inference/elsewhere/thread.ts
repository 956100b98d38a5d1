/** A thread that measures one net in several places, in turns. It is started by a press, and ended with its answer or by another press. */
import { passesForLater, spanFor, tickOf, timedLater, warmUpLater } from "../../../../shared/labs/inference/timing.ts";
import { AbsentError, type Opened, openSpot, wordsOf } from "./places.ts";
import type { Order, Report, Spot } from "./protocol.ts";

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const clock = () => performance.now();
const tell = (report: Report) => scope.postMessage(report);

/** Rounds that every spot has, however long it takes. */
const FEWEST = 15;

interface Running {
  readonly id: string;
  readonly opened: Opened;
  readonly passes: number;
  spent: number;
}

/** Passes of a place whose answers travel: each is one measurement. */
const isFar = ({ place }: Spot) => place === "edge";

async function start(spot: Spot, order: Order, least: number): Promise<Running> {
  const opened = await openSpot(spot, order);
  await opened.begin?.();
  const answer = Float32Array.from(await opened.pass());
  tell({ kind: "answered", id: spot.id, answer, ...(opened.adapter && { adapter: opened.adapter }) });
  const pass = async () => void (await opened.pass());
  if (!isFar(spot)) await warmUpLater(pass, clock);
  const passes = isFar(spot) ? 1 : await passesForLater(pass, clock, least);
  return { id: spot.id, opened, passes, spent: 0 };
}

const absent = (id: string, error: unknown) =>
  tell({ kind: "absent", id, why: error instanceof AbsentError ? error.why : "failed", said: wordsOf(error) });

async function measure(order: Order): Promise<void> {
  const { rounds, longest = Number.POSITIVE_INFINITY } = order;
  const least = spanFor(tickOf(clock));
  const all: Running[] = [];
  for (const spot of order.spots) {
    tell({ kind: "opening", id: spot.id });
    try {
      all.push(await start(spot, order, least));
    } catch (error) {
      absent(spot.id, error);
    }
  }
  for (let round = 0; round < rounds; round++) {
    const milliseconds: Record<string, number> = {};
    // In an order that turns from round to round, without those that fail in it.
    for (const running of [...all.slice(round % all.length), ...all.slice(0, round % all.length)]) {
      const { id, opened, passes, spent } = running;
      if (round >= FEWEST && spent > longest) continue;
      try {
        await opened.begin?.();
        const time = await timedLater(async () => void (await opened.pass()), passes, clock);
        milliseconds[id] = time;
        running.spent += time * passes;
      } catch (error) {
        all.splice(all.indexOf(running), 1);
        absent(id, error);
      }
    }
    tell({ kind: "round", done: round + 1, of: rounds, milliseconds });
  }
  for (const { opened } of all) opened.close?.();
  tell({ kind: "done" });
}

scope.onmessage = ({ data }: MessageEvent<Order>) => {
  void measure(data);
};
