/** Thread side of gangs: what a leading process is given, and the life of a helper. */
import type { Context, Lab } from "../../shared/labs/lab.ts";
import { askToLeave, type GangSeat, type Waiting } from "../../shared/nets/gang.ts";
import type { Order, Outcome, ThreadReport } from "./api.ts";

/** Milliseconds after which a helper looks at its messages, and after which it says that it is alive. */
const turn = 40;
const beat = 1000;

/**
 * Milliseconds that a thread looks for a change before it sleeps: to be woken takes some 0.05 ms (0.0003 where it looks), and minibatches follow each other
 * within a millisecond.
 */
const looking = 0.25;

/** How a thread waits for others in real time; null where threads cannot share memory (a page that is not isolated). */
export function atomicWaiting(): Waiting | null {
  const { crossOriginIsolated = true } = globalThis as { readonly crossOriginIsolated?: boolean };
  if (typeof SharedArrayBuffer === "undefined" || !crossOriginIsolated) return null;
  return {
    now: () => performance.now(),
    wait(words, index, value, milliseconds) {
      for (const until = performance.now() + Math.min(looking, milliseconds); performance.now() < until; )
        for (let i = 0; i < 16; i++) if (Atomics.load(words, index) !== value) return;
      Atomics.wait(words, index, value, Math.max(0, milliseconds));
    },
    notify(words, index) {
      Atomics.notify(words, index);
    },
  };
}

/** The seat of the process that an order is for, where it may have a gang. */
export function leaderSeat(
  { epoch, gang, task }: Order,
  waiting: Waiting | null,
  report: (message: ThreadReport) => void,
): GangSeat | undefined {
  if (!gang || task.gang === undefined || waiting === null) return undefined;
  const offer: GangSeat["offer"] = (buffers, members) => report({ report: "gang", epoch, buffers, members });
  return { most: task.gang, waiting, offer };
}

interface Helping {
  readonly lab: Lab;
  readonly context: Context;
  readonly host: { readonly waiting: Waiting | null; breathe(): Promise<void> };
  /** Somebody asked for the end of the order. */
  stopping(): boolean;
  report(message: ThreadReport): void;
}

/** Helps with the task of an order until it is let go. */
export async function help(
  { epoch, task }: Order,
  { buffers, seat }: NonNullable<Order["join"]>,
  { lab, context, host, stopping, report }: Helping,
): Promise<Outcome> {
  const { waiting } = host;
  if (waiting === null) throw new Error("this thread shares no memory");
  const member = await lab.join(task, context, buffers, { index: seat, waiting });
  let said = waiting.now();
  while (await member.serve(turn)) {
    if (stopping()) askToLeave(buffers.control, seat);
    if (waiting.now() - said >= beat) {
      report({ report: "beat", epoch });
      said = waiting.now();
    }
    await host.breathe();
  }
  return { kind: "stopped" };
}
