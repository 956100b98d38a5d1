import type { Endpoint } from "comlink";
import { probeAnswers, wasmComplaint } from "../../client/compute/devices.ts";
import { scriptLost } from "../../client/compute/errors.ts";
import type { OpenGpu } from "../../client/compute/gpu/device.ts";
import { serve } from "../../client/compute/serve.ts";
import type { Port } from "../../client/compute/thread.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import type { Process } from "../../shared/labs/lab.ts";
import { andThen, type Later } from "../../shared/later.ts";
import type { Waiting } from "../../shared/nets/gang.ts";
import type { NowProcess } from "../open-now.ts";
import type { SimClock } from "./clock.ts";
import type { Fault } from "./faults.ts";
import type { SimWaits } from "./waits.ts";
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
  /** How threads that share memory wait for each other; absent where they cannot. */
  readonly waits?: SimWaits | null;
  /** Counts what helpers do. */
  readonly helped?: { joined: number; passes: number };
  /** Of the device "webgpu". */
  readonly openGpu?: () => Promise<OpenGpu>;
  /** Before the lab's code is there; rejects where it cannot be fetched. */
  loads?(): Promise<void>;
}

/** A terminated thread of Chromium goes on for so long (ms), and writes what it has to write. */
const afterlife = 2000;

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
  /** From here on it does nothing any more. */
  #ends = Infinity;
  #isHelping = false;
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
    this.#ends = Math.min(this.#ends, this.#clock.now() + afterlife);
  }

  #serve(): void {
    serve({
      endpoint: endpoint(this.#toThread, (message, transfer) => this.#post(message, transfer)),
      labs: this.#labs(),
      now: () => this.#local,
      breathe: () => new Promise((resolve) => this.#clock.at(this.#local + 1e-6, resolve)),
      selfTest: () => this.#selfTest(),
      waiting: this.#waiting(),
      ...(this.#settings.openGpu && { openGpu: this.#settings.openGpu }),
    });
  }

  #labs(): readonly LabEntry[] {
    const [walk] = walkLabs({
      open: (process) => this.#delay(this.#spoil(process)),
      charge: (shards) => this.#charge(shards),
      join: () => this.#join(),
    });
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

  #waiting(): Waiting | null {
    const waiting = this.#settings.waits?.waiting(() => this.#local);
    if (waiting === undefined) return null;
    return {
      ...waiting,
      wait: (...word) => this.#live(waiting.wait(...word)),
    };
  }

  /** What follows a wait: at the thread's own time, and never once it is dead. */
  #live(waited: Later<void>): Later<void> {
    return andThen(waited, () => {
      this.#local = Math.max(this.#local, this.#clock.now());
      return this.#local < this.#ends ? undefined : new Promise<void>(() => {});
    });
  }

  /** The time that a pass over some shards takes; a whole minibatch of eight takes four times as long as a step of a walk. */
  #charge(shards: number): Later<void> {
    if (this.#slice++ === this.#fault?.slice && this.#failPass()) return new Promise<void>(() => {});
    if (this.#isHelping && this.#settings.helped) this.#settings.helped.passes++;
    const factor = this.#fault?.kind === "100 times slow" ? 100 : 1;
    const until = Math.max(this.#local, this.#clock.now()) + (shards / 2) * this.#settings.cost * factor;
    this.#local = until;
    return this.#live(new Promise<void>((resolve) => this.#clock.at(until, resolve)));
  }

  /** Fails as in a slice, but says nothing to the others where it dies: then true. */
  #failPass(): boolean {
    try {
      this.#fail();
    } catch (error) {
      if (error !== never) throw error;
      this.#ends = 0;
      return true;
    }
    return false;
  }

  #join(): Later<void> {
    this.#isHelping = true;
    if (this.#settings.helped) this.#settings.helped.joined++;
    if (this.#fault?.kind === "never arrives to help") return new Promise<void>(() => {});
    if (this.#fault?.kind === "fails to help") throw new Error("no memory for another net");
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
