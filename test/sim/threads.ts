import type { Endpoint } from "comlink";
import { probeAnswers, wasmComplaint } from "../../client/compute/devices.ts";
import { scriptLost } from "../../client/compute/errors.ts";
import { serve } from "../../client/compute/serve.ts";
import type { Port } from "../../client/compute/thread.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import type { Process } from "../../shared/labs/lab.ts";
import type { NowProcess } from "../open-now.ts";
import type { SimClock } from "./clock.ts";
import type { Fault } from "./faults.ts";
import { walkLabs } from "./walk.ts";

type Listener = (event: { data: unknown }) => void;

/** What a simulated thread costs, in milliseconds. */
interface Settings {
  /** Of a step. */
  readonly cost: number;
  /** Of a message. */
  readonly latency: number;
  /** Processes answer with promises, kept after so long, as those of a GPU do. */
  readonly later?: number;
  /** Before the lab's code is there; rejects where it cannot be fetched. */
  loads?(): Promise<void>;
}

/** Thrown through the thread's code to leave a slice that never ends. */
const never = new Error("never");

/**
 * A thread in simulated time: the real `serve` with the test lab, on ports that copy messages as browsers do and deliver them later. What
 * the thread computes takes time of its own, and while it computes it hears nothing.
 */
export class SimThread implements Port {
  readonly #clock: SimClock;
  readonly #fault: Fault | null;
  readonly #settings: Settings;
  readonly #toThread: Listener[] = [];
  readonly #toPage: Listener[] = [];
  #broken: (what: string) => void = () => undefined;
  /** Up to here the thread is busy. */
  #local: number;
  #alive = true;
  #slice = 0;
  #sent = 0;
  readonly endpoint: Endpoint;

