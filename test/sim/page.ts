/** A page in simulated time: the real session, driver, pool and storage; threads, network, storage and locks are those of the scenario. */
import { LoadError } from "../../client/compute/errors.ts";
import type { Pool } from "../../client/compute/job.ts";
import { moduleCache } from "../../client/compute/modules.ts";
import { createPool } from "../../client/compute/pool.ts";
import { prepareOn } from "../../client/compute/prepare.ts";
import type { Port } from "../../client/compute/thread.ts";
import { runExperiment } from "../../client/run/driver.ts";
import { running } from "../../client/run/late-run.ts";
import { createSession, type Session, type WallClock } from "../../client/run/session.ts";
import { isBusy } from "../../client/run/status.ts";
import { load, startStorage } from "../../client/run/storage.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { WasmName } from "../../shared/labs/lab.ts";
import type { SimClock } from "./clock.ts";
import { type Disk, openDatabases } from "./database.ts";
import type { SimLocks } from "./locks.ts";
import { type PageScenario, threadFault } from "./page-faults.ts";
import { SimThread } from "./threads.ts";
import { walkLab, walkLabs } from "./walk.ts";

// It comes with the first run; the tests do not wait for a file.
await running.prepare();

/** Where the reader's own file lies. */
export const ownFileKey = "file/own";

export interface Profile {
  readonly clock: SimClock;
  readonly disk: Disk;
  readonly locks: SimLocks;
}

export class SimPage {
  readonly session: Session;
  /** When what the page waited for failed, by the simulated clock; null: nothing did. */
  failedAt: number | null = null;
  /** When the page said so. */
  saidAt: number | null = null;
  /** An end was shown and something else after it, without a new run. */
  overwritten = false;
  /** The network is back. */
  isMended = false;
  readonly #profile: Profile;
  readonly #scenario: PageScenario;
  readonly #pool: Pool;
  #isAlive = true;

  constructor(profile: Profile, scenario: PageScenario) {
    this.#profile = profile;
    this.#scenario = scenario;
    const { clock: time } = profile;
    const clock: WallClock = { now: time.now, after: (ms, call) => time.after(ms, () => this.#isAlive && call()) };
    this.#startBrowser(clock);
    const labs = [{ ...walkLabs()[0], wasm: [moduleName] }];
    this.#pool = createPool({
      threads: scenario.threads,
      clock,
      spawn: () => this.#spawn(),
      ...moduleCache(labs, (name) => this.#fetch(name), clock),
    });
    const lab = { ...walkLab(), wasm: [moduleName] };
    const { walks, steps } = scenario;
    const data = scenario.ownFile
      ? { files: [{ name: "own.csv", sha256: "f".repeat(64), format: "csv", shape: [1, 2] } as const] }
      : null;
    const experiment: Experiment = { v: 1, lab: "walk", seed: 5, data, params: { walks, steps } };
    const noting = <T>(work: Promise<T>): Promise<T> =>
      work.catch((error) => {
        this.failedAt ??= time.now();
        throw error;
      });
    this.session = createSession({
      lab,
      experiment,
      engine: {
        pool: this.#pool,
        code: "this code",
        run: ({ onChange, ...order }) => noting(runExperiment({ ...order, pool: this.#pool, onProgress: onChange })),
      },
      loadData: () => noting(ownFile()),
      clock,
      headline: [],
    });
    if (scenario.isWarmed) prepareOn(this.#pool, { lab: "walk", wasm: [] }).catch(() => {});
    this.#watch();
  }

  /** Runs what the form says, or goes on with what a page before this one was running. */
  async run(): Promise<void> {
    this.failedAt = null;
    this.saidAt = null;
    if (this.session.offer.peek()) await this.session.takeOffer();
    else await this.session.run();
  }

  /** The network answers again, and threads start. */
  mend(): void {
    this.isMended = true;
  }

  /** What a reload does to the page that is left. */
  kill(): void {
    this.session.save();
    this.#isAlive = false;
    this.#profile.locks.releaseAll();
  }

  #startBrowser(clock: WallClock): void {
    const { disk, locks, clock: time } = this.#profile;
    const { storage: fault, goodTransactions: good, locksDenied } = this.#scenario;
    locks.isDenied = locksDenied;
    const indexedDB = openDatabases({ clock: time, disk, fault, good, isAlive: () => this.#isAlive });
    Object.defineProperty(globalThis, "indexedDB", {
      configurable: true,
      get() {
        if (fault === "denied") throw new DOMException("denied", "SecurityError");
        return indexedDB;
      },
    });
    Object.defineProperty(globalThis, "navigator", { configurable: true, value: { locks } });
    startStorage(clock.after);
  }

  #spawn(): Port {
    const { clock } = this.#profile;
    const fault = this.isMended ? null : threadFault(this.#scenario);
    const isLost = this.#scenario.script === "lab's code lost";
    const loads = async () => {
      if (isLost && !this.isMended) throw new LoadError("Failed to fetch dynamically imported module");
    };
    const thread = new SimThread(clock, fault, { ...this.#scenario, loads });
    const { endpoint } = thread;
    // A page that is gone hears nothing.
    const gated: typeof endpoint = {
      ...endpoint,
      addEventListener: (type, listener) =>
        endpoint.addEventListener(type, ((event: Event) => {
          if (this.#isAlive) (listener as (event: Event) => void)(event);
        }) as EventListener),
    };
    return {
      endpoint: gated,
      onBroken: (listener) => thread.onBroken((what) => this.#isAlive && listener(what)),
      terminate: () => thread.terminate(),
    };
  }

  #fetch(_name: WasmName): Promise<{ module: WebAssembly.Module; sha256: string }> {
    const { clock } = this.#profile;
    const kind = this.isMended ? "none" : this.#scenario.module;
    return new Promise((resolve, reject) => {
      if (kind === "hangs") return;
      clock.at(clock.now() + this.#scenario.moduleTakes, () => {
        if (!this.#isAlive) return;
        if (kind === "none") resolve({ module: {} as WebAssembly.Module, sha256: "5".repeat(64) });
        else if (kind === "refused") reject(new TypeError("Failed to fetch"));
        else if (kind === "HTTP 404") reject(new Error("HTTP 404"));
        else reject(new WebAssembly.CompileError("expected magic word"));
      });
    });
  }

  #watch(): void {
    let last = this.session.status.value;
    this.session.status.subscribe((status) => {
      if (!this.#isAlive) return;
      const ended = last.kind === "failed" || last.kind === "finished";
      if (ended && (status.kind === "running" || status.kind === "paused")) this.overwritten = true;
      if (status.kind === "failed") this.saidAt ??= this.#profile.clock.now();
      last = status;
    });
  }

  get isBusy(): boolean {
    return isBusy(this.session.status.value);
  }
}

const moduleName: WasmName = "math";

/** The table of a run on a file of one's own: from storage, or an error that says what is missing. */
export async function ownFile(): Promise<null> {
  if ((await load<string>(ownFileKey)) !== undefined) return null;
  throw new ExperimentError("data.files", "file-needed", "missing file: own.csv (choose the file)", {
    name: "own.csv",
  });
}
