/** A thread that measures one net in further places, in turns. It is started by a press, and ended with its answer or by another press. */
import { mostApart } from "../../../../../shared/labs/inference/hardware/apart.ts";
import {
  passesForLater,
  spanFor,
  tickOf,
  timedLater,
  warmUpLater,
} from "../../../../../shared/labs/inference/hardware/timing.ts";
import { AbsentError, type Opened, openPlace, subjectOf, wordsOf } from "./places.ts";
import { BESIDE, type Order, type Place, type Report } from "./protocol.ts";

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const clock = () => performance.now();
const tell = (report: Report) => scope.postMessage(report);

interface Running {
  readonly place: Place;
  readonly opened: Opened;
  readonly passes: number;
}

/** Passes of a place whose answers travel: each is one measurement. */
const isFar = (place: Place) => place === "edge";

async function start(
  place: Place,
  order: Order,
  subject: ReturnType<typeof subjectOf>,
  least: number,
  reference: Float32Array | null,
) {
  const opened = await openPlace(place, order, subject);
  await opened.begin?.();
  const answer = Float32Array.from(await opened.pass());
  const difference = reference ? mostApart([answer], [reference]) : 0;
  tell({ kind: "answered", place, difference, ...(opened.about && { about: opened.about }) });
  const pass = async () => void (await opened.pass());
  if (!isFar(place)) await warmUpLater(pass, clock);
  const passes = isFar(place) ? 1 : await passesForLater(pass, clock, least);
  return { running: { place, opened, passes }, answer };
}

async function measure(order: Order): Promise<void> {
  const subject = subjectOf(order);
  const least = spanFor(tickOf(clock));
  const all: Running[] = [];
  let reference: Float32Array | null = null;
  for (const place of [...BESIDE, ...order.places]) {
    tell({ kind: "opening", place });
    try {
      const { running, answer } = await start(place, order, subject, least, reference);
      reference ??= answer;
      all.push(running);
    } catch (error) {
      tell({ kind: "absent", place, why: error instanceof AbsentError ? error.why : "failed", said: wordsOf(error) });
    }
  }
  for (let round = 0; round < order.rounds; round++) {
    const milliseconds: Partial<Record<Place, number>> = {};
    for (let i = 0; i < all.length; i++) {
      const { place, opened, passes } = all[(i + round) % all.length];
      try {
        await opened.begin?.();
        milliseconds[place] = await timedLater(async () => void (await opened.pass()), passes, clock);
      } catch (error) {
        all.splice((i + round) % all.length, 1);
        tell({ kind: "absent", place, why: error instanceof AbsentError ? error.why : "failed", said: wordsOf(error) });
      }
    }
    tell({ kind: "round", done: round + 1, of: order.rounds, milliseconds });
  }
  for (const { opened } of all) opened.close?.();
  tell({ kind: "done" });
}

scope.onmessage = ({ data }: MessageEvent<Order>) => {
  void measure(data);
};