  constructor(clock: SimClock, fault: Fault | null, settings: Settings) {
    this.#clock = clock;
    this.#fault = fault;
    this.#settings = settings;
    this.#local = clock.now();
    if (fault?.kind === "spawn throws") throw new Error("new Worker refused");
    this.endpoint = endpoint(this.#toPage, (message, transfer) => {
      const copy = structuredClone(message, { transfer });
      this.#clock.at(this.#clock.now() + settings.latency, () => this.#deliver(copy));
    });
    if (fault?.kind === "script 404") this.#tellPage(() => this.#broken(scriptLost));
    else if (fault?.kind !== "silent start") this.#serve();
  }

  onBroken(listener: (what: string) => void): void {
    this.#broken = listener;
  }

  terminate(): void {
    this.#alive = false;
  }

  #serve(): void {
    serve({
      endpoint: endpoint(this.#toThread, (message, transfer) => this.#post(message, transfer)),
      labs: this.#labs(),
      now: () => this.#local,
      breathe: () => new Promise((resolve) => this.#clock.at(this.#local + 1e-6, resolve)),
      selfTest: () => this.#selfTest(),
      waiting: null,
    });
  }

  #labs(): readonly LabEntry[] {
    const [walk] = walkLabs({ open: (process) => this.#delay(this.#spoil(process)) });
    const load = async () => {
      await this.#settings.loads?.();
      return walk.load();
    };
    return [{ ...walk, load }];
  }

  /** A message from the page; it waits while the thread computes. */
  #deliver(data: unknown): void {
    if (!this.#alive) return;
    if (this.#local > this.#clock.now()) {
      this.#clock.at(this.#local, () => this.#deliver(data));
      return;
    }
    this.#local = this.#clock.now();
    for (const listener of this.#toThread) listener({ data });
  }

  #post(message: unknown, transfer: Transferable[]): void {
    // A dead thread says nothing. One that was terminated may have messages on their way: the simulation is crueller, it may go on talking.
    const copy = structuredClone(message, { transfer });
    if (!this.#alive && this.#fault?.kind !== "answers late") return;
    const kind = this.#fault?.kind;
    const hit = this.#sent++ === 2 + (this.#fault?.slice ?? 0);
    if (kind === "loses a message" && hit) return;
    if (kind === "message error" && hit) {
      this.#tellPage(() => this.#broken("messageerror"));
      return;
    }
    this.#tellPage(() => this.#hear(copy));
    if (kind === "answers twice") this.#tellPage(() => this.#hear(structuredClone(copy)));
  }

  #hear(data: unknown): void {
    for (const listener of this.#toPage) listener({ data });
  }

  #tellPage(tell: () => void): void {
    const late = this.#fault?.kind === "answers late" && this.#sent > 1 + this.#fault.slice ? 40_000 : 0;
    const time = Math.max(this.#local, this.#clock.now()) + this.#settings.latency + late;
    this.#clock.at(this.#clock.pageTime(time), tell);
  }

  #selfTest(): string | null {
    const kind = this.#fault?.kind;
    if (kind !== "float self-test off by one bit" && kind !== "integer self-test off by one bit") return null;
    const [floats, integers] = kind.startsWith("float") ? [1, 0] : [0, 1];
    return wasmComplaint(() => ({
      floats: () => probeAnswers.floats ^ floats,
      integers: () => probeAnswers.integers ^ integers,
    }));
  }

  #spoil(process: NowProcess): NowProcess {
    const advance = (steps: number) => {
      this.#local = Math.max(this.#local, this.#clock.now());
      this.#local += steps * this.#settings.cost * (this.#fault?.kind === "100 times slow" ? 100 : 1);
      const hit = this.#slice++ === this.#fault?.slice;
      if (hit) this.#fail();
      const records = process.advance(steps);
      if (!hit) return records;
      if (this.#fault?.kind === "NaN") Object.values(records)[0].values[0] = Number.NaN;
      if (this.#fault?.kind === "unclonable message")
        return { ...records, bad: { shape: [], values: () => 0 } as never };
      return records;
    };
    const skips = () => (this.#fault?.kind === "skips a step" && this.#slice === this.#fault.slice ? 1 : 0);
    return {
      get step() {
        return process.step + skips();
      },
      advance,
      snapshot: () => process.snapshot(),
      checkpoint: () => process.checkpoint(),
      output: () => process.output(),
    };
  }

  #delay(process: NowProcess): Process {
    const { later } = this.#settings;
    if (later === undefined) return process;
    // What is thrown is thrown at once: a promise that nobody waits for would be.
    const wait = <T>(value: T) =>
      new Promise<T>((resolve) =>
        this.#clock.at(this.#local + later, () => {
          this.#local = Math.max(this.#local, this.#clock.now());
          resolve(value);
        }),
      );
    return {
      get step() {
        return process.step;
      },
      advance: (steps) => wait(process.advance(steps)),
      snapshot: () => wait(process.snapshot()),
      checkpoint: () => wait(process.checkpoint()),
      output: () => wait(process.output()),
    };
  }

  #fail(): void {
    switch (this.#fault?.kind) {
      case "throws":
        throw new Error("something broke");
      case "unreachable":
        trap();
        break;
      case "memory refused":
        new WebAssembly.Memory({ initial: 1, maximum: 1 }).grow(1);
        break;
      case "exits":
        this.#tellPage(() => this.#broken("exit 1"));
        this.#alive = false;
        throw never;
      case "closes itself":
      case "loops for ever":
        this.#alive = false;
        throw never;
      default:
    }
  }
}

function endpoint(listeners: Listener[], postMessage: (message: unknown, transfer: Transferable[]) => void): Endpoint {
  return {
    postMessage: (message: unknown, transfer: Transferable[] = []) => postMessage(message, transfer),
    addEventListener: (_type: string, listener: EventListenerOrEventListenerObject) => {
      listeners.push(listener as unknown as Listener);
    },
    removeEventListener: () => undefined,
  };
}

/** (module (func (export "trap") unreachable)) */
function trap(): void {
  const bytes = Uint8Array.of(
    ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0],
    ...[10, 5, 1, 3, 0, 0, 11],
  );
  (new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports.trap as () => void)();
}
