import { type Endpoint, type Remote, wrap } from "comlink";
import type { Order, Outcome, Supplies, ThreadApi, ThreadReport } from "./api.ts";

/** A started thread as the runtime gives it: a web worker, a Node worker thread, or a simulated one. */
export interface Port {
  readonly endpoint: Endpoint;
  /** Calls back when the runtime reports that the thread is broken: `error`, `messageerror`, exit. */
  onBroken(listener: (what: string) => void): void;
  terminate(): void;
}

/** What the pool hears of a thread. Nothing is heard after `terminate`. */
export interface ThreadListener {
  ready(thread: Thread): void;
  /** The thread cannot be used any more and has been terminated. `started` is false when it was not even ready. */
  broken(thread: Thread, what: string, started: boolean): void;
  report(thread: Thread, report: ThreadReport): void;
  outcome(thread: Thread, epoch: number, outcome: Outcome): void;
}

/** Pool side of one thread: its calls, and the watch over it. */
export interface Thread {
  readonly state: "starting" | "idle" | "busy" | "gone";
  /** Epoch of the order under way. */
  readonly epoch: number | undefined;
  /** Asked to stop, but not stopped yet. */
  readonly stopping: boolean;
  /** The order under way is to help another thread. */
  readonly helping: boolean;
  /** Names of modules and ids of tables that it was given. */
  readonly has: { readonly modules: Set<string>; readonly tables: Set<number> };
  supply(supplies: Supplies): void;
  forget(table: number): void;
  run(order: Order, patience: number): void;
  /** Ends the order after the slice under way. With `grace` (ms) the thread is terminated if that takes longer. */
  stop(grace?: number): void;
  /** Time passes: `elapsed` ms in which messages could have arrived. */
  tick(elapsed: number): void;
  terminate(): void;
}

/**
 * Comlink has no reject path: a thread that dies leaves its callers waiting for ever. So nothing here relies on an answer. Silence is
 * counted in ticks, and beyond the deadline the thread is broken; so it is on `error`, `messageerror`, exit, and on any call that fails.
 */
export function watchThread(port: Port, listener: ThreadListener, startDeadline: number): Thread {
  const api: Remote<ThreadApi> = wrap<ThreadApi>(port.endpoint);
  let state: Thread["state"] = "starting";
  let epoch: number | undefined;
  let silence = 0;
  let patience = startDeadline;
  let grace: number | undefined;
  let stopping = false;
  let helping = false;

  const terminate = () => {
    if (state === "gone") return;
    state = "gone";
    port.terminate();
  };
  const breakDown = (what: string) => {
    if (state === "gone") return;
    const started = state !== "starting";
    terminate();
    listener.broken(thread, what, started);
  };
  /** Fire and forget, but a call that cannot be sent or that throws breaks the thread. */
  const call = (name: string, made: () => Promise<unknown>) => {
    made().catch((error: unknown) =>
      breakDown(`call ${name} failed: ${error instanceof Error ? error.message : String(error)}`),
    );
  };

  const thread: Thread = {
    get state() {
      return state;
    },
    get epoch() {
      return epoch;
    },
    get stopping() {
      return stopping;
    },
    get helping() {
      return helping;
    },
    has: { modules: new Set(), tables: new Set() },
    supply(supplies) {
      for (const name of Object.keys(supplies.modules ?? {})) thread.has.modules.add(name);
      for (const id of Object.keys(supplies.tables ?? {})) thread.has.tables.add(Number(id));
      call("keep", async () => api.keep(supplies));
    },
    forget(table) {
      thread.has.tables.delete(table);
      call("forget", async () => api.forget(table));
    },
    run(order, deadline) {
      state = "busy";
      epoch = order.epoch;
      patience = deadline;
      silence = 0;
      stopping = false;
      helping = order.join !== undefined;
      grace = undefined;
      call("run", async () => {
        const outcome = await api.run(order);
        if (state !== "busy" || epoch !== order.epoch) return;
        state = "idle";
        epoch = undefined;
        stopping = false;
        helping = false;
        listener.outcome(thread, order.epoch, outcome);
      });
    },
    stop(wait) {
      if (wait !== undefined) grace = Math.min(grace ?? Infinity, wait);
      if (stopping || epoch === undefined) return;
      stopping = true;
      const stopped = epoch;
      call("stop", async () => api.stop(stopped));
    },
    tick(elapsed) {
      if (state !== "starting" && state !== "busy") return;
      silence += elapsed;
      if (grace !== undefined) grace -= elapsed;
      if (silence > patience) breakDown(`no sign of life for ${Math.round(silence / 1000)} s`);
      else if (grace !== undefined && grace < 0) breakDown("did not stop when asked");
    },
    terminate,
  };

  port.onBroken(breakDown);
  port.endpoint.addEventListener("message", (event) => {
    if (state === "gone") return;
    silence = 0;
    const { data } = event as MessageEvent<unknown>;
    if (isReport(data) && data.epoch === epoch) listener.report(thread, data);
  });
  call("hello", async () => {
    const { complaint } = await api.hello();
    if (state !== "starting") return;
    if (complaint !== null) {
      breakDown(`self-test: ${complaint}`);
      return;
    }
    state = "idle";
    listener.ready(thread);
  });
  return thread;
}

/** Our own threads speak here, and beside them only Comlink, whose messages have no `report`. */
function isReport(data: unknown): data is ThreadReport {
  return typeof data === "object" && data !== null && "report" in data;
}
